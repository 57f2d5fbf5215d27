import type { PublishBatchRequestEntry } from '@aws-sdk/client-sns';
import type { Unlike } from '../unlike.ts';

/** It is more lenient than SNS. */
const anything = { ministack: 'it takes it' };
const single = { ministack: 'its limit is that of each message' };

export const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, text('value')]));
export const good: PublishBatchRequestEntry = {
  Id: 'good',
  Subject: 'Approved: fraud v3',
  Message: 'fraud 3 & <more> ☕',
  MessageAttributes: { kind: text('approval'), id: { DataType: 'String.Array', StringValue: '["a","b"]' } },
};

type Message = readonly [title: string, entry: PublishBatchRequestEntry, taken: boolean, unlike?: Unlike];

const messageRows: readonly Message[] = [
  ['a message with a subject and attributes', good, true],
  ['a message without', { Id: 'one', Message: 'x' }, true],
  ['a subject of 99 characters', { ...good, Subject: 'x'.repeat(99) }, true],
  ['a subject of 100 characters', { ...good, Subject: 'x'.repeat(100) }, false, anything],
  ['a subject that begins with a blank', { ...good, Subject: ' x' }, false, anything],
  ['a subject of two lines', { ...good, Subject: 'two\nlines' }, false, anything],
  ['a subject with a line break at its end', { ...good, Subject: 'x\n' }, false, anything],
  ['a subject with a control character', { ...good, Subject: 'x\u0007' }, false, anything],
  ['a subject with an accent', { ...good, Subject: 'é' }, false, anything],
  ['an empty message', { ...good, Message: '' }, false, anything],
  ['ten attributes', { ...good, MessageAttributes: many(10) }, true],
  ['eleven attributes', { ...good, MessageAttributes: many(11) }, false, anything],
  ['an attribute without a value', { ...good, MessageAttributes: { kind: text('') } }, false, anything],
];

const numbered = (count: number, bytes = 1) =>
  Array.from({ length: count }, (_, index) => ({ Id: String(index), Message: 'x'.repeat(bytes) }));

/** With an attribute, whose name, type and value are 11 bytes. */
const attributed = (bytes: number) =>
  numbered(2, bytes).map((entry) => ({ ...entry, MessageAttributes: { kind: text('x') } }));

type Batch = readonly [
  title: string,
  entries: readonly PublishBatchRequestEntry[],
  error: string | undefined,
  unlike?: Unlike,
];

const batchRows: readonly Batch[] = [
  ['ten messages', numbered(10), undefined],
  ['eleven messages', numbered(11), 'TooManyEntriesInBatchRequestException'],
  ['no message', [], 'EmptyBatchRequestException', { ministack: 'it calls it an invalid parameter' }],
  ['the same id twice', [...numbered(1), ...numbered(1)], 'BatchEntryIdsNotDistinctException'],
  ['an id with a blank', [{ ...good, Id: 'a b' }], 'InvalidBatchEntryIdException', anything],
  ['256 KiB', numbered(2, 128 * 1024), undefined],
  ['more than 256 KiB', numbered(2, 128 * 1024 + 1), 'BatchRequestTooLongException', single],
  ['256 KiB with the attributes', attributed(128 * 1024 - 11), undefined],
  ['more than 256 KiB with the attributes', attributed(128 * 1024 - 10), 'BatchRequestTooLongException', single],
  [
    'more than 256 KiB in UTF-8',
    numbered(1).map(({ Id }) => ({ Id, Message: 'ü'.repeat(140_000) })),
    'BatchRequestTooLongException',
    single,
  ],
];

/** Messages between two good ones, and whether they are taken. */
export const messages = messageRows.map(([title, entry, taken, unlike]) => ({ title, entry, taken, unlike }));

/** Whole batches, and how they are refused. */
export const batches = batchRows.map(([title, entries, error, unlike]) => ({ title, entries, error, unlike }));
