import type { Clock } from '../domain/clock.ts';
import type { Outcome } from '../domain/history.ts';
import type { Delivery, Due } from '../domain/outbox.ts';
import type { Home, Store } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { eachLimited, groupBy } from './each.ts';
import type { Problems } from './problems.ts';

/** What is to be written of one notification: who may take it next, and when; or what became of it. */
export type Settlement =
  | { readonly due: Due; readonly next: Delivery }
  | { readonly due: Due; readonly next: 'settled'; readonly outcome: Outcome };

/** The longest that the history may hold up what is to be struck off, in ms. */
const patience = 3000;

/**
 * Notes in the history what is about to be struck off: a crash in between notes it again. What cannot be noted is struck off all
 * the same, and fails the invocation in the end: a hole in the history is less of a harm than a message that is told twice.
 */
export async function recordAll(
  settlements: readonly Settlement[],
  homeOf: (due: Due) => Home,
  deps: {
    readonly store: Store;
    readonly clock: Clock;
    readonly budget: TimeBudget;
    readonly problems: Problems;
  },
): Promise<void> {
  const { store, clock, budget, problems } = deps;
  const settled = settlements.flatMap((one) => (one.next === 'settled' ? one : []));
  const left = Math.min(patience, (budget.deadline - clock.now()) / 2);
  const signal = AbortSignal.timeout(Math.max(1, Math.floor(left)));
  const perChange = groupBy(settled, ({ due }) => `${due.outbox.key.sk} ${due.entry.id}`);
  await eachLimited(8, [...perChange.values()], async (ofOne) => {
    const [first] = ofOne;
    // Those that are under way when the time is up have failed; that is enough said.
    if (!first || signal.aborted) return;
    const { due } = first;
    const { again = false, ...entry } = due.entry;
    const outcomes = Object.fromEntries(ofOne.map((one) => [one.due.destination, one.outcome]));
    await problems.guard(`history of ${entry.id}`, () =>
      store.recordOutcomes({ collection: homeOf(due).collection, entry, outcomes, ...(again && { again }) }, signal),
    );
  });
}
