import type { Closed } from './state.ts';

const first = 1000;
const longest = 3_600_000;

/** Entries of a failing destination wait this long at least before they are parked, in ms: a long weekend. */
export const patience = 76 * 3_600_000;

/**
 * Closes a destination after a failure: as long as it asked for, otherwise twice as long each time up to an hour, of which a
 * random half, so that what failed together does not come back together. `chance` in [0, 1).
 */
export function closedBy(
  before: Closed | undefined,
  fault: { readonly why: string; readonly retryAfter?: number },
  now: number,
  chance: number,
): Closed {
  const failures = (before?.failures ?? 0) + 1;
  const backOff = Math.min(longest, first * 2 ** Math.min(failures, 30));
  const wait = fault.retryAfter ?? Math.round(backOff * (0.5 + chance / 2));
  return { notBefore: now + wait, failures, why: fault.why.slice(0, 500) };
}
