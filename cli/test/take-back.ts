import type { Due } from '../../functions/domain/outbox.ts';
import type { Store } from '../../functions/domain/state.ts';

/** Takes a notification out of its outbox, unless a poll has it in hand; false if it stands there still. */
export async function takeBack({ outbox, entry, destination, delivery }: Due, store: Store): Promise<boolean> {
  const { due, token, unconfigured = false } = delivery;
  if (due > Date.now() && !unconfigured) return false;
  const { entries } = await store.write(outbox, [{ change: entry.id, destination, token, next: 'settled' }]);
  return !entries.some(({ id, to }) => id === entry.id && destination in to);
}
