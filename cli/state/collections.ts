import { collectionKey, type Collection } from '../../functions/domain/collection.ts';
import { notificationId, type Entry } from '../../functions/domain/outbox.ts';
import type { Chunk } from '../../functions/domain/state.ts';
import { groupBy } from '../../functions/reconcile/each.ts';

/** All that is remembered of one collection, whatever number of items it takes. */
export interface Remembered {
  readonly collection: Collection;
  /** In order; not empty. */
  readonly chunks: readonly Chunk[];
  readonly outbox: readonly Waiting[];
}

/** One notification of an outbox. */
export interface Waiting {
  readonly id: string;
  readonly entry: Entry;
  readonly destination: string;
  /** Not before this time (epoch ms) may anyone send it. */
  readonly due: number;
  /** Found without a configured destination: cancelled when it is due, unless the destination comes back. */
  readonly unconfigured: boolean;
}

export function rememberedOf(chunks: readonly Chunk[]): readonly Remembered[] {
  const all = [...groupBy(chunks, ({ collection }) => collectionKey(collection)).values()];
  return all.flatMap((ofOne) => {
    const [first] = ofOne;
    if (!first) return [];
    const ordered = [...ofOne].sort((a, b) => a.chunk - b.chunk);
    return { collection: first.collection, chunks: ordered, outbox: ordered.flatMap(waitingOf) };
  });
}

/** In the order in which they will be sent. */
function waitingOf(chunk: Chunk): readonly Waiting[] {
  return [chunk, ...chunk.overflow]
    .flatMap(({ entries }) => entries)
    .sort((a, b) => a.order - b.order)
    .flatMap((entry) =>
      Object.entries(entry.to).map(([destination, { due, unconfigured = false }]) => {
        return { id: notificationId(entry.id, destination), entry, destination, due, unconfigured };
      }),
    );
}

export const sizeOf = ({ chunks }: Remembered): number => chunks.reduce((sum, { records }) => sum + records.size, 0);
