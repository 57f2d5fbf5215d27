import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { changeSchema, type Change } from '../domain/change.ts';
import { collectionKinds } from '../domain/collection.ts';
import type { Entry, Outbox } from '../domain/outbox.ts';
import type { Chunk, Closed, SourceState } from '../domain/state.ts';
import { decodeRecords } from './codec.ts';
import { StateError } from './errors.ts';
import { decodePending } from './pending-codec.ts';

/** The layout of items that this release writes. An item with a higher one was written by a newer release. */
export const format = 1;

export type Item = Record<string, AttributeValue>;

const key = { pk: z.string(), sk: z.string(), format: z.number() };

const delivery = z.object({
  due: z.number(),
  token: z.string(),
  unconfigured: z.optional(z.boolean()),
  asleep: z.optional(z.boolean()),
});

const outbox = z.record(
  z.string(),
  z.object({
    order: z.number(),
    at: z.number(),
    // JSON rather than a map: smaller, and fields that only a newer release knows stay in it.
    change: z.string(),
    to: z.record(z.string(), delivery),
    again: z.optional(z.boolean()),
  }),
);

const overflowItem = z.object({ ...key, at: z.number(), outbox });

const chunkItem = z.object({
  ...key,
  rev: z.number(),
  write: z.string(),
  name: z.string(),
  reference: z.string(),
  versions: z.instanceof(Uint8Array),
  pending: z.optional(z.instanceof(Uint8Array)),
  outbox,
  arnPrefix: z.optional(z.string()),
  born: z.optional(z.number()),
  baselined: z.optional(z.number()),
  unwantedSince: z.optional(z.number()),
  gone: z.optional(z.boolean()),
  goneSince: z.optional(z.number()),
  failing: z.optional(z.object({ since: z.number(), operation: z.string(), told: z.boolean() })),
  overflow: z.optional(z.set(z.string())),
});

const sourceItem = z.object({
  ...key,
  rev: z.number(),
  write: z.string(),
  terms: z.record(z.string(), z.object({ since: z.number(), until: z.optional(z.number()) })),
  accountCalls: z.optional(z.number()),
  sweep: z.optional(
    z.object({
      began: z.number(),
      next: z.optional(z.object({ accountWide: z.boolean(), listing: z.string(), from: z.optional(z.number()) })),
    }),
  ),
});

const closedItem = z.object({ ...key, notBefore: z.number(), failures: z.number(), why: z.string() });

export interface StoredChunk {
  readonly chunk: Omit<Chunk, 'overflow'>;
  readonly write: string;
  readonly overflow: readonly string[];
}

export interface StoredOverflow extends Outbox {
  readonly at: number;
}

/** `<kind>#<id>#<chunk>`: the key of a collection's item. Undefined for any other. */
function parseChunkKey(sk: string) {
  const [, prefix, id, chunk] = /^([a-z]+)#(.+)#(\d+)$/.exec(sk) ?? [];
  const kind = collectionKinds.find((one) => one === prefix);
  return kind && id !== undefined ? { kind, id, chunk: Number(chunk) } : undefined;
}

export const parseChunk = (item: Item): StoredChunk => readable(item, () => chunkOf(item));

function chunkOf(item: Item): StoredChunk {
  const stored = parse(chunkItem, item);
  const key = parseChunkKey(stored.sk);
  if (!key) throw new StateError(`${stored.sk} is no key of a collection`);
  const { kind, id, chunk } = key;
  const { rev, write, name, reference, pending, arnPrefix, born, baselined, failing, overflow } = stored;
  const { unwantedSince, gone, goneSince } = stored;
  return {
    write,
    overflow: [...(overflow ?? [])].sort(),
    chunk: {
      key: { pk: stored.pk, sk: stored.sk },
      collection: { kind, id, name, reference },
      chunk,
      rev,
      records: decodeRecords(kind, stored.versions),
      entries: entriesOf(stored.outbox),
      ...(pending !== undefined && { pending: decodePending(pending) }),
      ...(arnPrefix !== undefined && { arnPrefix }),
      ...(born !== undefined && { born }),
      ...(baselined !== undefined && { baselined }),
      ...(unwantedSince !== undefined && { unwantedSince }),
      ...(gone !== undefined && { gone }),
      ...(goneSince !== undefined && { goneSince }),
      ...(failing !== undefined && { failing }),
    },
  };
}

export function parseOverflow(item: Item): StoredOverflow {
  return readable(item, () => {
    const { pk, sk, at, outbox } = parse(overflowItem, item);
    return { key: { pk, sk }, at, entries: entriesOf(outbox) };
  });
}

export function parseSource(item: Item): { state: SourceState; write: string } {
  const { rev, write, terms, accountCalls, sweep } = readable(item, () => parse(sourceItem, item));
  return { write, state: { rev, terms, ...(accountCalls !== undefined && { accountCalls }), ...(sweep && { sweep }) } };
}

export function parseClosed(item: Item): Closed {
  const { notBefore, failures, why } = readable(item, () => parse(closedItem, item));
  return { notBefore, failures, why };
}

/** An entry as its item holds it. */
export const toStoredEntry = ({ order, committedAt, change, to, again }: Entry) => ({
  order,
  at: committedAt,
  change: JSON.stringify(change),
  to,
  ...(again && { again }),
});

function entriesOf(stored: z.infer<typeof outbox>): Entry[] {
  return Object.entries(stored)
    .map(([id, { order, at, change, to, again }]) => {
      return { id, order, committedAt: at, change: parseChange(change), to, ...(again && { again }) };
    })
    .sort((a, b) => a.order - b.order);
}

export function parseChange(json: string): Change {
  const content: unknown = JSON.parse(json);
  return z.parse(changeSchema, content);
}

/** Whatever makes an item unreadable is told as such, with the item's name. */
export function readable<T>(item: Item, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StateError(`item ${item.pk?.S ?? ''} ${item.sk?.S ?? ''} cannot be read: ${why}`, { cause: error });
  }
}

export function parse<Schema extends z.ZodMiniType<{ pk: string; sk: string }>>(
  schema: Schema,
  item: Item,
): z.infer<Schema> {
  const plain = unmarshall(item);
  if (typeof plain.format === 'number' && plain.format > format) {
    throw new StateError(`format ${plain.format} is newer than ${format}, this release's: deploy the newer one again`);
  }
  const parsed = z.safeParse(schema, plain);
  if (parsed.success) return parsed.data;
  throw new StateError(`not as this product writes it: ${z.prettifyError(parsed.error)}`);
}
