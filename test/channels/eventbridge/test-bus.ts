import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createEventBridgeChannel } from '../../../functions/channels/eventbridge/index.ts';
import { errorAnswer, startLocalAws, type AwsAnswer, type AwsCall, type BusEvent } from '../../../local/aws/index.ts';
import type { Mood, TestDestination } from '../contract.ts';

export interface TestBus extends TestDestination {
  readonly client: EventBridgeClient;
  readonly account: string;
  readonly region: string;
  /** What it has taken, as rules see it. */
  events(): readonly BusEvent[];
  /** By operation, since the last `reset`. */
  calls(operation: string): readonly AwsCall[];
  /** Answers the next PutEvents in the place of EventBridge, one each. */
  answer(...answers: readonly ((call: AwsCall) => AwsAnswer | 'hang-up')[]): void;
}

export interface BusOptions {
  /** @default default */
  readonly bus?: string;
  /** Whether a refused event fails alone, in an answer of status 200, or fails the call. */
  readonly refusal?: 'of the event' | 'of the call';
}

/** A bus of the embedded AWS, which holds every event against the rules of EventBridge. */
export async function startBus({ bus = 'default', refusal = 'of the event' }: BusOptions = {}): Promise<TestBus> {
  let mood: Mood = 'well';
  let refused: string | undefined;
  let calls: AwsCall[] = [];
  let answers: ((call: AwsCall) => AwsAnswer | 'hang-up')[] = [];
  let events: BusEvent[] = [];
  const silent: (() => void)[] = [];

  const refuse = async (call: AwsCall, text: string, next: () => Promise<AwsAnswer>): Promise<AwsAnswer> => {
    const bad = entriesOf(call).map(({ Detail }) => Detail.includes(text));
    if (!bad.includes(true)) return next();
    if (refusal === 'of the call') return errorAnswer('events', 'ValidationException', 'The entries are not valid');
    for (const [index, entry] of entriesOf(call).entries()) {
      if (bad[index] !== true) events.push(seen(entry));
    }
    return putAnswer(
      bad.map((each) => (each ? { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' } : {})),
    );
  };

  const aws = await startLocalAws({
    port: 0,
    onEvent: (event) => {
      events.push(event);
    },
    intercept: async (call, next) => {
      if (call.service !== 'events') return next();
      calls.push(call);
      const answer = call.operation === 'PutEvents' ? answers.shift() : undefined;
      if (answer !== undefined) return answer(call);
      if (mood === 'silent') await new Promise<void>((resolve) => silent.push(resolve));
      if (mood !== 'well') return moods[mood]();
      return refused === undefined || call.operation !== 'PutEvents' ? next() : refuse(call, refused, next);
    },
  });
  if (!bus.startsWith('arn:')) aws.createEventBus(bus);
  const { account, region } = aws;
  const client = new EventBridgeClient({
    endpoint: aws.endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const context = { account, region, link: 'https://models.example.com/{group}/{version}' };

  return {
    client,
    account,
    region,
    channel: createEventBridgeChannel({ client, bus, context, timeout: 1000 }),
    events: () => events,
    calls: (operation) => calls.filter((call) => call.operation === operation),
    taken: () => events.map(({ detail }) => String(detail['id'])),
    requests: () => calls.length,
    mood: (next) => {
      mood = next;
    },
    refuse: (text) => {
      refused = text;
    },
    answer: (...next) => {
      answers = [...next];
    },
    reset: () => {
      mood = 'well';
      refused = undefined;
      calls = [];
      answers = [];
      events = [];
    },
    close: async () => {
      for (const resolve of silent) resolve();
      client.destroy();
      await aws.close();
    },
  };
}

const moods: Record<Exclude<Mood, 'well'>, () => AwsAnswer | 'hang-up'> = {
  throttled: () => {
    const answer = errorAnswer('events', 'ThrottlingException', 'Rate exceeded');
    return { ...answer, headers: { ...answer.headers, 'retry-after': '7' } };
  },
  failing: () => errorAnswer('events', 'InternalException', 'Try again', 500),
  'hanging up': () => 'hang-up',
  silent: () => 'hang-up',
  forbidden: () =>
    errorAnswer('events', 'AccessDeniedException', 'User is not authorized to perform: events:PutEvents'),
  gone: () => errorAnswer('events', 'ResourceNotFoundException', 'Event bus does not exist.'),
};

interface SentEntry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly EventBusName: string;
}

export function entriesOf({ body }: AwsCall): readonly SentEntry[] {
  return (JSON.parse(body.toString()) as { Entries: SentEntry[] }).Entries;
}

/** Status 200, in which some events may have failed. */
export function putAnswer(results: readonly { ErrorCode?: string; ErrorMessage?: string }[]): AwsAnswer {
  const Entries = results.map((result, index) => (result.ErrorCode === undefined ? { EventId: `e-${index}` } : result));
  const FailedEntryCount = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify({ FailedEntryCount, Entries })),
  };
}

function seen({ EventBusName, Source, DetailType, Detail }: SentEntry): BusEvent {
  const detail = JSON.parse(Detail) as Record<string, unknown>;
  return { bus: EventBusName, id: '', source: Source, detailType: DetailType, time: '', resources: [], detail };
}
