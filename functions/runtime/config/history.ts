import { z } from 'zod';
import { isDuration, milliseconds } from './duration.ts';
import { showValue } from './words.ts';

const shortest = '1d';
const longest = '3650d';
const allowed = `allowed: a duration from ${shortest} to ${longest}, such as 90d or 52 weeks`;

export const history = z
  .string()
  .refine(isDuration, { error: ({ input }) => `${showValue(input)} is not a duration; ${allowed}` })
  .refine((kept) => !isDuration(kept) || milliseconds(kept) >= milliseconds(shortest), {
    error: ({ input }) => `${showValue(input)} is too short; ${allowed}`,
  })
  .refine((kept) => !isDuration(kept) || milliseconds(kept) <= milliseconds(longest), {
    error: ({ input }) => `${showValue(input)} is too long; ${allowed}`,
  })
  .default('90d')
  .describe(`How long it is kept what was told, and what became of it: a duration from ${shortest} to ${longest}.`)
  .meta({ examples: ['30d', '90d', '52 weeks'] });
