import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoDb } from './dynamodb.ts';
import { NotSimulatedError } from './service.ts';

const TableName = 'approval-notifier';
const Key = marshall({ pk: 'p', sk: 's' });
const open = (pageItems?: number) => new DynamoDb({ table: TableName, ...(pageItems && { pageItems }) });
const put = (db: DynamoDb, Item: object) => db.execute('PutItem', { TableName, Item });
const get = (db: DynamoDb) => db.execute('GetItem', { TableName, Key, ConsistentRead: true });
const update = (db: DynamoDb, input: object) =>
  db.execute('UpdateItem', { TableName, Key, ReturnValues: 'ALL_NEW', ...input });

test('nothing that comes in or goes out is shared with the table', () => {
  const db = open();
  const item = { ...Key, map: { M: { a: { S: 'as it was' } } }, bytes: { B: new Uint8Array([1]) }, set: { SS: ['x'] } };
  const before = structuredClone(item);
  put(db, item);
  const spoil = ({ map, bytes, set }: typeof item) => {
    map.M.a.S = 'changed';
    bytes.B[0] = 2;
    set.SS.push('y');
  };
  spoil(item);
  expect(get(db)).toMatchObject({ Item: before });
  const value = { M: { b: { S: 'as it was' } } };
  const set = { UpdateExpression: 'SET #a = :a', ExpressionAttributeNames: { '#a': 'a' } };
  const { Attributes } = update(db, { ...set, ExpressionAttributeValues: { ':a': value } }) as {
    Attributes: typeof item;
  };
  spoil(Attributes);
  value.M.b.S = 'changed';
  spoil((get(db) as { Item: typeof item }).Item);
  expect(get(db)).toMatchObject({ Item: { ...before, a: { M: { b: { S: 'as it was' } } } } });
});

test('what it held can be brought back, again and again, whatever happened since', () => {
  const db = open();
  put(db, { ...Key, map: { M: { a: { S: 'first' } } } });
  const then = db.snapshot();
  const items = db.items();
  for (let time = 0; time < 2; time++) {
    update(db, { UpdateExpression: 'REMOVE #m.#a', ExpressionAttributeNames: { '#m': 'map', '#a': 'a' } });
    put(db, marshall({ pk: 'p', sk: 'another' }));
    put(db, marshall({ pk: 'another', sk: 's' }));
    expect(db.items()).toHaveLength(3);
    db.restore(then);
    expect(db.items()).toEqual(items);
  }
  db.execute('DeleteItem', { TableName, Key });
  expect(db.items()).toEqual([]);
  db.restore(then);
  expect(db.items()).toEqual(items);
});

test('the pages of a query can be cut shorter, and the last full one names a key that nothing follows', () => {
  const db = open(2);
  for (const sk of ['a', 'b', 'c', 'd']) put(db, marshall({ pk: 'p', sk }));
  const pages: unknown[] = [];
  let start: object | undefined;
  do {
    const { Items, LastEvaluatedKey } = db.execute('Query', {
      ...{ TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :pk', ExclusiveStartKey: start },
      ExpressionAttributeValues: { ':pk': { S: 'p' } },
    }) as { Items: { sk: { S: string } }[]; LastEvaluatedKey?: object };
    pages.push(Items.map(({ sk }) => sk.S));
    start = LastEvaluatedKey;
  } while (start);
  expect(pages).toEqual([['a', 'b'], ['c', 'd'], []]);
});

const names = { ExpressionAttributeNames: { '#a': 'a' } };
const values = { ExpressionAttributeValues: { ':1': { N: '1' } } };

test.each<[string, string, object]>([
  ['another operation', 'Scan', { TableName }],
  ['a batch', 'BatchGetItem', { RequestItems: {} }],
  ['a read that may be stale', 'GetItem', { TableName, Key }],
  ['part of an item', 'GetItem', { TableName, Key, ConsistentRead: true, ProjectionExpression: 'a' }],
  ['a conditional put', 'PutItem', { TableName, Item: Key, ConditionExpression: 'attribute_not_exists(pk)' }],
  ['a list', 'PutItem', { TableName, Item: { ...Key, a: { L: [] } } }],
  ['a number that DynamoDB would write otherwise', 'PutItem', { TableName, Item: { ...Key, a: { N: '1.0' } } }],
  [
    'the item before',
    'UpdateItem',
    { TableName, Key, ReturnValues: 'ALL_OLD', ...names, UpdateExpression: 'REMOVE #a' },
  ],
  ...[
    'SET #a = #a',
    'SET #a = #a + :1',
    'SET #a = if_not_exists(#a, :1)',
    'SET a = :1',
    'SET #a[0] = :1',
    'ADD #a :1',
    'set #a = :1',
    'SET #a = :1,',
    'SET #a :1',
    '#a = :1',
    'SET #a = :1 %',
  ].map((UpdateExpression): [string, string, object] => [
    `the update ${UpdateExpression}`,
    'UpdateItem',
    { TableName, Key, ReturnValues: 'ALL_NEW', UpdateExpression, ...names, ...values },
  ]),
  ...[
    '#a <> :1',
    '#a < :1',
    'NOT #a = :1',
    '#a BETWEEN :1 AND :1',
    '#a IN (:1)',
    'contains(#a, :1)',
    ':1 = #a',
    'size(#a) = :1',
    '(#a = :1',
    '#a = :1)',
    '#a = :1 AND',
    '',
  ].map((ConditionExpression): [string, string, object] => [
    `the condition ${ConditionExpression}`,
    'DeleteItem',
    { TableName, Key, ConditionExpression, ...names, ...values },
  ]),
  ['another query', 'Query', { TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :pk AND sk = :sk' }],
])('what the store does not use is no answer but a failure of the simulation: %s', (_what, operation, input) => {
  const db = open();
  put(db, { ...Key, a: { S: 'text' } });
  const before = db.items();
  expect(() => db.execute(operation, input)).toThrow(NotSimulatedError);
  expect(db.items()).toEqual(before);
});
