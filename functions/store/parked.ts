import * as z from 'zod/mini';
import { collectionKinds } from '../domain/collection.ts';
import { notificationId } from '../domain/outbox.ts';
import type { Home, Parked } from '../domain/state.ts';
import { format, parse, parseChange, readable, type Item } from './items.ts';
import type { Key, Table } from './table.ts';

/** What the keys of a source's parked notifications begin with. */
export const parkedPrefix = 'parked#';

export const parkedKey = (pk: string, change: string, destination: string): Key => ({
  pk,
  sk: parkedPrefix + notificationId(change, destination),
});

/** Repeatable: the key is the notification's id. */
export async function park(table: Table, pk: string, { entry, destination, why, at, home }: Parked): Promise<void> {
  const { id, change, committedAt } = entry;
  await table.put(parkedKey(pk, id, destination), {
    ...{ format, change: JSON.stringify(change), committedAt, destination, why, at },
    ...{ collection: { ...home.collection }, chunk: home.chunk },
  });
}

const parkedItem = z.object({
  ...{ pk: z.string(), sk: z.string(), format: z.number() },
  ...{ change: z.string(), committedAt: z.number(), destination: z.string(), why: z.string(), at: z.number() },
  collection: z.optional(
    z.object({ kind: z.enum(collectionKinds), id: z.string(), name: z.string(), reference: z.string() }),
  ),
  chunk: z.optional(z.number()),
});

/** A parked notification as it is stored: one of an older release does not say where it is of. */
export type StoredParked = Omit<Parked, 'home'> & { readonly home: Home | undefined };

export function parseParked(item: Item): StoredParked {
  return readable(item, () => {
    const { sk, change, committedAt, destination, why, at, collection, chunk } = parse(parkedItem, item);
    const id = sk.slice(parkedPrefix.length, -notificationId('', destination).length);
    return {
      ...{ entry: { id, change: parseChange(change), committedAt }, destination, why, at },
      home: collection && chunk !== undefined ? { collection, chunk } : undefined,
    };
  });
}
