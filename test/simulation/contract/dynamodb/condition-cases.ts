import type { Update } from '../../../../functions/store/update.ts';
import { refused, update, type Case, type Plain } from './case.ts';

const outbox = { a: { order: 1, to: { people: { due: 1, token: 't' }, machines: { due: 2, token: 'u' } } } };

/** Conditions of an update that sets `done`: what they are asked of, whether they hold. */
const conditions: (readonly [
  title: string,
  before: Plain | undefined,
  ask: (update: Update) => Update,
  holds: boolean,
])[] = [
  ['= of equal numbers', { rev: 5 }, (u) => u.when(['rev'], '=', 5), true],
  ['= of other numbers', { rev: 6 }, (u) => u.when(['rev'], '=', 5), false],
  ['= of a number and text', { rev: '5' }, (u) => u.when(['rev'], '=', 5), false],
  ['= of what is not there', { a: 1 }, (u) => u.when(['rev'], '=', 5), false],
  ['= without an item', undefined, (u) => u.when(['rev'], '=', 5), false],
  ['= of equal texts', { ts: '1.0' }, (u) => u.when(['ts'], '=', '1.0'), true],
  ['= of texts but for their case', { ts: 'a' }, (u) => u.when(['ts'], '=', 'A'), false],
  ['= of truths', { a: true }, (u) => u.when(['a'], '=', true), true],
  ['= of a token', { outbox }, (u) => u.when(['outbox', 'a', 'to', 'people', 'token'], '=', 't'), true],
  ['= of another’s token', { outbox }, (u) => u.when(['outbox', 'a', 'to', 'people', 'token'], '=', 'u'), false],
  [
    '= of a token that is not there',
    { outbox },
    (u) => u.when(['outbox', 'b', 'to', 'people', 'token'], '=', 't'),
    false,
  ],
  ['= in a map that is not there', { a: 1 }, (u) => u.when(['outbox', 'b', 'to', 'people', 'token'], '=', 't'), false],
  ['= in what is no map', { outbox: 'text' }, (u) => u.when(['outbox', 'b'], '=', 't'), false],
  ['<= of less', { format: 0 }, (u) => u.when(['format'], '<=', 1), true],
  ['<= of equals', { format: 1 }, (u) => u.when(['format'], '<=', 1), true],
  ['<= of more', { format: 2 }, (u) => u.when(['format'], '<=', 1), false],
  ['<= of numbers, not of their digits', { n: 9 }, (u) => u.when(['n'], '<=', 10), true],
  ['<= of numbers below zero', { n: -2 }, (u) => u.when(['n'], '<=', -1), true],
  ['<= of text and a number', { n: '0' }, (u) => u.when(['n'], '<=', 1), false],
  ['<= of what is not there', { a: 1 }, (u) => u.when(['format'], '<=', 1), false],
  ['present', { a: false }, (u) => u.whenPresent(['a']), true],
  ['present, of what is not there', { b: 1 }, (u) => u.whenPresent(['a']), false],
  ['present, of an empty map', { a: {} }, (u) => u.whenPresent(['a']), true],
  ['present, nested', { outbox }, (u) => u.whenPresent(['outbox', 'a', 'to', 'machines']), true],
  ['absent', { b: 1 }, (u) => u.whenAbsent(['a']), true],
  ['absent, of what is there', { a: '' }, (u) => u.whenAbsent(['a']), false],
  ['absent, without an item', undefined, (u) => u.whenAbsent(['pk']), true],
  ['absent, of the key of an item', { a: 1 }, (u) => u.whenAbsent(['pk']), false],
  ['absent, in a map that is not there', { b: 1 }, (u) => u.whenAbsent(['a', 'b']), true],
  ['empty', { outbox: {} }, (u) => u.whenEmpty(['outbox']), true],
  ['empty, of a full map', { outbox }, (u) => u.whenEmpty(['outbox']), false],
  ['empty, of what is not there', { a: 1 }, (u) => u.whenEmpty(['outbox']), false],
  ['empty, nested', { outbox: { a: { to: {} } } }, (u) => u.whenEmpty(['outbox', 'a', 'to']), true],
  ['both', { a: 1, b: 2 }, (u) => u.when(['a'], '=', 1).when(['b'], '=', 2), true],
  ['only one of both', { a: 1, b: 2 }, (u) => u.when(['a'], '=', 1).when(['b'], '=', 3), false],
  ['any, of one', { a: 1 }, (u) => u.whenAny((v) => v.when(['a'], '=', 1)), true],
  ['any, of the second', { a: 1 }, (u) => u.whenAny((v) => v.whenAbsent(['a']).when(['a'], '=', 1)), true],
  ['any, of none', { a: 1 }, (u) => u.whenAny((v) => v.whenAbsent(['a']).when(['a'], '=', 2)), false],
  [
    'any and more',
    { a: 1, b: 2 },
    (u) => u.whenAny((v) => v.whenAbsent(['a']).when(['a'], '=', 1)).when(['b'], '=', 3),
    false,
  ],
  [
    'any twice',
    { a: 1, b: 2 },
    (u) => u.whenAny((v) => v.whenAbsent(['c']).when(['a'], '=', 3)).whenAny((v) => v.when(['b'], '=', 2)),
    true,
  ],
];

export const conditionCases = conditions.map(([title, before, ask, holds]): Case => ({
  title: `condition: ${title}`,
  before,
  command: update((u) => ask(u).set(['done'], true)),
  expected: holds ? { item: { ...before, done: true } } : refused,
}));
