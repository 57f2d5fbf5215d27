import {
  DescribeEventBusCommand,
  ListRulesCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../../../local/aws/index.ts';
import { cleanUpAfterEach, startWithClients } from './support.ts';

cleanUpAfterEach();

const entry = (more: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry => ({
  Source: 'test',
  DetailType: 'Test',
  Detail: '{"id":"a"}',
  ...more,
});

async function startBus(onEvent: (event: BusEvent) => void | Promise<void> = () => undefined) {
  const seen: BusEvent[] = [];
  const { aws, events } = await startWithClients({
    onEvent: async (event) => {
      await onEvent(event);
      seen.push(event);
    },
  });
  const put = (...entries: readonly PutEventsRequestEntry[]) =>
    events.send(new PutEventsCommand({ Entries: [...entries] }));
  return { aws, events, put, seen };
}

test('the hook sees an event whole before it is accepted', async () => {
  let accepted = false;
  const { put, seen } = await startBus(() => {
    expect(accepted).toBe(false);
  });
  const Time = new Date('2026-01-02T03:04:05.000Z');
  const { Entries, FailedEntryCount } = await put(entry({ Time, Resources: ['arn:a'], Detail: '{"text":"☕ & <x>"}' }));
  accepted = true;

  expect(FailedEntryCount).toBe(0);
  expect(Entries).toEqual([{ EventId: expect.any(String) as string }]);
  expect(seen).toEqual([
    {
      bus: 'default',
      id: Entries?.[0]?.EventId,
      source: 'test',
      detailType: 'Test',
      time: Time.toISOString(),
      resources: ['arn:a'],
      detail: { text: '☕ & <x>' },
    },
  ]);
});

test('a bus is known by its name and by its ARN', async () => {
  const { aws, events, put, seen } = await startBus();
  const arn = aws.createEventBus('ml');
  expect(arn).toBe('arn:aws:events:us-east-1:000000000000:event-bus/ml');
  await put(entry({ EventBusName: 'ml' }), entry({ EventBusName: arn }), entry());
  expect(seen.map(({ bus }) => bus)).toEqual(['ml', 'ml', 'default']);
  for (const Name of ['ml', arn]) {
    expect(await events.send(new DescribeEventBusCommand({ Name }))).toMatchObject({ Name: 'ml', Arn: arn });
  }
  expect(await events.send(new DescribeEventBusCommand({}))).toMatchObject({ Name: 'default' });
});

test('as with the service, an event for a bus that is not there is accepted, and seen by nobody', async () => {
  const { events, put, seen } = await startBus();
  expect(await put(entry({ EventBusName: 'missing' }))).toMatchObject({ FailedEntryCount: 0 });
  expect(seen).toEqual([]);
  await expect(events.send(new DescribeEventBusCommand({ Name: 'missing' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('what is wrong with one event fails that one, and so does a hook that throws', async () => {
  const { put, seen } = await startBus(({ detail }) => {
    if (detail['id'] === 'bad') throw new Error('no printer');
  });
  const { Entries, FailedEntryCount } = await put(
    entry(),
    entry({ Source: '' }),
    entry({ DetailType: undefined }),
    entry({ Detail: undefined }),
    entry({ Detail: 'text' }),
    entry({ Detail: '[]' }),
    entry({ Source: 'aws.sagemaker' }),
    entry({ Detail: '{"id":"bad"}' }),
    entry(),
  );
  expect(FailedEntryCount).toBe(7);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    'InvalidArgument',
    'InvalidArgument',
    'InvalidArgument',
    'MalformedDetail',
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    'InternalFailure',
    undefined,
  ]);
  expect(Entries?.[7]?.ErrorMessage).toBe('no printer');
  expect(seen).toHaveLength(2);
});

test.each<[string, readonly PutEventsRequestEntry[], RegExp]>([
  ['no events', [], /'entries'.* greater than or equal to 1/],
  ['eleven events', Array<PutEventsRequestEntry>(11).fill(entry()), /'entries'.* less than or equal to 10/],
  ['a bus that can be none', [entry(), entry({ EventBusName: 'a b' })], /at 'entries\.2\.member\.eventBusName'/],
  [
    'more than 256 KB together',
    Array<PutEventsRequestEntry>(2).fill(entry({ Detail: JSON.stringify({ text: '字'.repeat(45_000) }) })),
    /Total size of the entries in the request is over the limit/,
  ],
])('%s are refused whole, and seen by nobody', async (_what, entries, problem) => {
  const { put, seen } = await startBus();
  await expect(put(...entries)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(problem) as string,
  });
  expect(seen).toEqual([]);
});

test('what else EventBridge does is not served here', async () => {
  const { events } = await startBus();
  await expect(events.send(new ListRulesCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
