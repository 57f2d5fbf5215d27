import { randomUUID } from 'node:crypto';
import type { Entry } from '../../functions/domain/outbox.ts';
import type { Chunk, Home, Store } from '../../functions/domain/state.ts';
import { CliError } from '../errors.ts';

/** Whom a change is to be told to, and whether that is new. */
export interface Enqueued {
  readonly destination: string;
  readonly state: 'queued' | 'waiting';
}

/** Polls commit, too: how often to begin anew from the read. */
const attempts = 10;

/**
 * Puts a change into the outbox of its item, to be told to these destinations by the next poll, under the id that it has. Those that
 * it waits for already stay as they are. An item that does not exist (its group is gone, for example) is marked as gone, and goes when it is drained.
 */
export async function enqueue(
  store: Store,
  home: Home,
  { id, change, again = false }: Pick<Entry, 'id' | 'change' | 'again'>,
  destinations: readonly string[],
): Promise<readonly Enqueued[]> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const chunk = await itemOf(home, store);
    const waiting = waitingFor(id, chunk);
    const missing = destinations.filter((destination) => !waiting.has(destination));
    const states = destinations.map((destination): Enqueued => {
      return { destination, state: waiting.has(destination) ? 'waiting' : 'queued' };
    });
    if (missing.length === 0) return states;
    const isNew = chunk.rev === 0 && home.collection.kind !== 'registry';
    const entry = {
      ...{ id, change, order: (chunk.rev + 1) * 1000, committedAt: Date.now() },
      to: Object.fromEntries(missing.map((destination) => [destination, { due: 0, token: randomUUID() }])),
      ...(again && { again }),
    };
    const changes = { entries: [entry], ...(isNew && { gone: true as const }) };
    if ((await store.commit(chunk, changes)) !== 'conflict') return states;
  }
  throw new CliError('Others keep changing what is remembered of it: nothing was put back. Try again');
}

/** Another item of its collection will do as well: order is kept across them only as long as they are there. */
async function itemOf({ collection, chunk }: Home, store: Store): Promise<Chunk> {
  const own = await store.read(collection, chunk);
  return own.rev > 0 || chunk === 0 ? own : store.read(collection, 0);
}

function waitingFor(id: string, chunk: Chunk): ReadonlySet<string> {
  const all = [chunk, ...chunk.overflow].flatMap(({ entries }) => entries);
  return new Set(all.filter((entry) => entry.id === id).flatMap(({ to }) => Object.keys(to)));
}
