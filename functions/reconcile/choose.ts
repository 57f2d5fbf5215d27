import { patience } from '../domain/back-off.ts';
import type { Due } from '../domain/outbox.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import type { Destinations } from './destinations.ts';
import { groupBy } from './each.ts';

/** How many notifications one destination gets between two settlements: what a crash in between could double. */
const passSize = 100;

/** What is to become of what is due. */
export interface Chosen {
  readonly send: readonly Due[];
  /** Waited for too long. */
  readonly park: readonly Due[];
  /** For no destination of this config. */
  readonly orphans: readonly Due[];
}

/** Sorts what is due by what may be done of it now; the rest waits. */
export async function choose(due: readonly Due[], destinations: Destinations, budget: TimeBudget): Promise<Chosen> {
  const send: Due[] = [];
  const park: Due[] = [];
  const orphans: Due[] = [];
  for (const [destination, waiting] of groupBy(due, (one) => one.destination)) {
    const channel = destinations.channels.get(destination);
    if (!channel) {
      orphans.push(...waiting);
    } else if (budget.allows(channel.timeout)) {
      if (await destinations.admits(destination, budget.deadline)) {
        send.push(...waiting.slice(0, passSize));
      } else {
        // Not for being closed: it may have recovered since, and the next probe tells.
        const isSpent = ({ entry }: Due) => destinations.hasFailedSince(destination, entry.committedAt + patience);
        park.push(...waiting.filter(isSpent));
      }
    }
  }
  return { send, park, orphans };
}
