import type { Member } from './collection.ts';
import { baseline, diffMember, type DiffContext, type Told } from './diff.ts';
import type { Listed, Observation } from './observation.ts';
import { entryBytes, type Entry } from './outbox.ts';
import { isPending, pendingAfter, type PendingMembers } from './pending.ts';
import type { MemberRecords } from './record.ts';
import { remindersOf } from './reminders.ts';
import type { Chunk, ChunkChanges } from './state.ts';

/** New entries of one commit stay below this, in bytes: what does not fit keeps its old record and is found again. */
const largestCommit = 150_000;

export interface Folded {
  readonly changes: ChunkChanges;
  readonly told: readonly Told[];
  /** Some was put off for its size. */
  readonly isPartial: boolean;
}

/** Folds what was seen into an item's records. Undefined when nothing differs: then nothing is written. */
export function foldChunk(
  chunk: Chunk,
  observations: readonly Observation[],
  listed: readonly Listed[],
  context: DiffContext,
): Folded | undefined {
  const records = new Map(chunk.records);
  const pending = new Map(chunk.pending);
  const told: Told[] = [];
  // What has a record by now was described meanwhile: that is newer than the list.
  for (const seen of listed) {
    const { record } = baseline(seen);
    if (record && !records.has(seen.member)) records.set(seen.member, record);
  }
  let bytes = 0;
  let isPartial = false;
  for (const seen of [...observations].sort(byMember)) {
    const known = records.get(seen.member);
    const { record, told: differences } = diffMember(known, seen, context);
    const wait = pendingAfter(seen, record, known, pending.get(seen.member));
    const reminders = remindersOf(seen, record, wait, context);
    const changes = [...differences, ...reminders.map(({ id, change, to }) => ({ id, change, to }))];
    bytes += changes.reduce((sum, one) => sum + entryBytes(withoutDeliveries(one)), 0);
    // One member's changes are never put off for their size alone: they would be put off for ever.
    isPartial = bytes > largestCommit && told.length > 0;
    if (isPartial) break;
    if (record) records.set(seen.member, record);
    else records.delete(seen.member);
    const reminded = reminders.at(-1)?.slot;
    if (reminded !== undefined) pending.set(seen.member, { ...wait, reminded });
    else if (wait) pending.set(seen.member, wait);
    else pending.delete(seen.member);
    told.push(...changes);
  }
  const changes = {
    ...(isSame(records, chunk.records) ? {} : { records, ...identity(chunk, records, [...listed, ...observations]) }),
    ...pendingChanges(pending, records, chunk),
  };
  return Object.keys(changes).length === 0 ? undefined : { told, isPartial, changes };
}

const isSame = <Value>(a: ReadonlyMap<Member, Value>, b: ReadonlyMap<Member, Value>): boolean =>
  a.size === b.size && [...a].every(([member, value]) => b.get(member) === value);

/** An older release may have left something of what waits no more. */
function pendingChanges(all: PendingMembers, records: MemberRecords, chunk: Chunk): Pick<ChunkChanges, 'pending'> {
  const pending = new Map([...all].filter(([member]) => isPending(records.get(member))));
  if (isSame(pending, chunk.pending ?? new Map())) return {};
  return { pending: pending.size > 0 ? pending : null };
}

/** By version, or by name. */
export const byMember = ({ member: a }: Pick<Listed, 'member'>, { member: b }: Pick<Listed, 'member'>): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a < b ? -1 : Number(a > b);
};

const withoutDeliveries = ({ id, change, to }: Told): Pick<Entry, 'id' | 'change' | 'to'> => ({
  id,
  change,
  to: Object.fromEntries(to.map((destination) => [destination, { due: 0, token: '' }])),
});

/** What an item needs to know of the collection beside its members, where it is not known or no longer so. */
function identity(chunk: Chunk, records: MemberRecords, seen: readonly { readonly arn: string }[]): ChunkChanges {
  const arn = seen[0]?.arn;
  const prefix = arn?.slice(0, arn.lastIndexOf('/') + 1);
  const isNew = chunk.born === undefined || (chunk.gone === true && records.size > 0);
  const oldest = [...records.values()].reduce((least, { createdAt }) => Math.min(least, createdAt), Infinity);
  return {
    ...(prefix !== undefined && prefix !== chunk.arnPrefix && { arnPrefix: prefix }),
    ...(isNew && oldest < Infinity && { born: oldest }),
    ...(chunk.gone && records.size > 0 && { gone: null, goneSince: null }),
  };
}
