import type { Clock } from '../domain/clock.ts';
import type { Source } from '../domain/collection.ts';
import { groupRemoval, type Told } from '../domain/diff.ts';
import { foldChunk, type Observation } from '../domain/fold.ts';
import type { GroupLook, Nomination } from '../domain/group-look.ts';
import type { InForce } from '../domain/in-force.ts';
import { waitsBehind, type Entry } from '../domain/outbox.ts';
import type { Registry } from '../domain/registry.ts';
import type { Routing } from '../domain/routing.ts';
import type { Chunk, ChunkChanges, Store } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import type { Deliverer } from './deliverer.ts';
import type { Destinations } from './destinations.ts';
import { eachLimited } from './each.ts';
import type { Problems } from './problems.ts';

export interface ConfirmDeps {
  readonly registry: Registry;
  readonly store: Store;
  readonly routing: Routing;
  readonly inForce: InForce;
  readonly deliverer: Deliverer;
  readonly destinations: Destinations;
  readonly source: Source;
  readonly clock: Clock;
  readonly budget: TimeBudget;
  readonly problems: Problems;
}

/** How often a commit that lost a race is begun anew, from the read. The next poll tries again. */
const attempts = 3;

/**
 * Reads the item, *then* describes what was nominated of it, *then* commits on the revision that was read. In this order a
 * describe is newer than whatever the record was built from, so no clock is compared and nothing moves backwards.
 */
export async function confirm(nomination: Nomination, deps: ConfirmDeps): Promise<number> {
  const { store, deliverer, clock, routing, inForce } = deps;
  const { group, describe, baseline, baselined } = nomination;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const chunk = await store.read(group, nomination.chunk);
    const observations = await describeAll(nomination, deps);
    const context = { group, routing, inForce, now: clock.now() };
    const folded = foldChunk(chunk, observations, baseline, context);
    const isWhole = baselined !== undefined && observations.length === describe.size;
    if (!folded && !isWhole) return 0;
    const told = folded?.told ?? [];
    const committed = await store.commit(chunk, {
      ...folded?.changes,
      ...(isWhole && { baselined }),
      entries: entriesOf(told, chunk, deps),
    });
    if (committed === 'conflict') continue;
    deliverer.know(committed);
    return told.length;
  }
  return 0;
}

/**
 * A group of which nothing was listed. If SageMaker says it is gone, that is one change, not one per version: the higher chunks
 * are emptied silently, chunk 0 last, with the change. Gives undefined when the group exists: its versions are then described.
 */
export async function confirmGroupGone(one: GroupLook, deps: ConfirmDeps): Promise<number | undefined> {
  const { registry, store, routing, deliverer, source, clock, budget } = deps;
  const { group } = one;
  const numbers = [...new Set([0, ...one.chunks.map(({ chunk }) => chunk)])].sort((a, b) => b - a);
  const chunks: Chunk[] = [];
  for (const number of numbers) chunks.push(await store.read(group, number));
  if ((await registry.describeGroup(group, { signal: budget.signal })) !== 'gone') return undefined;

  const versions = chunks.reduce((sum, chunk) => sum + chunk.versions.size, 0);
  let told = 0;
  for (const chunk of chunks) {
    const changes: ChunkChanges = { versions: new Map() };
    const isLast = chunk.chunk === 0;
    const arn = groupArn(chunks, group.name, source);
    const change = groupRemoval(group, arn, versions, chunk.born ?? 0, routing, clock.now());
    const entries = isLast && change.to.length > 0 ? entriesOf([change], chunk, deps) : [];
    const committed = await store.commit(chunk, { ...changes, ...(isLast && { gone: true }), entries });
    if (committed === 'conflict') return told;
    deliverer.know(committed);
    told += entries.length;
  }
  return told;
}

/**
 * What cannot be described now keeps its old record, and is nominated again by the next look. One refusal is enough: the rest of
 * the group would be refused too, at the cost of the others' time.
 */
async function describeAll({ group, describe }: Nomination, deps: ConfirmDeps): Promise<readonly Observation[]> {
  const { registry, budget, problems } = deps;
  const observations: Observation[] = [];
  await eachLimited(4, [...describe], async ([version, arn]) => {
    if (budget.isUp || problems.isUnreadable(group.id)) return;
    await problems.guard(group.id, async () => {
      const seen = await registry.describeVersion(arn, group, { signal: budget.signal });
      if (seen === 'gone') observations.push({ gone: true, arn, version });
      else if (seen?.version === version) observations.push(seen);
    });
  });
  return observations;
}

/** Entries that this invocation sends at once are held by the commit itself; the others wait to be taken. */
function entriesOf(told: readonly Told[], chunk: Chunk, { deliverer, destinations, clock }: ConfirmDeps): Entry[] {
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

function groupArn(chunks: readonly Chunk[], name: string, { account, region }: Source): string {
  const prefix = chunks.find(({ arnPrefix }) => arnPrefix !== undefined)?.arnPrefix;
  const known = prefix?.replace(':model-package/', ':model-package-group/').replace(/\/$/, '');
  return known ?? `arn:aws:sagemaker:${region}:${account}:model-package-group/${name}`;
}
