import { invalid, overlaps, rawUpdate, rows, update, type Case, type Row } from './case.ts';

/** Of cases in which there is no way to what is removed. */
const passes = { ministack: 'it removes nothing, and says nothing' };

const outbox = { a: { order: 1, to: { people: { due: 1, token: 't' }, machines: { due: 2, token: 'u' } } } };

const setting: Row[] = [
  ['an update makes an item that is not there', undefined, update((u) => u.set(['rev'], 1)), { item: { rev: 1 } }],
  [
    'what an update does not name stays',
    { a: 1, b: { c: 2 } },
    update((u) => u.set(['a'], 3)),
    { item: { a: 3, b: { c: 2 } } },
  ],
  [
    'every type of value is kept as it is',
    undefined,
    update((u) =>
      u
        .set(['text'], 'ünïcödé 💥\u0000"')
        .set(['empty'], '')
        .set(['number'], 1_772_000_000_000)
        .set(['negative'], -12.5)
        .set(['yes'], true)
        .set(['no'], false)
        .set(['bytes'], new Uint8Array([0, 255, 128]))
        .set(['none'], new Uint8Array())
        .set(['set'], new Set(['a', 'b']))
        .set(['map'], { deep: { er: { x: 1 } }, empty: {} }),
    ),
    {
      item: {
        ...{ text: 'ünïcödé 💥\u0000"', empty: '', number: 1_772_000_000_000, negative: -12.5, yes: true, no: false },
        ...{ bytes: new Uint8Array([0, 255, 128]), none: new Uint8Array(), set: new Set(['a', 'b']) },
        map: { deep: { er: { x: 1 } }, empty: {} },
      },
    },
  ],
  [
    'names are names, whatever they are',
    { m: {} },
    update((u) =>
      ['a.b', '#0', ':1', 'size', 'constructor', 'toString', 'ü 💥', "'"].reduce((v, name) => v.set(['m', name], 1), u),
    ),
    { item: { m: { 'a.b': 1, '#0': 1, ':1': 1, size: 1, constructor: 1, toString: 1, 'ü 💥': 1, "'": 1 } } },
  ],
  [
    'a nested path is set in a map that is there',
    { m: { a: 1 } },
    update((u) => u.set(['m', 'b'], 2)),
    { item: { m: { a: 1, b: 2 } } },
  ],
  [
    'a nested path is written over',
    { m: { a: { b: 1, c: 2 } } },
    update((u) => u.set(['m', 'a'], 'x')),
    { item: { m: { a: 'x' } } },
  ],
  [
    'two paths in one map',
    { m: {} },
    update((u) => u.set(['m', 'a'], 1).set(['m', 'b'], 2)),
    { item: { m: { a: 1, b: 2 } } },
  ],
  ['a nested path in a map that is not there', { a: 1 }, update((u) => u.set(['m', 'b'], 2)), invalid],
  ['a nested path of an item that is not there', undefined, update((u) => u.set(['m', 'b'], 2)), invalid],
  ['a nested path in what is no map', { m: 'text' }, update((u) => u.set(['m', 'b'], 2)), invalid],
  ['a path deeper than there are maps', { m: {} }, update((u) => u.set(['m', 'b', 'c'], 2)), invalid],
  [
    'a map and what is in it, in one update',
    { m: {} },
    update((u) => u.set(['m'], {}).set(['m', 'b'], 2)),
    invalid,
    overlaps,
  ],
  [
    'what is in a map and the map, in one update',
    { m: {} },
    update((u) => u.set(['m', 'b'], 2).remove(['m'])),
    invalid,
    overlaps,
  ],
  ['a path twice', { a: 1 }, update((u) => u.set(['a'], 2).set(['a'], 2)), invalid, overlaps],
  ['one path both set and removed', { a: 1 }, update((u) => u.set(['a'], 2).remove(['a'])), invalid, overlaps],
  [
    'a name that begins like another is no overlap',
    { m: {} },
    update((u) => u.set(['m', 'a'], 1).set(['m', 'ab'], 2)),
    { item: { m: { a: 1, ab: 2 } } },
  ],
  ['the key cannot be updated', { a: 1 }, update((u) => u.set(['pk'], 'other')), invalid],
  ['nor what would be in it', { a: 1 }, update((u) => u.set(['sk', 'x'], 'other')), invalid],
];

