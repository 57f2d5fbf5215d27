import { createHash } from 'node:crypto';
import type { Change, VersionChange } from './change.ts';
import type { Group } from './collection.ts';
import type { InForce } from './in-force.ts';
import type { DescribedModelPackage, LifeCycle, ModelPackage } from './model-package.ts';
import { isRemembered, recordOf, sameCreation, type VersionRecord } from './record.ts';
import type { Routing } from './routing.ts';

/** A change and who is told. */
export interface Told {
  readonly id: string;
  readonly change: Change;
  readonly to: readonly string[];
}

export interface DiffContext {
  readonly group: Group;
  readonly routing: Routing;
  readonly inForce: InForce;
  readonly now: number;
}

export interface VersionDiff {
  /** What is to be remembered from now on; absent: the version is no more. */
  readonly record?: VersionRecord;
  /** In the order in which they are told. */
  readonly told: readonly Told[];
}

/** Texts of the registry are cut here, once: no change is larger than an item can bear. */
const longestText = 2000;

/**
 * What became of one version that was described just now.
 *
 * - Described `gone`: removed, if it was remembered.
 * - Not remembered: told as news, or remembered silently when it is older than every selector that admits it.
 * - Same number, another creation time: the old one removed, and the new one seen for the first time.
 * - Otherwise each difference is a change. What no rule asks for is remembered all the same.
 */
export function diffVersion(
  known: VersionRecord | undefined,
  seen: DescribedModelPackage | { readonly gone: true; readonly arn: string; readonly version: number },
  context: DiffContext,
): VersionDiff {
  if ('gone' in seen) {
    return { told: known ? route([removal(known, seen, context)], known.createdAt, context) : [] };
  }
  const record = recordOf(seen);
  if (!known) return { record, told: firstSight(seen, context) };
  if (!sameCreation(known.createdAt, seen.createdAt)) {
    const removed = route([removal(known, seen, context)], known.createdAt, context);
    return { record, told: [...removed, ...firstSight(seen, context)] };
  }
  if (isRemembered(known, seen)) return { record: known, told: [] };
  return { record, told: route(differences(known, seen), seen.createdAt, context, seen.modifiedAt) };
}

/** A version that was there before it was watched: remembered, told to nobody. */
export const baseline = (seen: ModelPackage): VersionDiff => ({ record: recordOf(seen), told: [] });

/** The one change that a group yields when it is gone. `born` tells one life of a group name from the next. */
export function groupRemoval(
  group: Group,
  arn: string,
  versions: number,
  born: number,
  routing: Routing,
  now: number,
): Told {
  const change: Change = { kind: 'group-removed', arn, group: group.name, at: iso(now), versions };
  return { id: changeId(arn, born, change.kind), change, to: routing.destinationsOfGroup(group) };
}

function differences(known: VersionRecord, seen: DescribedModelPackage): VersionChange[] {
  const facts = { ...factsOf(seen), at: iso(seen.modifiedAt) };
  const changes: VersionChange[] = [];
  if (known.approval !== seen.approval && seen.approval) {
    changes.push({ kind: 'approval', ...facts, ...(known.approval && { from: known.approval }), to: seen.approval });
  }
  if (known.status !== 'Failed' && seen.status === 'Failed') {
    changes.push({ kind: 'failed', ...facts, ...reason(seen), from: known.status, to: 'Failed' });
  }
  const from = stageText(known.stage, known.stageStatus);
  const to = stageText(seen.lifeCycle?.stage, seen.lifeCycle?.stageStatus);
  if (from !== to) {
    changes.push({ kind: 'lifecycle', ...facts, ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
  }
  if (known.description !== recordOf(seen).description) changes.push({ kind: 'description', ...facts });
  return changes;
}

function firstSight(seen: DescribedModelPackage, context: DiffContext): Told[] {
  const { group, routing, inForce } = context;
  const offered = firstSightChanges(seen);
  const kinds = offered.map(({ kind }) => kind);
  const asking = routing.firstSight(kinds, group, seen, inForce);
  return offered.flatMap((change) => {
    const to = asking.get(change.kind);
    return to ? [{ id: idOf(change, seen.createdAt, seen.modifiedAt), change, to }] : [];
  });
}

/** What can be said of a version never seen before, most telling first; each destination hears the first that it asks for. */
function firstSightChanges(seen: DescribedModelPackage): VersionChange[] {
  const facts = { ...factsOf(seen), at: iso(seen.createdAt) };
  const to = stageText(seen.lifeCycle?.stage, seen.lifeCycle?.stageStatus);
  const decided = seen.approval === 'PendingManualApproval' ? undefined : seen.approval;
  return [
    ...(seen.status === 'Failed'
      ? [{ kind: 'failed' as const, ...facts, ...reason(seen), to: 'Failed' as const }]
      : []),
    { kind: 'registered' as const, ...facts, to: seen.approval ?? seen.status },
    ...(decided ? [{ kind: 'approval' as const, ...facts, to: decided }] : []),
    ...(to === undefined ? [] : [{ kind: 'lifecycle' as const, ...facts, to }]),
  ];
}

function removal(
  known: VersionRecord,
  { arn, version }: { arn: string; version: number },
  { group, now }: DiffContext,
): VersionChange {
  const { status, approval, stage, stageStatus, registrationType } = known;
  return {
    kind: 'removed',
    arn,
    group: group.name,
    version,
    at: iso(now),
    status,
    ...(approval && { approvalStatus: approval }),
    ...(stage !== undefined && stageStatus !== undefined && { lifeCycle: { stage, stageStatus } }),
    ...(registrationType && { registrationType }),
    from: status === 'Failed' ? status : (approval ?? status),
  };
}

function factsOf(seen: DescribedModelPackage) {
  const { arn, group, version, status, approval, lifeCycle, registrationType, description } = seen;
  return {
    arn,
    group,
    version,
    status,
    ...(approval && { approvalStatus: approval }),
    ...(lifeCycle && { lifeCycle: shortened(lifeCycle) }),
    ...(registrationType && { registrationType }),
    ...(description && { description: cut(description) }),
  };
}

function route(changes: VersionChange[], createdAt: number, context: DiffContext, modifiedAt?: number): Told[] {
  return changes.flatMap((change) => {
    const to = context.routing.destinationsOf(change, context.group, createdAt);
    return to.length > 0 ? [{ id: idOf(change, createdAt, modifiedAt), change, to }] : [];
  });
}

const idOf = (change: VersionChange, createdAt: number, modifiedAt?: number): string =>
  changeId(change.arn, createdAt, change.kind, 'to' in change ? change.to : undefined, modifiedAt);

/** The same change has the same id, whoever sees it, and whenever: nothing of the look goes in. 128 bits, base64url. */
function changeId(arn: string, createdAt: number, kind: Change['kind'], to?: string, modifiedAt?: number): string {
  const identity = JSON.stringify([arn.toLowerCase(), createdAt, kind, to ?? null, modifiedAt ?? null]);
  return createHash('sha256').update(identity).digest().subarray(0, 16).toString('base64url');
}

const iso = (time: number): string => new Date(time).toISOString();

const stageText = (stage?: string, status?: string): string | undefined =>
  stage === undefined ? undefined : `${stage}/${status ?? ''}`;

const reason = ({ failureReason }: DescribedModelPackage) => (failureReason ? { reason: cut(failureReason) } : {});

const shortened = ({ stageDescription, ...stage }: LifeCycle): LifeCycle => ({
  ...stage,
  ...(stageDescription !== undefined && { stageDescription: cut(stageDescription) }),
});

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);
