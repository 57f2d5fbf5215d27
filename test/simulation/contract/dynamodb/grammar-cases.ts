import { marshall } from '@aws-sdk/util-dynamodb';
import { invalid, key, overlaps, rawUpdate, refused, remove, rows, update, type Case, type Row } from './case.ts';

const three = {
  ExpressionAttributeNames: { '#a': 'a', '#d': 'done' },
  ExpressionAttributeValues: { ':1': { N: '1' }, ':2': { N: '2' }, ':d': { BOOL: true } },
};
const rawCondition = (ConditionExpression: string) =>
  rawUpdate({ ...three, UpdateExpression: 'SET #d = :d', ConditionExpression });

const grammar: Row[] = [
  ['AND binds before OR', { a: 1 }, rawCondition('#a = :1 OR #a = :2 AND #a = :2'), { item: { a: 1, done: true } }],
  ['unless there are parentheses', { a: 1 }, rawCondition('(#a = :1 OR #a = :2) AND #a = :2'), refused],
  [
    'parentheses in parentheses',
    { a: 1 },
    rawCondition('((#a = :1 OR #a = :2) AND #a = :1)'),
    { item: { a: 1, done: true } },
  ],
  ['parentheses for nothing', { a: 1 }, rawCondition('((#a = :1 OR #a = :2))'), invalid],
  [
    'a condition that fails comes before a path that is not there',
    { a: 1 },
    update((u) => u.set(['m', 'x'], 1).when(['a'], '=', 2)),
    refused,
  ],
  [
    'an overlap comes before a condition that fails',
    { a: 1 },
    update((u) => u.set(['m'], 1).remove(['m']).when(['a'], '=', 2)),
    invalid,
    overlaps,
  ],
  ['a value that is not used', { a: 1 }, rawUpdate({ ...three, UpdateExpression: 'SET #d = :d REMOVE #a' }), invalid],
  [
    'a name that is not used',
    { a: 1 },
    rawUpdate({ ...three, ExpressionAttributeValues: { ':d': { S: '' } }, UpdateExpression: 'SET #d = :d' }),
    invalid,
  ],
  ['a name that is not given', { a: 1 }, rawUpdate({ UpdateExpression: 'REMOVE #a' }), invalid],
  [
    'a value that is not given',
    { a: 1 },
    rawUpdate({ ExpressionAttributeNames: { '#a': 'a' }, UpdateExpression: 'SET #a = :a' }),
    invalid,
  ],
  ['names without an expression', { a: 1 }, remove(undefined, { ExpressionAttributeNames: { '#a': 'a' } }), invalid],
  ['no names at all', { a: 1 }, rawUpdate({ ExpressionAttributeNames: {}, UpdateExpression: 'REMOVE #a' }), invalid],
  [
    'a placeholder of the wrong kind',
    { a: 1 },
    rawUpdate({ ExpressionAttributeNames: { a: 'a' }, UpdateExpression: 'REMOVE #a' }),
    invalid,
  ],
  [
    'a section twice',
    { a: 1, b: 1 },
    rawUpdate({ ExpressionAttributeNames: { '#a': 'a', '#b': 'b' }, UpdateExpression: 'REMOVE #a REMOVE #b' }),
    invalid,
    { ministack: 'it takes the last section' },
  ],
  ['an empty update', { a: 1 }, rawUpdate({ UpdateExpression: '' }), invalid],
  [
    'another table',
    { a: 1 },
    rawUpdate({ TableName: 'another', ExpressionAttributeNames: { '#a': 'a' }, UpdateExpression: 'REMOVE #a' }),
    { error: 'ResourceNotFoundException' },
  ],
  ['half a key', { a: 1 }, remove(undefined, { Key: marshall({ pk: 'a' }) }), invalid],
  ['more than a key', { a: 1 }, remove(undefined, { Key: marshall({ ...key, a: 1 }) }), invalid],
  ['a key that is a number', { a: 1 }, remove(undefined, { Key: marshall({ ...key, sk: 1 }) }), invalid],
];

export const grammarCases: readonly Case[] = rows('grammar', grammar);
