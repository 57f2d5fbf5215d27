import type { Collection } from './collection.ts';
import type { Recorded } from './history.ts';
import type { Terms } from './in-force.ts';
import type { Delivery, Entry, Outbox } from './outbox.ts';
import type { PendingMembers } from './pending.ts';
import type { MemberRecords } from './record.ts';
import type { Sweep } from './sweep.ts';

/** A collection that cannot be read. */
export interface Failing {
  /** Since when, epoch ms. */
  readonly since: number;
  /** What was asked of SageMaker. */
  readonly operation: string;
  /** Whether the operators know. */
  readonly told: boolean;
}

/** One item of a collection: the records of up to 1024 versions, and the outbox. `rev` 0: not written yet. */
export interface Chunk extends Outbox {
  readonly collection: Collection;
  readonly chunk: number;
  readonly rev: number;
  readonly records: MemberRecords;
  /** Of versions that wait for approval, where there is more to remember than their records say. */
  readonly pending?: PendingMembers;
  /** Of the collection's members, without the version or name: what an absent one is described by. */
  readonly arnPrefix?: string;
  /** Creation time of the oldest member known when the item came to be: tells one life of a name from the next. */
  readonly born?: number;
  /** On chunk 0: until which selector the collection has been recorded whole, as that selector's time of coming into force. */
  readonly baselined?: number;
  /** Since when no rule wants the collection. */
  readonly unwantedSince?: number;
  /** The collection is gone and told so; the item goes when its outbox is empty and no list can show the collection any more. */
  readonly gone?: boolean;
  /** On chunk 0: since when. Nothing, if an older release found it gone. */
  readonly goneSince?: number;
  /** On chunk 0: what operators are told of. */
  readonly failing?: Failing;
  /** The items that this one's outbox has outgrown to. Entries anywhere else are void. */
  readonly overflow: readonly Outbox[];
}

/** The item that something is of. */
export type Home = Pick<Chunk, 'collection' | 'chunk'>;

/** What a commit writes; what it leaves out stays. `null` clears. */
export interface ChunkChanges {
  readonly records?: MemberRecords;
  readonly pending?: PendingMembers | null;
  readonly arnPrefix?: string;
  readonly born?: number;
  readonly baselined?: number;
  readonly unwantedSince?: number | null;
  readonly gone?: true | null;
  readonly goneSince?: number | null;
  readonly failing?: Failing | null;
  readonly entries?: readonly Entry[];
}

/** Takes, releases or settles one notification, provided that it still bears the token. */
export interface DeliveryWrite {
  readonly change: string;
  readonly destination: string;
  readonly token: string;
  readonly next: Delivery | 'settled';
}

export interface SourceState {
  readonly rev: number;
  readonly terms: Terms;
  /** Calls that an account-wide listing takes at least, learned when one was given up. */
  readonly accountCalls?: number;
  /** Of a registry too great for one poll. */
  readonly sweep?: Sweep;
}

/** What is saved of a source; what it leaves out stays. `null` clears. */
export interface SourceChanges {
  readonly terms?: Terms;
  readonly accountCalls?: number;
  readonly sweep?: Sweep | null;
}

export interface LoadedState {
  readonly source: SourceState;
  readonly chunks: readonly Chunk[];
  readonly parked: number;
  /** Items that could not be read: their collections are left alone, and the invocation fails in the end. */
  readonly broken: readonly { readonly sk: string; readonly error: Error }[];
}

/** A destination that failed. Nobody sends to it before `notBefore`; `failures` in a row grow the back-off. */
export interface Closed {
  readonly notBefore: number;
  readonly failures: number;
  readonly why: string;
}

/** A notification given up for now. */
export interface Parked {
  readonly entry: Pick<Entry, 'id' | 'change' | 'committedAt'>;
  readonly destination: string;
  readonly why: string;
  readonly at: number;
  /** Where its outbox was. */
  readonly home: Home;
}

/** What we remember, in DynamoDB. Every read is strongly consistent; every write is conditional or repeatable. */
export interface Store {
  load(): Promise<LoadedState>;
  source(): Promise<SourceState>;
  saveSource(before: SourceState, changes: SourceChanges): Promise<SourceState | 'conflict'>;

  read(collection: Collection, chunk: number): Promise<Chunk>;
  /** One conditional write of records and outbox together; the item as it is then, or `conflict` if `rev` moved on. */
  commit(chunk: Chunk, changes: ChunkChanges): Promise<Chunk | 'conflict'>;
  /** Deletes the item, unless it changed or its outbox is not empty. */
  drop(chunk: Chunk): Promise<void>;

  /** Applies those of the writes whose token still holds; gives the outbox as it is then. */
  write(outbox: Outbox, writes: readonly DeliveryWrite[]): Promise<Outbox>;
  park(parked: Parked): Promise<void>;
  /** Notes in the history what became of a change. Repeatable. Rejects when the signal goes off first. */
  recordOutcomes(recorded: Recorded, signal?: AbortSignal): Promise<void>;

  closed(destination: string): Promise<Closed | undefined>;
  close(destination: string, closed: Closed): Promise<void>;
  /** Takes the one probe of a closed destination until a time; false when someone else has it. */
  probe(destination: string, before: Closed, until: number): Promise<boolean>;
  reopen(destination: string, probe: number): Promise<void>;
}

/** Overflow items whose last entry is settled. Nothing is ever added to one, so they stay empty: the next commit drops them. */
export const emptiedOverflow = (chunk: Chunk) => chunk.overflow.filter(({ entries }) => entries.length === 0);
