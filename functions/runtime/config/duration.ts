import { z } from 'zod';
import { durationOf, milliseconds } from '../../domain/duration.ts';
import { showValue } from './words.ts';

/** A length of time as one writes it, within limits written the same way, as is the example of one that is allowed. */
export function duration(shortest: string, longest: string, example: string) {
  const [least, most] = [milliseconds(shortest), milliseconds(longest)];
  const allowed = `a whole number and m, h, d or w, such as ${example}, from ${shortest} to ${longest}`;
  const error = ({ input }: { readonly input?: unknown }) =>
    input === undefined
      ? `is missing; give ${allowed}`
      : `${showValue(input)} is not a length of time; allowed: ${allowed}`;
  return z
    .string({ error })
    .refine(
      (text) => {
        const length = durationOf(text);
        return !text.endsWith('s') && length !== undefined && length >= least && length <= most;
      },
      { error },
    )
    .meta({ pattern: '^[1-9][0-9]*[mhdw]$', examples: ['30m', '24h', '7d'] });
}
