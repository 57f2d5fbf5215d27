import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Unlike } from '../unlike.ts';

/** It is more lenient than EventBridge. */
const anything = { ministack: 'it takes it' };

export const good: PutEventsRequestEntry = {
  Source: 'sagemaker-approval-notifier',
  DetailType: 'SageMaker Approval Notifier Change',
  Detail: '{"id":"a","text":"☕"}',
  Resources: ['arn:a'],
  Time: new Date('2026-01-02T03:04:05.000Z'),
};
type Event = readonly [
  title: string,
  PutEventsRequestEntry,
  code: string | undefined,
  arrives: boolean,
  unlike?: Unlike,
];

const eventRows = (arn: string): readonly Event[] => [
  ['an event', good, undefined, true],
  ['one for a bus by its name', { ...good, EventBusName: 'ml' }, undefined, true],
  ['one for a bus by its ARN', { ...good, EventBusName: arn }, undefined, true],
  ['one for a bus that is not there', { ...good, EventBusName: 'missing' }, undefined, false],
  ['one without resources', { ...good, Resources: [] }, undefined, true],
  ['one without a source', { ...good, Source: undefined }, 'InvalidArgument', false, anything],
  ['one with an empty type', { ...good, DetailType: '' }, 'InvalidArgument', false, anything],
  ['one with too long a type', { ...good, DetailType: 'x'.repeat(129) }, 'InvalidArgument', false, anything],
  ['one without a detail', { ...good, Detail: undefined }, 'InvalidArgument', false, anything],
  ['one whose detail is no JSON', { ...good, Detail: 'text' }, 'MalformedDetail', false, anything],
  ['one whose detail is a list', { ...good, Detail: '[]' }, 'MalformedDetail', false, anything],
  [
    'one in the name of AWS',
    { ...good, Source: 'aws.sagemaker' },
    'NotAuthorizedForSourceException',
    false,
    { ministack: 'it is told to take it, because somebody has to stand in for SageMaker' },
  ],
];

const sized = (bytes: number): PutEventsRequestEntry => ({
  ...{ Source: 's', DetailType: 't', Time: good.Time },
  Detail: JSON.stringify({ x: 'x'.repeat(bytes - 14 - 2 - 8) }),
});

type Call = readonly [title: string, entries: readonly PutEventsRequestEntry[], refused: boolean, unlike?: Unlike];

const callRows: readonly Call[] = [
  ['ten events', Array<PutEventsRequestEntry>(10).fill(good), false],
  ['eleven events', Array<PutEventsRequestEntry>(11).fill(good), true],
  ['no event', [], true, anything],
  ['256 KB', [sized(128 * 1024), sized(128 * 1024)], false],
  ['more than 256 KB', [sized(128 * 1024), sized(128 * 1024 + 1)], true, anything],
  [
    'an event for a bus that can be none',
    [good, { ...good, EventBusName: 'a b' }],
    true,
    { ministack: 'it takes it, and loses it' },
  ],
];

/** Events between two good ones; `arn` is that of the bus ml. */
export const eventsFor = (arn: string) =>
  eventRows(arn).map(([title, entry, code, arrives, unlike]) => ({ title, entry, code, arrives, unlike }));

/** Whole calls, and whether they are refused. */
export const calls = callRows.map(([title, entries, refused, unlike]) => ({ title, entries, refused, unlike }));
