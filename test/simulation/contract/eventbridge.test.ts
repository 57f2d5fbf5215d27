import { DescribeEventBusCommand, EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { startLocalAws, type BusEvent, type LocalAws } from '../../../local/aws/index.ts';
import { EventBridge } from '../aws/eventbridge.ts';
import { clientOf } from './client.ts';
import { calls, eventsFor, good } from './eventbridge/cases.ts';
import { putEvents } from './eventbridge/put.ts';
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
  const here = await putEvents(clientOf(simulated) as EventBridgeClient, entries);
  const there = await putEvents(embedded, entries);
  return {
    here: { outcome: here, events: withoutIds(simulated.events) },
    there: { outcome: there, events: withoutIds(events) },
  };
}

const arn = 'arn:aws:events:us-east-1:000000000000:event-bus/ml';

test.each(eventsFor(arn))('both treat $title alike, and alone', async ({ entry, code: ErrorCode, arrives }) => {
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

test.each(calls)('both treat a call of $title alike', async ({ entries, refused }) => {
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
