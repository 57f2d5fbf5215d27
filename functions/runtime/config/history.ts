import { duration } from './duration.ts';

export const history = duration('1d', '3650d', '90d')
  .default('90d')
  .describe('How long it is kept what was told, and what became of it: a number and m, h, d or w, from 1d to 3650d.')
  .meta({ examples: ['30d', '90d', '52w'] });
