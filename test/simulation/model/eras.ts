import type { Era, Life } from './evidence.ts';

/** For so long what began before a deployment goes on with the config that it began with, ms. */
export const underWay = 5 * 60_000;

/** Those that were in force in any part of that time. */
export const during = (eras: readonly Era[], since: number, until: number): readonly Era[] =>
  eras.filter(({ from }, index) => from <= until && (eras[index + 1]?.from ?? Infinity) > since);

export const wants = (era: Era, destination: string, life: Pick<Life, 'within'>): boolean =>
  era.destinations.includes(destination) && watches(era, life);

export const watches = ({ omits }: Era, { within }: Pick<Life, 'within'>): boolean =>
  within === undefined || within !== omits;