const removing: Row[] = [
  ['an attribute', { a: 1, b: 2 }, update((u) => u.remove(['a'])), { item: { b: 2 } }],
  ['one that is not there', { b: 2 }, update((u) => u.remove(['a'])), { item: { b: 2 } }],
  [
    'a nested one',
    { outbox },
    update((u) => u.remove(['outbox', 'a', 'to', 'people'])),
    { item: { outbox: { a: { order: 1, to: { machines: { due: 2, token: 'u' } } } } } },
  ],
  ['the last of a map leaves it empty', { m: { a: 1 } }, update((u) => u.remove(['m', 'a'])), { item: { m: {} } }],
  ['one that is not there in a map that is', { m: {} }, update((u) => u.remove(['m', 'a'])), { item: { m: {} } }],
  ['one in a map that is not there', { a: 1 }, update((u) => u.remove(['m', 'a'])), invalid, passes],
  ['one deeper than there are maps', { m: {} }, update((u) => u.remove(['m', 'a', 'b'])), invalid, passes],
];

const sets: Row[] = [
  [
    'a member added to no set makes one',
    { a: 1 },
    update((u) => u.addToSet(['s'], 'x')),
    { item: { a: 1, s: new Set(['x']) } },
  ],
  [
    'a member added to no item makes one',
    undefined,
    update((u) => u.addToSet(['s'], 'x')),
    { item: { s: new Set(['x']) } },
  ],
  [
    'a member added to a set',
    { s: new Set(['x']) },
    update((u) => u.addToSet(['s'], 'y')),
    { item: { s: new Set(['x', 'y']) } },
  ],
  [
    'a member added twice',
    { s: new Set(['x']) },
    update((u) => u.addToSet(['s'], 'x')),
    { item: { s: new Set(['x']) } },
  ],
  ['a member added to what is no set', { s: 'x' }, update((u) => u.addToSet(['s'], 'x')), invalid],
  [
    'members deleted',
    { s: new Set(['x', 'y', 'z']) },
    update((u) => u.deleteFromSet(['s'], ['x', 'z', 'o'])),
    { item: { s: new Set(['y']) } },
  ],
  [
    'the last member deleted takes the set along',
    { a: 1, s: new Set(['x']) },
    update((u) => u.deleteFromSet(['s'], ['x'])),
    { item: { a: 1 } },
  ],
  ['a member deleted from no set', { a: 1 }, update((u) => u.deleteFromSet(['s'], ['x'])), { item: { a: 1 } }],
  ['a member deleted from what is no set', { s: 1 }, update((u) => u.deleteFromSet(['s'], ['x'])), invalid],
  [
    'an empty set',
    { a: 1 },
    rawUpdate({
      UpdateExpression: 'SET #s = :s',
      ExpressionAttributeNames: { '#s': 's' },
      ExpressionAttributeValues: { ':s': { SS: [] } },
    }),
    invalid,
  ],
  [
    'a set with a member twice',
    { a: 1 },
    rawUpdate({
      UpdateExpression: 'SET #s = :s',
      ExpressionAttributeNames: { '#s': 's' },
      ExpressionAttributeValues: { ':s': { SS: ['x', 'x'] } },
    }),
    invalid,
  ],
  [
    'text added to a set',
    { a: 1 },
    rawUpdate({
      UpdateExpression: 'ADD #s :s',
      ExpressionAttributeNames: { '#s': 's' },
      ExpressionAttributeValues: { ':s': { S: 'x' } },
    }),
    invalid,
  ],
];

export const updateCases: readonly Case[] = [
  ...rows('set', setting),
  ...rows('remove', removing),
  ...rows('sets', sets),
];
