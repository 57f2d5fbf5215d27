import type { Collection } from './collection.ts';
import type { Entry } from './outbox.ts';

export const outcomes = ['accepted', 'parked', 'cancelled'] as const;

/** What became of one notification in the end. */
export interface Outcome {
  readonly what: (typeof outcomes)[number];
  /** When, epoch ms. */
  readonly at: number;
  readonly why?: string | undefined;
}

/** A change, and what became of it, by destination: those that it is settled for. */
export interface Settled {
  readonly entry: Pick<Entry, 'id' | 'change' | 'committedAt'>;
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** The same as a line of its collection's history. */
export interface Recorded extends Settled {
  readonly collection: Collection;
  /** What became of it when it was put back: it is noted beside what became of it before. */
  readonly again?: boolean;
}
