import type { Collection } from '../../functions/domain/collection.ts';
import type { Entry, Outbox } from '../../functions/domain/outbox.ts';
import type { Chunk, ChunkChanges, Closed, DeliveryWrite, LoadedState, Store } from '../../functions/domain/state.ts';

/**
 * Reads what is remembered, and keeps to itself what a poll would write: the rest of that poll sees it, the table does not.
 */
export class DryStore implements Store {
  /** What would have been committed to be told, in that order. */
  readonly entries: Entry[] = [];
  readonly #real: Store;
  readonly #state: LoadedState;
  readonly #closed: Map<string, Closed>;
  /** Items as they would be by now, by sort key. */
  readonly #chunks = new Map<string, Chunk>();
  readonly #outboxes = new Map<string, readonly Entry[]>();

  constructor(real: Store, state: LoadedState, closed: ReadonlyMap<string, Closed>) {
    this.#real = real;
    this.#state = state;
    this.#closed = new Map(closed);
  }

  load: Store['load'] = () => Promise.resolve(this.#state);

  source: Store['source'] = () => Promise.resolve(this.#state.source);

  saveSource: Store['saveSource'] = (before, { sweep, ...changes }) =>
    Promise.resolve({ ...before, ...changes, ...(sweep && { sweep }), rev: before.rev + 1 });

  async read(collection: Collection, number: number): Promise<Chunk> {
    const chunk = await this.#real.read(collection, number);
    return this.#now(this.#chunks.get(chunk.key.sk) ?? chunk);
  }

  commit(chunk: Chunk, changes: ChunkChanges): Promise<Chunk> {
    const { entries = [] } = changes;
    const before = this.#now(chunk);
    this.entries.push(...entries);
    this.#outboxes.set(chunk.key.sk, [...before.entries, ...entries]);
    this.#chunks.set(chunk.key.sk, changed(before, changes));
    return Promise.resolve(this.#now(changed(before, changes)));
  }

  drop: Store['drop'] = () => Promise.resolve();

  write(outbox: Outbox, writes: readonly DeliveryWrite[]): Promise<Outbox> {
    const written = writtenTo(this.#outbox(outbox).entries, writes);
    this.#outboxes.set(outbox.key.sk, written);
    return Promise.resolve({ ...outbox, entries: written });
  }

  park: Store['park'] = () => Promise.resolve();

  recordOutcomes: Store['recordOutcomes'] = () => Promise.resolve();

  closed: Store['closed'] = (destination) => Promise.resolve(this.#closed.get(destination));

  close: Store['close'] = () => Promise.resolve();

  probe: Store['probe'] = () => Promise.resolve(true);

  reopen: Store['reopen'] = (destination) => {
    this.#closed.delete(destination);
    return Promise.resolve();
  };

  #now(chunk: Chunk): Chunk {
    return { ...chunk, ...this.#outbox(chunk), overflow: chunk.overflow.map((outbox) => this.#outbox(outbox)) };
  }

  #outbox = ({ key, entries }: Outbox): Outbox => ({ key, entries: this.#outboxes.get(key.sk) ?? entries });
}

function changed(chunk: Chunk, changes: ChunkChanges): Chunk {
  return {
    ...chunk,
    rev: chunk.rev + 1,
    records: changes.records ?? chunk.records,
    pending: after(changes.pending, chunk.pending),
    arnPrefix: changes.arnPrefix ?? chunk.arnPrefix,
    born: changes.born ?? chunk.born,
    baselined: changes.baselined ?? chunk.baselined,
    unwantedSince: after(changes.unwantedSince, chunk.unwantedSince),
    gone: after(changes.gone, chunk.gone),
    goneSince: after(changes.goneSince, chunk.goneSince),
    failing: after(changes.failing, chunk.failing),
  };
}

/** Null clears. */
const after = <Value>(change: Value | null | undefined, before: Value | undefined): Value | undefined =>
  change === undefined ? before : (change ?? undefined);

/** As the table would do it: only what still bears the token is written. */
function writtenTo(entries: readonly Entry[], writes: readonly DeliveryWrite[]): readonly Entry[] {
  return entries.flatMap((entry) => {
    const to = Object.entries(entry.to).flatMap(([destination, delivery]) => {
      const write = writes.find(
        (one) => one.change === entry.id && one.destination === destination && one.token === delivery.token,
      );
      if (!write) return [[destination, delivery] as const];
      return write.next === 'settled' ? [] : [[destination, write.next] as const];
    });
    return to.length === 0 ? [] : { ...entry, to: Object.fromEntries(to) };
  });
}
