import { z } from 'zod';
import { parseHours } from '../../domain/hours-text.ts';
import { didYouMean, showValue } from './words.ts';

/** `09:00-18:00 Europe/Berlin, Mon-Fri`: hours of the week, by the clocks of a place. */
export const hours = z
  .string({ error: ({ input }) => describe(input) })
  .refine((text) => !('problem' in parseHours(text)), { error: ({ input }) => describe(input) })
  .meta({ examples: ['09:00-18:00 Europe/Berlin, Mon-Fri', '08:00-20:00 UTC'] });

/** `Mon-Fri`, for example. */
export const isDays = (text: string): boolean => !('problem' in parseHours(`00:00-24:00 UTC, ${text}`));

function describe(input: unknown): string {
  const parsed = parseHours(typeof input === 'string' ? input : '');
  if (!('problem' in parsed)) return '';
  const { problem, zone } = parsed;
  const meant = zone === undefined ? '' : didYouMean(zone, Intl.supportedValuesOf('timeZone'));
  return `${showValue(input)} ${problem}${meant}`;
}
