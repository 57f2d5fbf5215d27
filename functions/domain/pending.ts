import type { Member } from './collection.ts';
import type { Observation } from './observation.ts';
import { isImageRecord, sameCreation, type MemberRecord, type MemberRecords, type PackageRecord } from './record.ts';

/** What is remembered of a version that waits for approval, beside its record. */
export interface Pending {
  /** Since when, if not since its creation: it was put back. Epoch ms. */
  readonly since?: number;
  /** The time of the latest reminder that was told of it. */
  readonly reminded?: number;
}

export type PendingMembers = ReadonlyMap<Member, Pending>;

/** Whether its approval status is pending, whatever else is true of it. */
export const isPending = (record: MemberRecord | undefined): record is PackageRecord =>
  record !== undefined && !isImageRecord(record) && record.approval === 'PendingManualApproval';

/** Since when it has waited for approval, as far as known; undefined if it does not. What failed waits for nobody. */
export function waitsSince(record: MemberRecord | undefined, pending: Pending | undefined): number | undefined {
  if (!isPending(record) || record.status === 'Failed' || record.status === 'Deleting') return undefined;
  return Math.max(record.createdAt, pending?.since ?? -Infinity);
}

/** The same of a member of a chunk. */
export const pendingSince = (
  { records, pending }: { readonly records: MemberRecords; readonly pending?: PendingMembers },
  member: Member,
): number | undefined => waitsSince(records.get(member), pending?.get(member));

/** What is to be remembered after a describe: a decision ends it, and who is put back begins anew. */
export function pendingAfter(
  seen: Observation,
  record: MemberRecord | undefined,
  known: MemberRecord | undefined,
  before: Pending | undefined,
): Pending | undefined {
  if ('gone' in seen || !isPending(record)) return undefined;
  if (!known || !sameCreation(known.createdAt, record.createdAt)) return undefined;
  return isPending(known) ? before : { since: seen.modifiedAt };
}
