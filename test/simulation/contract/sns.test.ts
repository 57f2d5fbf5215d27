import { PublishBatchCommand, SNSClient, type PublishBatchRequestEntry } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { startLocalAws, type LocalAws, type PublishedMessage } from '../../../local/aws/index.ts';
import { Sns } from '../aws/sns.ts';
import { clientOf } from './client.ts';
import { outcomeOf } from './outcome.ts';

const published: PublishedMessage[] = [];
let aws: LocalAws;
let TopicArn: string;
let embedded: SNSClient;
let simulated: Sns;

beforeAll(async () => {
  aws = await startLocalAws({ port: 0, onPublish: (message) => void published.push(message) });
  TopicArn = await aws.createTopic('ml-leads');
  embedded = new SNSClient({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  embedded.destroy();
  await aws.close();
});
beforeEach(() => {
  published.length = 0;
  simulated = new Sns([TopicArn]);
});

/** What each says of every message, and what it took, apart from the ids that it makes. */
async function both(entries: readonly PublishBatchRequestEntry[], topic = TopicArn) {
  const command = new PublishBatchCommand({ TopicArn: topic, PublishBatchRequestEntries: [...entries] });
  const outcomes = [];
  for (const client of [clientOf(simulated) as SNSClient, embedded]) {
    outcomes.push(
      await outcomeOf(async () => {
        const { Successful = [], Failed = [] } = await client.send(command);
        return { Successful: Successful.map(({ Id, MessageId }) => [Id, typeof MessageId]), Failed };
      }),
    );
  }
  const [here, there] = outcomes;
  return { here: { outcome: here, published: simulated.published }, there: { outcome: there, published } };
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`name-${index}`, text('value')]));
const good: PublishBatchRequestEntry = {
  Id: 'good',
  Subject: 'Approved: fraud v3',
  Message: 'fraud 3 & <more> ☕',
  MessageAttributes: { kind: text('approval'), id: { DataType: 'String.Array', StringValue: '["a","b"]' } },
};

test.each<[string, PublishBatchRequestEntry, taken: boolean]>([
  ['a message with a subject and attributes', good, true],
  ['a message without', { Id: 'one', Message: 'x' }, true],
  ['a subject of 99 characters', { ...good, Subject: 'x'.repeat(99) }, true],
  ['a subject of 100 characters', { ...good, Subject: 'x'.repeat(100) }, false],
  ['a subject that begins with a blank', { ...good, Subject: ' x' }, false],
  ['a subject of two lines', { ...good, Subject: 'two\nlines' }, false],
  ['a subject with a line break at its end', { ...good, Subject: 'x\n' }, false],
  ['a subject with a control character', { ...good, Subject: 'x\u0007' }, false],
  ['a subject with an accent', { ...good, Subject: 'é' }, false],
  ['an empty message', { ...good, Message: '' }, false],
  ['ten attributes', { ...good, MessageAttributes: many(10) }, true],
  ['eleven attributes', { ...good, MessageAttributes: many(11) }, false],
  ['an attribute without a value', { ...good, MessageAttributes: { kind: text('') } }, false],
])('both treat %s alike, and alone', async (_what, entry, taken) => {
  const { here, there } = await both([
    { ...good, Id: 'before' },
    { ...entry, Id: 'it' },
    { ...good, Id: 'after' },
  ]);
  expect(here).toEqual(there);
  expect(here.published).toHaveLength(taken ? 3 : 2);
  expect(here.outcome).toMatchObject({ answer: { Failed: taken ? [] : [{ Id: 'it', SenderFault: true }] } });
});

const numbered = (count: number, bytes = 1) =>
  Array.from({ length: count }, (_, index) => ({ Id: String(index), Message: 'x'.repeat(bytes) }));

/** With an attribute, whose name, type and value are 11 bytes. */
const attributed = (bytes: number) =>
  numbered(2, bytes).map((entry) => ({ ...entry, MessageAttributes: { kind: text('x') } }));

test.each<[string, readonly PublishBatchRequestEntry[], error: string | undefined]>([
  ['ten messages', numbered(10), undefined],
  ['eleven messages', numbered(11), 'TooManyEntriesInBatchRequestException'],
  ['no message', [], 'EmptyBatchRequestException'],
  ['the same id twice', [...numbered(1), ...numbered(1)], 'BatchEntryIdsNotDistinctException'],
  ['an id with a blank', [{ ...good, Id: 'a b' }], 'InvalidBatchEntryIdException'],
  ['256 KiB', numbered(2, 128 * 1024), undefined],
  ['more than 256 KiB', numbered(2, 128 * 1024 + 1), 'BatchRequestTooLongException'],
  ['256 KiB with the attributes', attributed(128 * 1024 - 11), undefined],
  ['more than 256 KiB with the attributes', attributed(128 * 1024 - 10), 'BatchRequestTooLongException'],
  [
    'more than 256 KiB in UTF-8',
    numbered(1).map(({ Id }) => ({ Id, Message: 'ü'.repeat(140_000) })),
    'BatchRequestTooLongException',
  ],
])('both treat a batch of %s alike', async (_what, entries, error) => {
  const { here, there } = await both(entries);
  expect(here).toEqual(there);
  expect(here.published).toHaveLength(error === undefined ? entries.length : 0);
  if (error !== undefined) expect(here.outcome).toMatchObject({ error });
});

test('neither knows a topic that is not there', async () => {
  const { here, there } = await both([good], `${TopicArn}-of-another`);
  expect(here).toEqual(there);
  expect(here.outcome).toEqual({ error: 'NotFoundException', status: 404 });
});

test('whatever messages there are, both take the same ones', async () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\n',
      '\r',
      '\t',
      '\u0000',
      '\u007f',
      '\u202e',
      'é',
      '💥',
      '<!channel>',
      '&amp;',
      '%',
      '+',
    ),
    fc.constantFrom('x'.repeat(97), 'Approved'),
  );
  const anyText = fc.array(fragment, { maxLength: 3 }).map((parts) => parts.join(''));
  const anyEntry = fc.record(
    {
      Subject: anyText,
      Message: anyText,
      MessageAttributes: fc.dictionary(fc.constantFrom('id', 'kind', 'group'), anyText.map(text), {
        noNullPrototype: true,
      }),
    },
    { requiredKeys: ['Message'] },
  );
  let failed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { minLength: 1, maxLength: 10 }), async (entries) => {
      const { here, there } = await both(entries.map((entry, index) => ({ ...entry, Id: String(index) })));
      expect(here).toEqual(there);
      if (here.outcome && 'answer' in here.outcome)
        failed += (here.outcome.answer as { Failed: unknown[] }).Failed.length;
    }),
    { numRuns: 60 },
  );
  // Or else it was about nothing.
  expect(Math.min(failed, published.length)).toBeGreaterThan(20);
});
