import { collectionKey, type Member } from '../../functions/domain/collection.ts';
import type { Change } from '../../functions/domain/change.ts';
import { pendingSince } from '../../functions/domain/pending.ts';
import type { Chunk } from '../../functions/domain/state.ts';
import type { StoredRecord } from '../../functions/store/history.ts';

/** A model version that waits for approval. */
export interface Wait {
  readonly group: string;
  readonly version: Member;
  /** Epoch ms. */
  readonly since: number;
  /** Who was told that it waits, and when last. */
  readonly told: ReadonlyMap<string, number>;
}

/** Those that wait longest first. */
export function waitsOf(chunks: readonly Chunk[], history: readonly StoredRecord[]): readonly Wait[] {
  return chunks
    .flatMap((chunk) =>
      [...chunk.records.keys()].flatMap((version): readonly Wait[] => {
        const since = pendingSince(chunk, version);
        if (since === undefined) return [];
        const key = collectionKey(chunk.collection);
        const its = history.filter(
          ({ collection, entry }) => collection === key && saysThatItWaits(entry.change, version, since),
        );
        return [{ group: chunk.collection.name, version, since, told: toldBy(its) }];
      }),
    )
    .sort((a, b) => a.since - b.since);
}

/** What can say so. Of another life of that number, or of an earlier wait, it is not. */
const kinds: readonly string[] = ['registered', 'approval', 'reminder'];

function saysThatItWaits(change: Change, version: Member, since: number): boolean {
  return (
    kinds.includes(change.kind) &&
    'approvalStatus' in change &&
    change.approvalStatus === 'PendingManualApproval' &&
    change.version === version &&
    // Listings cut a time to the second.
    Date.parse(change.at) > since - 1000
  );
}

function toldBy(records: readonly StoredRecord[]): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  for (const { outcomes, again } of records) {
    for (const [destination, { what, at }] of [...Object.entries(outcomes), ...Object.entries(again)]) {
      if (what === 'accepted') told.set(destination, Math.max(at, told.get(destination) ?? at));
    }
  }
  return told;
}
