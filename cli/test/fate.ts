import { setTimeout } from 'node:timers/promises';
import { collectionKey, wholeRegistry } from '../../functions/domain/collection.ts';
import type { Outcome } from '../../functions/domain/history.ts';
import type { Due } from '../../functions/domain/outbox.ts';
import { readHistory } from '../history/read.ts';
import type { Opened } from '../state/open.ts';
import { showTime } from '../time.ts';

/** What became of a notification; or that it waits still, and why, if that is known; or that nobody knows its destination. */
export type Fate = Outcome | Undecided;

interface Undecided {
  readonly what: 'waits' | 'unconfigured';
  readonly why?: string;
  /** Where it stands, if it does. */
  readonly due: Due | undefined;
}

const pause = 400;

/** Looks again and again, until there is an outcome, or none is to be expected before the time is up. */
export async function fateOf(id: string, destination: string, opened: Opened, until: number): Promise<Fate> {
  for (;;) {
    const outcome = await outcomeOf(id, destination, opened);
    if (outcome) return outcome;
    // First this: a poll that fails closes the destination before it gives back what it held.
    const why = await whyClosed(destination, opened, until);
    const due = await dueOf(id, destination, opened);
    if (due?.delivery.unconfigured) return { what: 'unconfigured', due };
    // What is held is under way: there will be an outcome.
    if (why !== undefined && due?.delivery.due === 0) return { what: 'waits', why, due };
    if (Date.now() + pause > until) return { what: 'waits', due, ...(why !== undefined && { why }) };
    await setTimeout(pause);
  }
}

export async function outcomeOf(id: string, destination: string, opened: Opened): Promise<Outcome | undefined> {
  const history = await readHistory(opened, [collectionKey(wholeRegistry)]);
  return history.lines.find(({ entry }) => entry.id === id)?.outcomes[destination];
}

async function dueOf(id: string, destination: string, { store }: Opened): Promise<Due | undefined> {
  const chunk = await store.read(wholeRegistry, 0);
  for (const outbox of [chunk, ...chunk.overflow]) {
    const entry = outbox.entries.find((one) => one.id === id);
    const delivery = entry?.to[destination];
    if (entry && delivery) return { outbox, entry, destination, delivery };
  }
  return undefined;
}

/** Only if it stays so. */
async function whyClosed(destination: string, { store }: Opened, until: number): Promise<string | undefined> {
  const closed = await store.closed(destination);
  if (!closed || closed.notBefore <= until) return undefined;
  return `${destination} is closed until ${showTime(new Date(closed.notBefore))}: ${closed.why}`;
}
