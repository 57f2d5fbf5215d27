import type { Clock } from '../domain/clock.ts';
import type { Told } from '../domain/diff.ts';
import { waitsBehind, type Entry } from '../domain/outbox.ts';
import type { Chunk } from '../domain/state.ts';
import type { Deliverer } from './deliverer.ts';
import type { Destinations } from './destinations.ts';

/** Entries that this invocation sends at once are held by the commit itself; the others wait to be taken. */
export function entriesOf(
  told: readonly Told[],
  chunk: Chunk,
  deps: { readonly deliverer: Deliverer; readonly destinations: Destinations; readonly clock: Clock },
): Entry[] {
  const { deliverer, destinations, clock } = deps;
  const entries: Entry[] = [];
  for (const { id, change, to } of told) {
    const before = [chunk, ...chunk.overflow, { key: chunk.key, entries }];
    const deliveries = to.map((destination) => {
      const isFree = destinations.isOpen(destination) && !waitsBehind(before, change, destination);
      return [destination, isFree ? deliverer.hold() : deliverer.queue()] as const;
    });
    const order = (chunk.rev + 1) * 1000 + entries.length;
    entries.push({ id, order, committedAt: clock.now(), change, to: Object.fromEntries(deliveries) });
  }
  return entries;
}
