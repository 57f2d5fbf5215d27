import type { Change } from './change.ts';

/** What one destination still has to be told of a change. */
export interface Delivery {
  /** Not before this time (ms) may anyone take it: the holder's hard deadline, or a back-off. */
  readonly due: number;
  /** Whoever wrote it last holds it: every later write is conditional on it. */
  readonly token: string;
  /** Found without a configured destination once: cancelled if that is so still when it is due. */
  readonly unconfigured?: boolean;
  /** Nobody holds it: until it is due it waits for its rule's hours, and keeps nothing else waiting. */
  readonly asleep?: boolean;
}

/** A change not yet settled for every destination. */
export interface Entry {
  readonly id: string;
  /** Grows with every commit of the collection, so entries of one subject have an order. */
  readonly order: number;
  readonly committedAt: number;
  readonly change: Change;
  readonly to: Readonly<Record<string, Delivery>>;
  /** Put back by `replay`: what becomes of it now stands beside what became of it before. */
  readonly again?: boolean;
}

/** The entries that one item holds: the collection's own item, or one that its outbox has outgrown to. */
export interface Outbox {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly entries: readonly Entry[];
}

/** One entry for one destination, and the item that holds it. */
export interface Due {
  readonly outbox: Outbox;
  readonly entry: Entry;
  readonly destination: string;
  readonly delivery: Delivery;
}

/** One notification's id: deterministic, so that a destination can tell a repetition. */
export const notificationId = (change: string, destination: string): string => `${change}.${destination}`;

/**
 * What may be sent next: per destination and subject only the earliest, so that a version's changes arrive in commit order.
 * Takes all the outboxes of a collection together, and gives the oldest first.
 */
export function firstInLine(outboxes: readonly Outbox[]): readonly Due[] {
  const all = outboxes.flatMap((outbox) => outbox.entries.map((entry) => ({ outbox, entry })));
  all.sort((a, b) => a.entry.order - b.entry.order);
  const taken = new Set<string>();
  return all.flatMap(({ outbox, entry }) =>
    Object.entries(entry.to).flatMap(([destination, delivery]) => {
      const line = lineOf(entry.change, destination);
      if (taken.has(line)) return [];
      if (!delivery.asleep) taken.add(line);
      return [{ outbox, entry, destination, delivery }];
    }),
  );
}

/** Whether an earlier change of the same subject still waits for that destination. */
export function waitsBehind(outboxes: readonly Outbox[], change: Change, destination: string): boolean {
  const line = lineOf(change, destination);
  return outboxes.some(({ entries }) =>
    entries.some(({ change: earlier, to }) => {
      const delivery = to[destination];
      return delivery && !delivery.asleep && lineOf(earlier, destination) === line;
    }),
  );
}

/** A test message is about nothing: each is a line of its own. */
const lineOf = ({ kind, arn, at }: Change, destination: string): string =>
  kind === 'test' ? `${destination} test ${at}` : `${destination} ${arn.toLowerCase()}`;

/** About what an entry takes in an item, in bytes. */
export function entryBytes({ id, change, to }: Pick<Entry, 'id' | 'change' | 'to'>): number {
  const destinations = Object.keys(to).reduce((sum, name) => sum + name.length + 80, 0);
  return Buffer.byteLength(JSON.stringify(change)) + id.length + 60 + destinations;
}

export const outboxBytes = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
