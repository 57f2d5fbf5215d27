import { paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { sourceKey } from '../../functions/domain/collection.ts';
import { historyKey, parseHistory, type StoredRecord } from '../../functions/store/history.ts';
import { parseParked, parkedPrefix, type StoredParked } from '../../functions/store/parked.ts';
import type { Item } from '../../functions/store/items.ts';
import { CliError } from '../errors.ts';
import type { Opened } from '../state/open.ts';

/** What could be read; and why some could not, which is to be said when the rest has been shown. */
export interface Read<Line> {
  readonly lines: readonly Line[];
  readonly broken: readonly Error[];
}

type Where = Pick<Opened, 'client' | 'table' | 'source'>;

/** The history of some collections, by their keys; or of the whole source, for which the table is read whole. */
export async function readHistory(where: Where, collections?: readonly string[]): Promise<Read<StoredRecord>> {
  const source = sourceKey(where.source);
  if (!collections) return readAll(scan(where, historyKey(source)), parseHistory);
  const each = collections.map((collection) => readAll(query(where, historyKey(source, collection)), parseHistory));
  const read = await Promise.all(each);
  return { lines: read.flatMap(({ lines }) => lines), broken: read.flatMap(({ broken }) => broken) };
}

/** What is parked of the source. */
export const readParked = (where: Where): Promise<Read<StoredParked>> =>
  readAll(query(where, sourceKey(where.source), parkedPrefix), parseParked);

export function throwIfBroken({ broken }: Pick<Read<unknown>, 'broken'>): void {
  if (broken.length > 0) throw new CliError(broken.map(({ message }) => message).join('; '));
}

async function readAll<Line>(items: AsyncIterable<Item>, parse: (item: Item) => Line): Promise<Read<Line>> {
  const lines: Line[] = [];
  const broken: Error[] = [];
  for await (const item of items) {
    try {
      lines.push(parse(item));
    } catch (error) {
      broken.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return { lines, broken };
}

async function* query({ client, table }: Where, pk: string, sk?: string): AsyncGenerator<Item> {
  const input = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: sk === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: marshall({ ':pk': pk, ':sk': sk }, { removeUndefinedValues: true }),
  };
  for await (const { Items = [] } of paginateQuery({ client }, input)) yield* Items;
}

async function* scan({ client, table }: Where, begin: string): AsyncGenerator<Item> {
  const input = {
    TableName: table,
    ConsistentRead: true,
    FilterExpression: 'begins_with(pk, :begin)',
    ExpressionAttributeValues: marshall({ ':begin': begin }),
  };
  for await (const { Items = [] } of paginateScan({ client }, input)) yield* Items;
}
