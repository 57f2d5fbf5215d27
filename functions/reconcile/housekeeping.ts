import type { Clock } from '../domain/clock.ts';
import { collectionKey, keepGone, keepUnwanted } from '../domain/collection.ts';
import type { Routing } from '../domain/routing.ts';
import { emptiedOverflow, type Chunk, type ChunkChanges, type Store } from '../domain/state.ts';
import { eachLimited } from './each.ts';
import type { Problems } from './problems.ts';

/**
 * Keeps what is stored to what is needed: a collection that no rule has wanted for an hour goes, and one that has been gone for an
 * hour, each when its outbox is drained. Writes nothing when there is nothing to tidy. Gives the chunks that remain, as they are then.
 */
export async function keepHouse(
  chunks: readonly Chunk[],
  deps: {
    readonly store: Store;
    readonly routing: Routing;
    readonly clock: Clock;
    readonly problems: Problems;
  },
): Promise<readonly Chunk[]> {
  const { store, routing, clock, problems } = deps;
  const isLongGone = ({ gone, goneSince = -Infinity }: Chunk) => gone && clock.now() - goneSince >= keepGone;
  const gone = new Set(chunks.filter(isLongGone).map(({ collection }) => collectionKey(collection)));
  const kept: Chunk[] = [];
  await eachLimited(8, chunks, async (chunk) => {
    const tidied = await problems.guard(chunk.key.sk, async () => {
      const isWanted = routing.isWanted(chunk.collection);
      if (isSpent(chunk, isWanted, gone, clock.now())) {
        await store.drop(chunk);
        return undefined;
      }
      const changes = changesOf(chunk, isWanted, clock.now());
      const committed = changes ? await store.commit(chunk, changes) : chunk;
      // Somebody else was first: theirs stands, and the next poll looks again.
      return committed === 'conflict' ? chunk : committed;
    });
    if (tidied) kept.push(tidied);
  });
  return kept;
}

function isSpent(chunk: Chunk, isWanted: boolean, gone: ReadonlySet<string>, now: number): boolean {
  const isDrained = chunk.entries.length === 0 && chunk.overflow.length === 0;
  // Wanted again, it stays, however long it was not: without its records all of it could look like news.
  const isUnwanted = !isWanted && chunk.unwantedSince !== undefined && now - chunk.unwantedSince >= keepUnwanted;
  // Of the registry as a whole nothing is remembered. What operators were told of stays: else they would be told again.
  const isOver = chunk.collection.kind === 'registry' || gone.has(collectionKey(chunk.collection));
  const isGone = isOver && chunk.records.size === 0 && !chunk.failing;
  return isDrained && (isUnwanted || isGone);
}

function changesOf(chunk: Chunk, isWanted: boolean, now: number): ChunkChanges | undefined {
  if (!isWanted && chunk.unwantedSince === undefined) return { unwantedSince: now };
  if (isWanted && chunk.unwantedSince !== undefined) return { unwantedSince: null };
  return emptiedOverflow(chunk).length > 0 ? {} : undefined;
}
