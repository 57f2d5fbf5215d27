import { SNSClient, type PublishBatchRequestEntry } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { startLocalAws, type LocalAws, type PublishedMessage } from '../../../local/aws/index.ts';
import { Sns } from '../aws/sns.ts';
import { clientOf } from './client.ts';
import { batches, good, messages, text } from './sns/cases.ts';
import { publish } from './sns/publish.ts';

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

/** What each says of every message, and what it took. */
async function both(entries: readonly PublishBatchRequestEntry[], topic = TopicArn) {
  const here = await publish(clientOf(simulated) as SNSClient, topic, entries);
  const there = await publish(embedded, topic, entries);
  return { here: { outcome: here, published: simulated.published }, there: { outcome: there, published } };
}

test.each(messages)('both treat $title alike, and alone', async ({ entry, taken }) => {
  const { here, there } = await both([
    { ...good, Id: 'before' },
    { ...entry, Id: 'it' },
    { ...good, Id: 'after' },
  ]);
  expect(here).toEqual(there);
  expect(here.published).toHaveLength(taken ? 3 : 2);
  expect(here.outcome).toMatchObject({ answer: { Failed: taken ? [] : [{ Id: 'it', SenderFault: true }] } });
});

test.each(batches)('both treat a batch of $title alike', async ({ entries, error }) => {
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
      if ('answer' in here.outcome) failed += (here.outcome.answer as { Failed: unknown[] }).Failed.length;
    }),
    { numRuns: 60 },
  );
  // Or else it was about nothing.
  expect(Math.min(failed, published.length)).toBeGreaterThan(20);
});
