import type { Change } from '../../functions/domain/change.ts';
import type { Outcome } from '../../functions/domain/history.ts';
import type { StoredRecord } from '../../functions/store/history.ts';
import { collectionKey } from '../../functions/domain/collection.ts';
import type { Remembered, Waiting } from '../state/collections.ts';

/** What became of a change at one destination; or that it waits, since then. */
export interface Fate {
  readonly what: Outcome['what'] | 'waits';
  readonly at: number;
  readonly why?: string | undefined;
}

/** The same, and what became of it when it was put back. */
export interface Fates extends Fate {
  readonly again?: Fate;
}

/** One change, and what became of it. */
export interface Line {
  readonly id: string;
  readonly change: Change;
  readonly destinations: ReadonlyMap<string, Fates>;
}

/** Newest first: what was told, and what waits in the outboxes. */
export function linesOf(
  records: readonly StoredRecord[],
  remembered: readonly Remembered[],
  closed: ReadonlyMap<string, { readonly why: string }>,
): readonly Line[] {
  const lines = new Map<string, { id: string; change: Change; destinations: Map<string, Fates> }>();
  for (const { collection, entry, outcomes, again } of records) {
    const destinations = new Map<string, Fates>(Object.entries(outcomes));
    for (const [destination, fate] of Object.entries(again))
      destinations.set(destination, and(destinations.get(destination), fate));
    lines.set(`${collection} ${entry.id}`, { id: entry.id, change: entry.change, destinations });
  }
  for (const { collection, outbox } of remembered) {
    for (const waiting of outbox) {
      const { id, change } = waiting.entry;
      const key = `${collectionKey(collection)} ${id}`;
      const line = lines.get(key) ?? { id, change, destinations: new Map<string, Fates>() };
      lines.set(key, line);
      const before = waiting.entry.again ? line.destinations.get(waiting.destination) : undefined;
      line.destinations.set(waiting.destination, and(before, fateOf(waiting, closed)));
    }
  }
  return [...lines.values()].sort(newestFirst).map(({ destinations, ...line }) => {
    return { ...line, destinations: new Map([...destinations].sort(([a], [b]) => (a < b ? -1 : 1))) };
  });
}

/** Whoever never heard of it, as far as is known, hears of it for the first time. */
const and = (before: Fates | undefined, again: Fate): Fates => (before ? { ...before, again } : again);

function fateOf({ entry, destination, unconfigured }: Waiting, closed: ReadonlyMap<string, { why: string }>): Fate {
  const why = unconfigured ? 'no such destination' : closed.get(destination)?.why;
  return { what: 'waits', at: entry.committedAt, why };
}

/** Of the same moment, what was told last stands first. */
const newestFirst = (a: Line, b: Line): number =>
  Date.parse(b.change.at) - Date.parse(a.change.at) || lastOf(b) - lastOf(a);

const lastOf = ({ destinations }: Line): number => Math.max(...[...destinations.values()].map(({ at }) => at));
