import type { Change, ImageChange, PackageChange } from './change.ts';
import { changeId } from './change-id.ts';
import { imageChanges, imageRemoval } from './changes-of-image.ts';
import { packageDifferences, packageFirstSight, packageRemoval } from './changes-of-package.ts';
import type { Collection, Member } from './collection.ts';
import type { InForce } from './in-force.ts';
import { isImageVersion, type Described, type Listed, type Observation } from './observation.ts';
import { isImageRecord, isRemembered, recordOf, sameCreation, type MemberRecord } from './record.ts';
import type { Routing } from './routing.ts';
import { iso } from './text.ts';

/** A change and who is told. */
export interface Told {
  readonly id: string;
  readonly change: Change;
  readonly to: readonly string[];
}

export interface DiffContext {
  readonly collection: Collection;
  readonly routing: Routing;
  readonly inForce: InForce;
  readonly now: number;
}

export interface MemberDiff {
  /** What is to be remembered from now on; absent: it is no more. */
  readonly record?: MemberRecord;
  /** In the order in which they are told. */
  readonly told: readonly Told[];
}

type MemberChange = PackageChange | ImageChange;

/**
 * What became of one member that was described just now.
 *
 * - Described `gone`: removed, if it was remembered.
 * - Not remembered: told as news, or remembered silently when it is older than every selector that admits it.
 * - Same version or name, another creation time: the old one removed, and the new one seen for the first time.
 * - Otherwise each difference is a change. What no rule asks for is remembered all the same.
 */
export function diffMember(known: MemberRecord | undefined, seen: Observation, context: DiffContext): MemberDiff {
  if ('gone' in seen) return { told: known ? removal(known, seen, context) : [] };
  const record = recordOf(seen);
  if (!known) return { record, told: firstSight(seen, context) };
  if (!sameCreation(known.createdAt, seen.createdAt)) {
    // It went before the other came: whoever compares times finds the other there.
    const before = { ...context, now: Math.min(context.now, seen.createdAt) };
    return { record, told: [...removal(known, seen, before), ...firstSight(seen, context)] };
  }
  if (isRemembered(known, seen)) return { record: known, told: [] };
  return { record, told: route(differences(known, seen, context.now), seen, context, seen.modifiedAt) };
}

/** A member that was there before it was watched: remembered, told to nobody. */
export const baseline = (seen: Listed): MemberDiff => ({ record: recordOf(seen), told: [] });

/** The one change that a group or an image yields when it is gone. `born` tells one life of a name from the next. */
export function collectionRemoval(
  { kind, name }: Collection,
  arn: string,
  versions: number,
  born: number,
  context: DiffContext,
): Told {
  const facts = { arn, at: iso(context.now), versions };
  const change: Change =
    kind === 'image'
      ? { kind: 'image-removed', image: name, ...facts }
      : { kind: 'group-removed', group: name, ...facts };
  return {
    id: changeId(change, born),
    change,
    to: context.routing.destinationsOfWhole(change.kind, context.collection),
  };
}

function firstSight(seen: Described, { collection, routing, inForce }: DiffContext): Told[] {
  const offered: readonly MemberChange[] = isImageVersion(seen)
    ? imageChanges(undefined, seen)
    : packageFirstSight(seen);
  return routing
    .firstSight(offered, collection, seen, inForce)
    .map(({ change, to }) => ({ id: changeId(change, seen.createdAt, seen.modifiedAt), change, to }));
}

function differences(known: MemberRecord, seen: Described, now: number): readonly MemberChange[] {
  if (isImageVersion(seen)) return imageChanges(isImageRecord(known) ? known : undefined, seen);
  return isImageRecord(known) ? packageFirstSight(seen) : packageDifferences(known, seen, now);
}

function removal(known: MemberRecord, gone: { arn: string; member: Member }, context: DiffContext): Told[] {
  const { collection, now } = context;
  const change = isImageRecord(known)
    ? imageRemoval(known, gone, collection, now)
    : packageRemoval(known, gone, collection, now);
  return route([change], { createdAt: known.createdAt, member: gone.member }, context);
}

function route(
  changes: readonly MemberChange[],
  of: Pick<Listed, 'createdAt' | 'member'>,
  { collection, routing }: DiffContext,
  modifiedAt?: number,
): Told[] {
  return changes.flatMap((change) => {
    const to = routing.destinationsOf(change, collection, of);
    return to.length > 0 ? [{ id: changeId(change, of.createdAt, modifiedAt), change, to }] : [];
  });
}
