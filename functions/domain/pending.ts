import type { Member } from './collection.ts';
import { isImageRecord, type MemberRecords } from './record.ts';

/** Since when a member of a chunk has waited for approval, epoch ms; undefined if it does not. What failed waits for nobody. */
export function pendingSince({ records }: { readonly records: MemberRecords }, member: Member): number | undefined {
  const record = records.get(member);
  if (!record || isImageRecord(record) || record.approval !== 'PendingManualApproval') return undefined;
  return record.status === 'Failed' || record.status === 'Deleting' ? undefined : record.createdAt;
}
