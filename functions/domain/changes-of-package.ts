import { decider, editor, registrant } from './attribution.ts';
import type { PackageChange } from './change.ts';
import type { Collection, Member } from './collection.ts';
import type { DescribedModelPackage, LifeCycle } from './model-package.ts';
import { packageRecordOf, type PackageRecord } from './record.ts';
import { cut, iso } from './text.ts';

/** How a known model package differs from what was remembered of it, in the order in which it is told. */
export function packageDifferences(known: PackageRecord, seen: DescribedModelPackage, now: number): PackageChange[] {
  const facts = { ...factsOf(seen), at: iso(seen.modifiedAt) };
  const changes: PackageChange[] = [];
  const by = editor(seen, differencesOf(known, packageRecordOf(seen)), now);
  if (known.approval !== seen.approval && seen.approval) {
    const from = known.approval && { from: known.approval };
    changes.push({ kind: 'approval', ...facts, ...by, ...note(seen), ...from, to: seen.approval });
  }
  if (known.status !== 'Failed' && seen.status === 'Failed') {
    changes.push({ kind: 'failed', ...facts, ...reason(seen), from: known.status, to: 'Failed' });
  }
  const from = stageText(known.stage, known.stageStatus);
  const to = stageText(seen.lifeCycle?.stage, seen.lifeCycle?.stageStatus);
  if (from !== to) {
    changes.push({
      kind: 'lifecycle',
      ...facts,
      ...by,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    });
  }
  if (known.description !== packageRecordOf(seen).description) changes.push({ kind: 'description', ...facts, ...by });
  return changes;
}

/** What can be said of one never seen before, most telling first; each destination hears the first that it asks for. */
export function packageFirstSight(seen: DescribedModelPackage): PackageChange[] {
  const facts = { ...factsOf(seen), at: iso(seen.createdAt) };
  const to = stageText(seen.lifeCycle?.stage, seen.lifeCycle?.stageStatus);
  const decided = seen.approval === 'PendingManualApproval' ? undefined : seen.approval;
  return [
    ...(seen.status === 'Failed'
      ? [{ kind: 'failed' as const, ...facts, ...reason(seen), to: 'Failed' as const }]
      : []),
    { kind: 'registered' as const, ...facts, ...registrant(seen), ...note(seen), to: seen.approval ?? seen.status },
    ...(decided ? [{ kind: 'approval' as const, ...facts, ...decider(seen), ...note(seen), to: decided }] : []),
    ...(to === undefined ? [] : [{ kind: 'lifecycle' as const, ...facts, to }]),
  ];
}

export function packageRemoval(
  known: PackageRecord,
  { arn, member }: { readonly arn: string; readonly member: Member },
  collection: Collection,
  now: number,
): PackageChange {
  const { status, approval, stage, stageStatus, registrationType } = known;
  return {
    kind: 'removed',
    arn,
    ...named(member, collection.name),
    at: iso(now),
    status,
    ...(approval && { approvalStatus: approval }),
    ...(stage !== undefined && stageStatus !== undefined && { lifeCycle: { stage, stageStatus } }),
    ...(registrationType && { registrationType }),
    from: status === 'Failed' ? status : (approval ?? status),
  };
}

/** That it still waits for approval. `slot` is the time that a rule set for the reminder. */
export function packageReminder(seen: DescribedModelPackage, since: number, slot: number): PackageChange {
  const facts = { ...factsOf(seen), at: iso(slot) };
  return { kind: 'reminder', ...facts, ...registrant(seen), since: iso(since), to: 'PendingManualApproval' };
}

function factsOf(seen: DescribedModelPackage) {
  const { arn, group, member, status, approval, lifeCycle, registrationType, description } = seen;
  return {
    arn,
    ...named(member, group),
    status,
    ...(approval && { approvalStatus: approval }),
    ...(lifeCycle && { lifeCycle: shortened(lifeCycle) }),
    ...(registrationType && { registrationType }),
    ...(description && { description: cut(description) }),
  };
}

const named = (member: Member, group: string | undefined) =>
  typeof member === 'string' ? { name: member } : { ...(group !== undefined && { group }), version: member };

const stageText = (stage?: string, status?: string): string | undefined =>
  stage === undefined ? undefined : `${stage}/${status ?? ''}`;

/** How many of the things that are compared differ. */
const differencesOf = (known: PackageRecord, seen: PackageRecord): number =>
  [
    known.status !== seen.status,
    known.approval !== seen.approval,
    known.stage !== seen.stage || known.stageStatus !== seen.stageStatus,
    known.registrationType !== seen.registrationType,
    known.description !== seen.description,
  ].filter(Boolean).length;

const note = ({ approvalDescription }: DescribedModelPackage) =>
  approvalDescription ? { approvalDescription: cut(approvalDescription) } : {};

const reason = ({ failureReason }: DescribedModelPackage) => (failureReason ? { reason: cut(failureReason) } : {});

const shortened = ({ stageDescription, ...stage }: LifeCycle): LifeCycle => ({
  ...stage,
  ...(stageDescription !== undefined && { stageDescription: cut(stageDescription) }),
});
