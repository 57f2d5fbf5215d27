import * as z from 'zod/mini';
import { collectionKey } from '../domain/collection.ts';
import { outcomes, type Outcome, type Recorded, type Settled } from '../domain/history.ts';
import { StateError } from './errors.ts';
import { format, parse, parseChange, readable, type Item } from './items.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

/** The partition of a collection's history; of all of a source's, what they begin with. */
export const historyKey = (source: string, collection = ''): string => `history#${source}#${collection}`;

/** Each destination is an attribute of its own: whoever writes one leaves the others' alone, without a path that has to exist. */
const prefixes = { outcomes: 'to:', again: 'again:' } as const;

/**
 * One upsert, however many destinations; written twice, it is the same. It expires when so much time (ms) has passed since the last
 * outcome.
 */
export async function recordOutcomes(
  table: Table,
  source: string,
  { collection, entry, outcomes: settled, again = false }: Recorded,
  { kept, signal }: { readonly kept: number; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const { id, change, committedAt } = entry;
  const key = { pk: historyKey(source, collectionKey(collection)), sk: `${change.at}#${id}` };
  const last = Math.max(...Object.values(settled).map(({ at }) => at));
  const update = new Update()
    .set(['format'], format)
    .set(['change'], JSON.stringify(change))
    .set(['committedAt'], committedAt)
    .set(['expiresAt'], Math.ceil((last + kept) / 1000));
  const prefix = prefixes[again ? 'again' : 'outcomes'];
  for (const [destination, outcome] of Object.entries(settled)) update.set([prefix + destination], { ...outcome });
  update.whenAny((any) => any.whenAbsent(['pk']).when(['format'], '<=', format));
  const written = await table.update(key, update, signal);
  if (!written)
    throw new StateError(`item ${key.pk} ${key.sk} was written by a newer release: its history is left alone`);
}

const historyItem = z.looseObject({ pk: z.string(), sk: z.string(), change: z.string(), committedAt: z.number() });

const outcome = z.object({ what: z.enum(outcomes), at: z.number(), why: z.optional(z.string()) });

/** One line of a history, and the key of the collection that it is of. */
export interface StoredRecord extends Settled {
  readonly collection: string;
  /** What became of it when it was last put back, by destination. */
  readonly again: Readonly<Record<string, Outcome>>;
}

export function parseHistory(item: Item): StoredRecord {
  return readable(item, () => {
    const { pk, sk, change, committedAt, ...others } = parse(historyItem, item);
    return {
      collection: pk.split('#').slice(2).join('#'),
      entry: { id: sk.slice(sk.indexOf('#') + 1), change: parseChange(change), committedAt },
      outcomes: outcomesOf(others, prefixes.outcomes),
      again: outcomesOf(others, prefixes.again),
    };
  });
}

const outcomesOf = (attributes: Readonly<Record<string, unknown>>, prefix: string): Record<string, Outcome> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), z.parse(outcome, value)]] : [],
    ),
  );
