import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { table } from '../subject.ts';
import { invalid, key, put, refused, remove, rows, update, Key, type Case, type Row } from './case.ts';

const outbox = { a: { order: 1 } };
const lots = 'x'.repeat(300_000);

const others: Row[] = [
  ['a put makes an item', undefined, put({ a: 1, m: { b: 2 } }), { item: { a: 1, m: { b: 2 } } }],
  ['a put leaves nothing of what was there', { a: 1, b: 2 }, put({ a: 3 }), { item: { a: 3 } }],
  ['a put without a key', { a: 1 }, put({}, { pk: key.pk }), invalid],
  ['a put with an empty key', { a: 1 }, put({}, { ...key, sk: '' }), invalid],
  ['a sort key of 1025 bytes', { a: 1 }, put({}, { ...key, sk: 'x'.repeat(1025) }), invalid],
  ['a partition key of 2049 bytes', { a: 1 }, put({}, { ...key, pk: 'x'.repeat(2049) }), invalid],
  ['a delete', { a: 1 }, remove(), { item: undefined }],
  ['a delete of what is not there', undefined, remove(), { item: undefined }],
  [
    'a delete on a condition',
    { rev: 1, outbox: {} },
    remove((u) => u.when(['rev'], '=', 1).whenEmpty(['outbox']).whenAbsent(['overflow'])),
    { item: undefined },
  ],
  [
    'a delete on a condition that fails',
    { rev: 1, outbox },
    remove((u) => u.when(['rev'], '=', 1).whenEmpty(['outbox'])),
    refused,
  ],
  ['a delete on a condition, of what is not there', undefined, remove((u) => u.when(['rev'], '=', 1)), refused],
  ['a get', { a: 1 }, () => new GetItemCommand({ TableName: table, Key, ConsistentRead: true }), { item: { a: 1 } }],
];

const limits: Row[] = [
  ['a put of more than 400 KB', { a: 1 }, put({ a: lots, b: lots.slice(0, 110_000) }), invalid],
  [
    'a put of less',
    undefined,
    put({ a: lots, b: lots.slice(0, 109_000) }),
    { item: { a: lots, b: lots.slice(0, 109_000) } },
  ],
  ['an update to more than 400 KB', { a: lots }, update((u) => u.set(['b'], lots.slice(0, 110_000))), invalid],
  [
    'an item of more than 400 KB in UTF-8',
    undefined,
    put({ a: 'ü'.repeat(205_000) }),
    invalid,
    { embedded: 'dynalite counts characters' },
  ],
  [
    'an expression of more than 4 KB',
    { m: {} },
    update((u) =>
      Array.from({ length: 420 }, (_, n) => ['m', `n${n}`])
        .reduce((v, path) => v.remove(path), u)
        .set(['done'], 1),
    ),
    { item: { m: {}, done: 1 } },
  ],
  [
    'an expression of more than 4 KB still',
    { m: {} },
    update((u) => Array.from({ length: 700 }, (_, n) => ['m', `n${n}`]).reduce((v, path) => v.remove(path), u)),
    invalid,
    { embedded: 'dynalite knows no such limit' },
  ],
  [
    'a condition of more than 300 operators',
    { a: 1 },
    update((u) =>
      Array.from({ length: 151 }, (_, n) => n)
        .reduce((v, n) => v.when(['a'], '<=', n + 1), u)
        .set(['done'], 1),
    ),
    invalid,
    { embedded: 'dynalite knows no such limit', ministack: 'it knows no such limit' },
  ],
];

export const otherCases: readonly Case[] = [...rows('other calls', others), ...rows('limits', limits)];
