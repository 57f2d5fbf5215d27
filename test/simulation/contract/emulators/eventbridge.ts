import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { z } from 'zod';
import { account, region } from '../../../e2e/account.ts';
import { EventBridge } from '../../aws/eventbridge.ts';
import { clientOf } from '../client.ts';
import { calls, eventsFor, good } from '../eventbridge/cases.ts';
import { putEvents } from '../eventbridge/put.ts';
import type { Outcome } from '../outcome.ts';
import type { Ministack } from './ministack.ts';
import { Queue } from './queue.ts';
import { Tally } from './tally.ts';

const buses = ['default', 'ml'];

/** Events, and what arrives behind the buses. */
export async function eventbridge(ministack: Ministack): Promise<Tally> {
  const client = new EventBridgeClient(ministack.config);
  const { EventBusArn = '' } = await client.send(new CreateEventBusCommand({ Name: 'ml' }));
  const queues = await Promise.all(buses.map((bus) => queueBehind(bus, client, ministack)));
  const tally = new Tally('EventBridge');

  async function put(entries: readonly PutEventsRequestEntry[]) {
    const model = new EventBridge({ account, region }, buses);
    const expected = await putEvents(clientOf(model) as EventBridgeClient, entries);
    const happened = await putEvents(client, entries);
    const arrived = [];
    for (const queue of queues) arrived.push(...(await queue.take()).map(eventOf));
    const events = buses.flatMap((name) => model.events.filter(({ bus }) => bus === name));
    return [
      { outcome: wordless(happened), events: arrived.map(timeless) },
      { outcome: wordless(expected), events: events.map(timeless) },
      { happened: arrived.map(({ time }) => Date.parse(time)), expected: events.map(({ time }) => Date.parse(time)) },
    ] as const;
  }

  for (const { title, entry, unlike } of eventsFor(EventBusArn)) {
    const [happened, expected] = await put([good, entry, good]);
    tally.compare(title, happened, expected, unlike?.ministack);
  }
  for (const { title, entries, unlike } of calls) {
    const [happened, expected] = await put(entries);
    tally.compare(`a call of ${title}`, happened, expected, unlike?.ministack);
  }
  const [, , times] = await put([good]);
  tally.compare('an event has the time it is given', times.happened, times.expected, 'it looks at its own clock');
  client.destroy();
  for (const queue of queues) queue.close();
  return tally;
}

async function queueBehind(bus: string, client: EventBridgeClient, ministack: Ministack): Promise<Queue> {
  const queue = await Queue.create(ministack, `behind-${bus}`);
  const EventPattern = JSON.stringify({ account: [account] });
  await client.send(new PutRuleCommand({ Name: 'all', EventBusName: bus, EventPattern }));
  await client.send(
    new PutTargetsCommand({ Rule: 'all', EventBusName: bus, Targets: [{ Id: 'queue', Arn: queue.arn }] }),
  );
  return queue;
}

/** Why an event is refused is said in many words. */
function wordless(outcome: Outcome): Outcome {
  if ('error' in outcome) return outcome;
  const { Entries, ...answer } = outcome.answer as { readonly Entries: readonly { readonly ErrorMessage?: string }[] };
  return {
    answer: { ...answer, Entries: Entries.map(({ ErrorMessage, ...more }) => ({ ...more, why: typeof ErrorMessage })) },
  };
}

const envelope = z.object({
  'detail-type': z.string(),
  source: z.string(),
  time: z.string(),
  resources: z.array(z.string()),
  detail: z.unknown(),
});

interface Arrived {
  readonly detailType: string;
  readonly source: string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

function eventOf(body: unknown): Arrived {
  const { 'detail-type': detailType, source, time, resources, detail } = envelope.parse(body);
  return { detailType, source, time, resources, detail };
}

const timeless = ({ detailType, source, resources, detail }: Arrived) => ({ detailType, source, resources, detail });
