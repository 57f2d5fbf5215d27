import { z } from 'zod';
import { showValue } from './words.ts';

/** ISO 8601 and the timestamps of YAML, which may have a space where ISO has a T, and short numbers. */
const pattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d*))?)?[ \t]*(?:[Zz]|([+-])(\d{1,2})(?::?(\d{2}))?)?)?$/;

/** A point in time, normalised to UTC: without an offset, JavaScript would read a date-time in the machine's own zone. */
export const timestamp = z
  .string()
  .regex(pattern, { error: ({ input }) => describeTimestamp(input) })
  .transform((text, context) => {
    const time = parseTimestamp(text);
    if (time !== undefined) return new Date(time).toISOString();
    context.addIssue({ code: 'custom', input: text, message: describeTimestamp(text) });
    return z.NEVER;
  })
  .meta({ examples: ['2026-01-31', '2026-01-31T09:00:00Z'] });

function describeTimestamp(input: unknown): string {
  return `${showValue(input)} is not a time; allowed: an ISO 8601 date or date-time, such as 2026-01-31 or 2026-01-31T09:00:00Z`;
}

function parseTimestamp(text: string): number | undefined {
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHour, offsetMinute] = pattern.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // Date.UTC turns 30 February into March.
  const exists =
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day);
  const clock = [hour, minute, second, offsetHour, offsetMinute].map((part) => Number(part ?? 0));
  const [h = 0, m = 0, s = 0, oh = 0, om = 0] = clock;
  if (!exists || h > 23 || m > 59 || s > 59 || oh > 14 || om > 59) return undefined;
  const offset = (oh * 60 + om) * (sign === '-' ? -60_000 : 60_000);
  return date.getTime() + ((h * 60 + m) * 60 + s) * 1000 + Math.floor(Number(`0.${fraction ?? ''}0`) * 1000) - offset;
}
