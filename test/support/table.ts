import {
  DeleteItemCommand,
  PutItemCommand,
  paginateScan,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

export type RawItem = Record<string, AttributeValue>;

export async function dump(client: DynamoDBClient, table: string): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for await (const page of paginateScan({ client }, { TableName: table })) items.push(...(page.Items ?? []));
  return items;
}

/** Brings a table back to what it held, as point-in-time recovery does. */
export async function restore(client: DynamoDBClient, table: string, items: readonly RawItem[]): Promise<void> {
  for (const { pk, sk } of await dump(client, table)) {
    if (pk && sk) await client.send(new DeleteItemCommand({ TableName: table, Key: { pk, sk } }));
  }
  for (const Item of items) await client.send(new PutItemCommand({ TableName: table, Item }));
}

/** Size as DynamoDB counts it, near enough: names and values in UTF-8, a few bytes for each of a map's or list's members. */
export function itemBytes(item: RawItem): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return value.N.length;
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return value.SS.reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, one) => sum + 1 + valueBytes(one), 0);
  return 1;
}
