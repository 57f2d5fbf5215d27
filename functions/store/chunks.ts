import type { Clock } from '../domain/clock.ts';
import { collectionKey, type Collection } from '../domain/collection.ts';
import { outboxBytes, type Entry } from '../domain/outbox.ts';
import { emptiedOverflow, type Chunk, type ChunkChanges, type Failing } from '../domain/state.ts';
import { encodeRecords } from './codec.ts';
import { encodePending } from './pending-codec.ts';
import { format, parseChunk, parseOverflow, toStoredEntry, type Item, type StoredChunk } from './items.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

/** Beyond these, the outbox goes on in items of its own: DynamoDB's limit is 400 KB. */
const largestOutbox = 200_000;
const largestItem = 280_000;

type Plain = string | number | boolean | Failing | null | undefined;

/** Reads and commits the items of collections. */
export class Chunks {
  readonly #table: Table;
  readonly #pk: string;
  readonly #clock: Clock;
  readonly #newId: () => string;

  constructor(table: Table, pk: string, clock: Clock, newId: () => string) {
    this.#table = table;
    this.#pk = pk;
    this.#clock = clock;
    this.#newId = newId;
  }

  async read(collection: Collection, chunk: number): Promise<Chunk> {
    const key = { pk: this.#pk, sk: `${collectionKey(collection)}#${chunk}` };
    const item = await this.#table.get(key);
    if (item) return this.#whole(parseChunk(item));
    return { key, collection, chunk, rev: 0, records: new Map(), entries: [], overflow: [] };
  }

  /**
   * Records and outbox in one write. Entries that the item has no room for go to an item of their own *first*: until the
   * commit lists that, it is void. So an entry never moves, and never stands in two places. One that waits there already, for
   * other destinations, is not added to: whoever settles the last of those takes it out whole.
   */
  async commit(chunk: Chunk, changes: ChunkChanges): Promise<Chunk | 'conflict'> {
    const write = this.#newId();
    const entries = changes.entries ?? [];
    const records = encodeRecords(chunk.collection.kind, changes.records ?? chunk.records);
    const pending = encodePending((changes.pending === undefined ? chunk.pending : changes.pending) ?? new Map());
    const room = Math.min(largestOutbox, largestItem - records.length - pending.length);
    const isFull = entries.length > 0 && outboxBytes(chunk.entries) + outboxBytes(entries) > room;
    const isTwin = entries.some(({ id }) => chunk.entries.some((waiting) => waiting.id === id));
    const overflow = isFull || isTwin ? `outbox#${chunk.key.sk}#${write}` : undefined;
    if (overflow) await this.#putOverflow(overflow, entries);

    const item = await this.#table.update(chunk.key, this.#commitOf(chunk, changes, write, overflow));
    if (item) {
      if (!overflow) await this.#deleteEmptied(chunk);
      return this.#whole(parseChunk(item));
    }

    // Refused: another commit was first, unless it was our own, whose response was lost.
    const found = await this.#table.get(chunk.key);
    const current = found && parseChunk(found);
    if (current?.write === write) return this.#whole(current);
    // Listed all the same: our own write had succeeded, and the other came after it.
    const isVoid = overflow !== undefined && !current?.overflow.includes(overflow);
    if (isVoid) await this.#table.delete({ pk: this.#pk, sk: overflow });
    return 'conflict';
  }

  async drop(chunk: Chunk): Promise<void> {
    const untouched = new Update().when(['rev'], '=', chunk.rev).when(['format'], '<=', format);
    await this.#table.delete(chunk.key, untouched.whenEmpty(['outbox']).whenAbsent(['overflow']));
  }

  #commitOf(chunk: Chunk, changes: ChunkChanges, write: string, overflow: string | undefined): Update {
    const { records, pending, entries = [], ...plain } = changes;
    const { kind, name, reference } = chunk.collection;
    const update = new Update()
      .set(['rev'], chunk.rev + 1)
      .set(['write'], write)
      .set(['format'], format);
    if (records || chunk.rev === 0) update.set(['versions'], encodeRecords(kind, records ?? chunk.records));
    if (pending) update.set(['pending'], encodePending(pending));
    else if (pending === null) update.remove(['pending']);
    for (const [attribute, value] of Object.entries<Plain>(plain)) {
      if (value === null) update.remove([attribute]);
      else if (value !== undefined) update.set([attribute], typeof value === 'object' ? { ...value } : value);
    }
    const stored = overflow ? [] : entries.map((entry) => [entry.id, toStoredEntry(entry)] as const);
    if (chunk.rev === 0) {
      update.set(['name'], name).set(['reference'], reference);
      update.set(['outbox'], Object.fromEntries(stored)).whenAbsent(['pk']);
    } else {
      // Entry by entry, never the whole outbox: others settle meanwhile, without moving `rev`.
      for (const [id, entry] of stored) update.set(['outbox', id], entry);
      update.when(['rev'], '=', chunk.rev).when(['format'], '<=', format);
    }
    const emptied = emptiedOverflow(chunk).map(({ key }) => key.sk);
    // One expression cannot both add to a set and delete from it: a full outbox comes first.
    if (overflow) update.addToSet(['overflow'], overflow);
    else if (emptied.length > 0) update.deleteFromSet(['overflow'], emptied);
    return update;
  }

  async #deleteEmptied(chunk: Chunk): Promise<void> {
    for (const { key } of emptiedOverflow(chunk)) await this.#table.delete(key);
  }

  async #putOverflow(sk: string, entries: readonly Entry[]): Promise<void> {
    const outbox = Object.fromEntries(entries.map((entry) => [entry.id, toStoredEntry(entry)]));
    await this.#table.put({ pk: this.#pk, sk }, { format, at: this.#clock.now(), outbox });
  }

  async #whole({ chunk, overflow }: StoredChunk): Promise<Chunk> {
    const items = await Promise.all(overflow.map((sk) => this.#table.get({ pk: this.#pk, sk })));
    return {
      ...chunk,
      overflow: overflow.map((sk, index) => {
        const item: Item | undefined = items[index];
        return item ? parseOverflow(item) : { key: { pk: this.#pk, sk }, entries: [] };
      }),
    };
  }
}
