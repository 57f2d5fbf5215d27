import {
  DescribeEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { startLocalAws, type BusEvent, type LocalAws } from '../../../local/aws/index.ts';
import { EventBridge } from '../aws/eventbridge.ts';
import { clientOf } from './client.ts';
import { outcomeOf } from './outcome.ts';

const events: BusEvent[] = [];
let aws: LocalAws;
let embedded: EventBridgeClient;
let simulated: EventBridge;

beforeAll(async () => {
  aws = await startLocalAws({ port: 0, onEvent: (event) => void events.push(event) });
  aws.createEventBus('ml');
  embedded = new EventBridgeClient({
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
  events.length = 0;
  simulated = new EventBridge(aws, ['ml']);
});

const withoutIds = (all: readonly BusEvent[]) => all.map((event) => ({ ...event, id: typeof event.id }));

/** What each says of every event, and what came on its buses, apart from the ids that it makes. */
async function put(entries: readonly PutEventsRequestEntry[]) {
  const command = new PutEventsCommand({ Entries: [...entries] });
  const outcomes = [];
  for (const client of [clientOf(simulated) as EventBridgeClient, embedded]) {
    outcomes.push(
      await outcomeOf(async () => {
        const { FailedEntryCount, Entries = [] } = await client.send(command);
        return {
          FailedEntryCount,
          Entries: Entries.map(({ EventId, ...more }) => ({ EventId: typeof EventId, ...more })),
        };
      }),
    );
  }
  const [here, there] = outcomes;
  return {
    here: { outcome: here, events: withoutIds(simulated.events) },
    there: { outcome: there, events: withoutIds(events) },
  };
}

const good: PutEventsRequestEntry = {
  Source: 'sagemaker-approval-notifier',
  DetailType: 'SageMaker Approval Notifier Change',
  Detail: '{"id":"a","text":"☕"}',
  Resources: ['arn:a'],
  Time: new Date('2026-01-02T03:04:05.000Z'),
};
const arn = 'arn:aws:events:us-east-1:000000000000:event-bus/ml';

test.each<[string, PutEventsRequestEntry, code: string | undefined, arrives: boolean]>([
  ['an event', good, undefined, true],
  ['one for a bus by its name', { ...good, EventBusName: 'ml' }, undefined, true],
  ['one for a bus by its ARN', { ...good, EventBusName: arn }, undefined, true],
  ['one for a bus that is not there', { ...good, EventBusName: 'missing' }, undefined, false],
  ['one without resources', { ...good, Resources: [] }, undefined, true],
  ['one without a source', { ...good, Source: undefined }, 'InvalidArgument', false],
  ['one with an empty type', { ...good, DetailType: '' }, 'InvalidArgument', false],
  ['one with too long a type', { ...good, DetailType: 'x'.repeat(129) }, 'InvalidArgument', false],
  ['one without a detail', { ...good, Detail: undefined }, 'InvalidArgument', false],
  ['one whose detail is no JSON', { ...good, Detail: 'text' }, 'MalformedDetail', false],
  ['one whose detail is a list', { ...good, Detail: '[]' }, 'MalformedDetail', false],
  ['one in the name of AWS', { ...good, Source: 'aws.sagemaker' }, 'NotAuthorizedForSourceException', false],
])('both treat %s alike, and alone', async (_what, entry, ErrorCode, arrives) => {
  const { here, there } = await put([good, entry, good]);
  expect(here).toEqual(there);
  expect(here.events).toHaveLength(arrives ? 3 : 2);
  expect(here.outcome).toMatchObject({
    answer: {
      FailedEntryCount: ErrorCode === undefined ? 0 : 1,
      Entries: [{}, ErrorCode === undefined ? {} : { ErrorCode }, {}],
    },
  });
});

const sized = (bytes: number): PutEventsRequestEntry => ({
  ...{ Source: 's', DetailType: 't', Time: good.Time },
  Detail: JSON.stringify({ x: 'x'.repeat(bytes - 14 - 2 - 8) }),
});

test.each<[string, readonly PutEventsRequestEntry[], refused: boolean]>([
  ['ten events', Array<PutEventsRequestEntry>(10).fill(good), false],
  ['eleven events', Array<PutEventsRequestEntry>(11).fill(good), true],
  ['no event', [], true],
  ['256 KB', [sized(128 * 1024), sized(128 * 1024)], false],
  ['more than 256 KB', [sized(128 * 1024), sized(128 * 1024 + 1)], true],
  ['an event for a bus that can be none', [good, { ...good, EventBusName: 'a b' }], true],
])('both treat a call of %s alike', async (_what, entries, refused) => {
  const { here, there } = await put(entries);
  expect(here).toEqual(there);
  expect(here.events).toHaveLength(refused ? 0 : entries.length);
  if (refused) expect(here.outcome).toEqual({ error: 'ValidationException', status: 400 });
});

test.each(['ml', arn, 'default', undefined, 'missing'])('both say the same of the bus %s', async (Name) => {
  const command = new DescribeEventBusCommand({ Name });
  const here = await outcomeOf(() => (clientOf(simulated) as EventBridgeClient).send(command));
  expect(here).toEqual(await outcomeOf(() => embedded.send(command)));
  expect('error' in here).toBe(Name === 'missing');
});
