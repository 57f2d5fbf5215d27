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

/** One change, and what became of it. */
export interface Line {
  readonly id: string;
  readonly change: Change;
  readonly destinations: ReadonlyMap<string, Fate>;
}

/** Newest first: what was told, and what waits in the outboxes. Put back, a notification waits, whatever became of it before. */
export function linesOf(
  records: readonly StoredRecord[],
  remembered: readonly Remembered[],
  closed: ReadonlyMap<string, { readonly why: string }>,
): readonly Line[] {
  const lines = new Map<string, { id: string; change: Change; destinations: Map<string, Fate> }>();
  for (const { collection, entry, outcomes } of records) {
    const destinations = new Map<string, Fate>(Object.entries(outcomes));
    lines.set(`${collection} ${entry.id}`, { id: entry.id, change: entry.change, destinations });
  }
  for (const { collection, outbox } of remembered) {
    for (const waiting of outbox) {
      const { id, change } = waiting.entry;
      const key = `${collectionKey(collection)} ${id}`;
      const line = lines.get(key) ?? { id, change, destinations: new Map<string, Fate>() };
      lines.set(key, line);
      line.destinations.set(waiting.destination, fateOf(waiting, closed));
    }
  }
  return [...lines.values()].sort(newestFirst).map(({ destinations, ...line }) => {
    return { ...line, destinations: new Map([...destinations].sort(([a], [b]) => (a < b ? -1 : 1))) };
  });
}

function fateOf({ entry, destination, unconfigured }: Waiting, closed: ReadonlyMap<string, { why: string }>): Fate {
  const why = unconfigured ? 'no such destination' : closed.get(destination)?.why;
  return { what: 'waits', at: entry.committedAt, why };
}

/** Of the same moment, what was told last stands first. */
const newestFirst = (a: Line, b: Line): number =>
  Date.parse(b.change.at) - Date.parse(a.change.at) || lastOf(b) - lastOf(a);

const lastOf = ({ destinations }: Line): number => Math.max(...[...destinations.values()].map(({ at }) => at));
