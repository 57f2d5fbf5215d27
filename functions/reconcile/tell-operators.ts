import { collectionKey, type Collection } from '../domain/collection.ts';
import type { CollectionLook } from '../domain/collection-look.ts';
import type { Told } from '../domain/diff.ts';
import type { Chunk, ChunkChanges, Failing, LoadedState } from '../domain/state.ts';
import { recovered, troubled, watchedArn, type Trouble } from '../domain/watch.ts';
import type { ConfirmDeps } from './confirm.ts';
import { eachLimited } from './each.ts';
import { entriesOf } from './entries.ts';

/**
 * Operators hear once that something cannot be read, and once that it can be again. Both are changes as any other: committed with
 * what is remembered of the trouble, and sent from the outbox. Writes nothing while nothing begins or ends. Gives how many.
 */
export async function tellOperators(
  looks: readonly CollectionLook[],
  state: Pick<LoadedState, 'chunks'>,
  deps: ConfirmDeps,
): Promise<number> {
  const { routing, problems } = deps;
  if (routing.operators.length === 0) return 0;
  const failing = new Map(
    state.chunks.flatMap((chunk) => (chunk.failing ? [[collectionKey(chunk.collection), chunk]] : [])),
  );
  const begun = problems.troubles.filter(({ collection }) => !failing.get(collectionKey(collection))?.failing?.told);
  const read = new Set(looks.filter(({ isComplete }) => isComplete).map(({ key }) => key));
  const isRead = ({ collection }: Chunk) =>
    !problems.isUnreadable(collection) && (collection.kind === 'registry' || read.has(collectionKey(collection)));
  let changes = 0;
  await eachLimited(4, begun, async (trouble) => {
    changes += (await problems.guard(collectionKey(trouble.collection), () => begin(trouble, deps))) ?? 0;
  });
  // What time was too short for is not known to be well.
  const over = deps.budget.isUp ? [] : [...failing.values()].filter(isRead);
  await eachLimited(4, over, async ({ collection }) => {
    changes += (await problems.guard(collectionKey(collection), () => end(collection, deps))) ?? 0;
  });
  return changes;
}

async function begin(trouble: Trouble, deps: ConfirmDeps): Promise<number> {
  const chunk = await deps.store.read(trouble.collection, 0);
  const outcome = troubled(trouble, chunk.failing, watchedOf(chunk.collection, deps));
  return outcome ? commit(chunk, outcome.failing, outcome.told, deps) : 0;
}

async function end(collection: Collection, deps: ConfirmDeps): Promise<number> {
  const chunk = await deps.store.read(collection, 0);
  if (!chunk.failing) return 0;
  return commit(chunk, null, recovered(collection, chunk.failing, watchedOf(collection, deps)), deps);
}

/** Lost to another invocation, it is found again by the next poll. */
async function commit(
  chunk: Chunk,
  failing: Failing | null,
  told: readonly Told[],
  deps: ConfirmDeps,
): Promise<number> {
  const changes: ChunkChanges = { failing, entries: entriesOf(told, chunk, deps) };
  const committed = await deps.store.commit(chunk, changes);
  if (committed === 'conflict') return 0;
  deps.know(committed);
  return told.length;
}

const watchedOf = (collection: Collection, { routing, source, reader, clock }: ConfirmDeps) => ({
  arn: watchedArn(collection, source),
  operators: routing.operators,
  now: clock.now(),
  role: reader?.role,
});
