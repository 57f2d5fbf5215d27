import type { Clock } from '../domain/clock.ts';
import { byMember, foldChunk } from '../domain/fold.ts';
import type { Collection, Source } from '../domain/collection.ts';
import type { CollectionLook, Nomination } from '../domain/collection-look.ts';
import { collectionRemoval } from '../domain/diff.ts';
import type { InForce } from '../domain/in-force.ts';
import type { Observation } from '../domain/observation.ts';
import type { Reader, Registry } from '../domain/registry.ts';
import type { Routing } from '../domain/routing.ts';
import type { Chunk, Store } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { watchedArn } from '../domain/watch.ts';
import type { Deliverer } from './deliverer.ts';
import type { Destinations } from './destinations.ts';
import { eachLimited } from './each.ts';
import { entriesOf } from './entries.ts';
import type { Problems } from './problems.ts';

export interface ConfirmDeps {
  readonly registry: Registry;
  readonly store: Store;
  readonly routing: Routing;
  readonly inForce: InForce;
  readonly deliverer: Deliverer;
  /** Hears of every commit. */
  readonly know: (chunk: Chunk) => void;
  readonly destinations: Destinations;
  readonly source: Source;
  readonly reader?: Reader | undefined;
  readonly clock: Clock;
  readonly budget: TimeBudget;
  readonly problems: Problems;
}

export interface Confirmed {
  /** How many are told. */
  readonly changes: number;
  /** Whether all that was nominated was described and committed. */
  readonly isDone: boolean;
}

/** How often a commit that lost a race is begun anew, from the read. The next poll tries again. */
const attempts = 3;

/**
 * Reads the item, *then* describes what was nominated of it, *then* commits on the revision that was read. In this order a
 * describe is newer than whatever the record was built from, so no clock is compared and nothing moves backwards. `ahead` is that
 * read, if it is under way already.
 */
export async function confirm(nomination: Nomination, deps: ConfirmDeps, ahead?: Promise<Chunk>): Promise<Confirmed> {
  const { store, know, clock, routing, inForce, budget } = deps;
  const { baseline, baselined } = nomination;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const chunk = await (attempt === 1 && ahead ? ahead : store.read(nomination.collection, nomination.chunk));
    // As it is stored, its name is SageMaker's own spelling; an event's may be in lower case.
    const { collection } = chunk;
    const { observations, isDone } = await describeAll(nomination, collection, deps);
    const context = { collection, routing, inForce, now: clock.now() };
    // What was listed before it was gone is no more, though nobody described it.
    const folded = foldChunk(chunk, observations, chunk.gone ? [] : baseline, context);
    const isWhole = baselined !== undefined && isDone;
    if (!folded && !isWhole) return { changes: 0, isDone };
    // What it read as new may have been recorded, told to be gone, and forgotten since.
    if (budget.isOver) return { changes: 0, isDone: false };
    const told = folded?.told ?? [];
    const committed = await store.commit(chunk, {
      ...folded?.changes,
      ...(isWhole && { baselined }),
      entries: entriesOf(told, chunk, deps),
    });
    if (committed === 'conflict') continue;
    know(committed);
    return { changes: told.length, isDone: isDone && !folded?.isPartial };
  }
  return { changes: 0, isDone: false };
}

/**
 * A group or an image of which nothing was listed. If SageMaker says it is gone, that is one change, not one per version: the
 * higher chunks are emptied silently, chunk 0 last, with the change. Gives undefined when it exists: its versions are then
 * described.
 */
export async function confirmGone(one: CollectionLook, deps: ConfirmDeps): Promise<number | undefined> {
  const { registry, store, source, know, clock, budget } = deps;
  const { collection } = one;
  const numbers = [...new Set([0, ...one.chunks.map(({ chunk }) => chunk)])].sort((a, b) => b - a);
  const chunks: Chunk[] = [];
  for (const number of numbers) chunks.push(await store.read(collection, number));
  // Another invocation has told of it since this one looked.
  if (chunks.some(({ gone }) => gone) || chunks.every(({ rev }) => rev === 0)) return 0;
  if (await registry.exists(collection, { signal: budget.signal })) return undefined;

  const versions = chunks.reduce((sum, chunk) => sum + chunk.records.size, 0);
  const arn = arnOf(chunks) ?? watchedArn(collection, source);
  const context = { ...deps, collection, now: clock.now() };
  let told = 0;
  for (const chunk of chunks) {
    const isLast = chunk.chunk === 0;
    const change = collectionRemoval(collection, arn, versions, chunk.born ?? 0, context);
    const entries = isLast && change.to.length > 0 ? entriesOf([change], chunk, deps) : [];
    const committed = await store.commit(chunk, {
      records: new Map(),
      ...(isLast && { gone: true, goneSince: context.now }),
      entries,
    });
    if (committed === 'conflict') return told;
    know(committed);
    told += entries.length;
  }
  return told;
}

/**
 * What cannot be described now keeps its old record, and is nominated again by the next look. One refusal is enough: the rest of
 * the collection would be refused too, at the cost of the others' time.
 */
async function describeAll({ describe, unlisted }: Nomination, collection: Collection, deps: ConfirmDeps) {
  const { registry, budget, problems } = deps;
  const observations: Observation[] = [];
  let described = 0;
  await eachLimited(4, [...describe], async ([member, arn]) => {
    if (budget.isUp || problems.isUnreadable(collection)) return;
    await problems.guard(collection, async () => {
      const seen = await registry.describe({ collection, member, arn }, { signal: budget.signal });
      described++;
      // A removal takes both: absent where it should be listed, and not found.
      if (seen === 'gone' && unlisted?.has(member)) return;
      if (seen === 'gone') observations.push({ gone: true, arn, member });
      else if (seen?.member === member) observations.push(seen);
    });
  });
  return { observations: observations.sort(byMember), isDone: described === describe.size };
}

/** The ARN of the group or image that these versions are of, as SageMaker spells it. */
const arnOf = (chunks: readonly Chunk[]): string | undefined =>
  chunks
    .find(({ arnPrefix }) => arnPrefix !== undefined)
    ?.arnPrefix?.replace(/:(model-package|image-version)\/(.*)\/$/, (_, type: string, name: string) =>
      type === 'image-version' ? `:image/${name}` : `:model-package-group/${name}`,
    );
