import { z } from 'zod';
import { durationOf } from '../../domain/duration.ts';
import { showValue } from './words.ts';

const shortest = '1m';
const longest = '365d';

const isAllowed = (text: string): boolean => {
  const [length, least, most] = [text, shortest, longest].map(durationOf);
  return length !== undefined && least !== undefined && most !== undefined && length >= least && length <= most;
};

/** A length of time as one writes it. */
export const duration = z
  .string({ error: ({ input }) => describe(input) })
  .refine(isAllowed, { error: ({ input }) => describe(input) })
  .meta({ pattern: '^[1-9][0-9]*[mhdw]$', examples: ['30m', '24h', '7d'] });

function describe(input: unknown): string {
  const allowed = `a whole number and m, h, d or w, such as 24h, from ${shortest} to ${longest}`;
  return input === undefined
    ? `is missing; give ${allowed}`
    : `${showValue(input)} is not a length of time; allowed: ${allowed}`;
}
