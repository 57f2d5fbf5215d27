import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import { notificationId, type Due } from '../domain/outbox.ts';
import type { Home, Store } from '../domain/state.ts';
import { eachLimited } from './each.ts';
import type { Settlement } from './history.ts';
import type { Problems } from './problems.ts';

/** Keeps them elsewhere first, so that they can be settled: a crash in between parks them again, under the same key. */
export async function parkAll(
  dues: readonly Due[],
  why: ((due: Due) => string | undefined) | undefined,
  homeOf: (due: Due) => Home,
  deps: { readonly store: Store; readonly clock: Clock; readonly log: Log; readonly problems: Problems },
): Promise<Settlement[]> {
  const { store, clock, log, problems } = deps;
  const parked: Settlement[] = [];
  await eachLimited(8, dues, (due) =>
    problems.guard(due.outbox.key.sk, async () => {
      const { entry, destination } = due;
      const reason = why?.(due) ?? 'the destination has failed for more than 76 hours';
      const at = clock.now();
      await store.park({ entry, destination, why: reason, at, home: homeOf(due) });
      log.warn('notification parked', { id: notificationId(entry.id, destination), destination, why: reason });
      parked.push({ due, next: 'settled', outcome: { what: 'parked', at, why: reason } });
    }),
  );
  return parked;
}
