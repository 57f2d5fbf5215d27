import type { Outcome } from './plan.ts';

/** What many histories came to. */
export interface Sum {
  readonly polls: number;
  readonly calls: number;
  readonly faults: number;
  readonly accepted: number;
  /** Of them those that had been accepted before, as is permitted then. */
  readonly doubled: number;
  readonly simulatedDays: number;
  /** The longest that a destination was down, in hours. */
  readonly longestOutageHours: number;
}

const day = 24 * 3_600_000;

export function sumOf(outcomes: readonly Outcome[]): Sum {
  const total = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, one) => sum + of(one), 0);
  return {
    polls: total(({ polls }) => polls),
    calls: total(({ calls }) => calls),
    faults: total(({ faults }) => faults),
    accepted: total(({ accepted }) => accepted),
    doubled: total(({ doubled }) => doubled),
    simulatedDays: Math.round(total(({ lasted }) => lasted) / day),
    longestOutageHours: Math.max(...outcomes.map(({ outage }) => outage)) / 3_600_000,
  };
}
