import { z } from 'zod';
import { showValue } from './words.ts';

const pattern = /^rate\((?:1 (minute|hour|day)|([2-9]|[1-9]\d{1,5}) (minute|hour|day)s)\)$/;
const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** The alarm on missed polls must see two of them inside the seven days that CloudWatch looks back. */
const longest = 3 * units.day;

export const schedule = z
  .string()
  .regex(pattern, { error: ({ input }) => describeSchedule(String(input)) })
  .refine((rate) => !pattern.test(rate) || schedulePeriod(rate) <= longest, {
    error: ({ input }) =>
      `${showValue(input)} is too long: the longest is rate(3 days), a missed poll must be noticeable`,
  })
  .default('rate(5 minutes)')
  .describe('How often the registry is looked at: a rate from rate(1 minute) to rate(3 days).')
  .meta({ examples: ['rate(1 minute)', 'rate(5 minutes)', 'rate(1 hour)'] });

/** The time between two polls, in ms. Throws a RangeError for what is not a rate. */
export function schedulePeriod(rate: string): number {
  const [matched, one, count, many] = pattern.exec(rate) ?? [];
  const unit = one ?? many;
  if (matched === undefined || !(unit === 'minute' || unit === 'hour' || unit === 'day')) {
    throw new RangeError(describeSchedule(rate));
  }
  return Number(count ?? 1) * units[unit];
}

function describeSchedule(given: string): string {
  const value = showValue(given);
  if (/^\s*cron/i.test(given)) {
    return `${value} is not allowed: a missed poll must be noticeable, so a schedule is a rate, such as rate(5 minutes)`;
  }
  const [, count, unit] = /^\s*rate\s*\(\s*(\d{1,6})\s*(minute|hour|day)s?\s*\)\s*$/i.exec(given) ?? [];
  if (count === undefined || unit === undefined) {
    return `${value} is not a rate; allowed: rate(1 minute), rate(N minutes), also with hours and days`;
  }
  const number = Number(count);
  if (number === 0) return `${value} is too short: the shortest is rate(1 minute)`;
  return `${value} is not how AWS spells it; write rate(${number} ${unit.toLowerCase()}${number === 1 ? '' : 's'})`;
}
