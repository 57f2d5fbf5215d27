import { SNSClient } from '@aws-sdk/client-sns';
import { createSnsChannel } from '../../../functions/channels/sns/index.ts';
import {
  errorAnswer,
  startLocalAws,
  type AwsAnswer,
  type AwsCall,
  type PublishedMessage,
} from '../../../local/aws/index.ts';
import type { Mood, TestDestination } from '../contract.ts';

export interface TestTopic extends TestDestination {
  readonly client: SNSClient;
  readonly topicArn: string;
  /** What it has taken, as subscribers get it. */
  messages(): readonly PublishedMessage[];
  /** Answers the next requests in the place of SNS, one each. */
  answer(...answers: readonly ((call: AwsCall) => AwsAnswer | 'hang-up')[]): void;
}

export interface TopicOptions {
  readonly format: 'text' | 'json' | 'chatbot';
  /** Whether a refused message fails alone, in an answer of status 200, or fails the call. */
  readonly refusal: 'of the message' | 'of the call';
}

/** A topic of the embedded AWS, which holds every message against the rules of SNS. */
export async function startTopic({ format, refusal }: TopicOptions): Promise<TestTopic> {
  let mood: Mood = 'well';
  let refused: string | undefined;
  let requests = 0;
  let answers: ((call: AwsCall) => AwsAnswer | 'hang-up')[] = [];
  let messages: PublishedMessage[] = [];
  const silent: (() => void)[] = [];

  const aws = await startLocalAws({
    port: 0,
    onPublish: (message) => {
      messages.push(message);
    },
    intercept: async (call, next) => {
      if (call.operation !== 'PublishBatch') return next();
      requests++;
      const answer = answers.shift();
      if (answer !== undefined) return answer(call);
      if (mood === 'silent') await new Promise<void>((resolve) => silent.push(resolve));
      if (mood !== 'well') return moods[mood]();
      if (refused === undefined || !entriesOf(call).some(({ message }) => message.includes(refused ?? '')))
        return next();
      if (refusal === 'of the call') return errorAnswer('sns', 'InvalidParameter', 'Invalid parameter: Message');
      const { taken, answer: partial } = refuseSome(call, refused);
      messages.push(...taken);
      return partial;
    },
  });
  const topicArn = await aws.createTopic('ml-leads');
  const client = new SNSClient({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const context = { account: aws.account, region: aws.region, link: 'https://models.example.com/{group}/{version}' };

  return {
    client,
    topicArn,
    channel: createSnsChannel({ client, topicArn, format, context, timeout: 1000 }),
    messages: () => messages,
    taken: () => messages.flatMap(({ attributes }) => attributes['id'] ?? []),
    requests: () => requests,
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
      requests = 0;
      answers = [];
      messages = [];
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
    const answer = errorAnswer('sns', 'Throttled', 'Rate exceeded', 429);
    return { ...answer, headers: { ...answer.headers, 'retry-after': '7' } };
  },
  failing: () => errorAnswer('sns', 'InternalError', 'Try again', 500),
  'hanging up': () => 'hang-up',
  silent: () => 'hang-up',
  forbidden: () => errorAnswer('sns', 'AuthorizationError', 'User is not authorized to perform: SNS:Publish', 403),
  gone: () => errorAnswer('sns', 'NotFound', 'Topic does not exist', 404),
};

export interface Entry {
  readonly id: string;
  readonly message: string;
  readonly ids: string | string[];
}

export function entriesOf(call: AwsCall): readonly Entry[] {
  const form = new URLSearchParams(call.body.toString());
  const all: Entry[] = [];
  for (let number = 1; ; number++) {
    const prefix = `PublishBatchRequestEntries.member.${number}.`;
    const id = form.get(`${prefix}Id`);
    if (id === null) return all;
    const value = form.get(`${prefix}MessageAttributes.entry.1.Value.StringValue`) ?? '';
    const several = form.get(`${prefix}MessageAttributes.entry.1.Value.DataType`) === 'String.Array';
    all.push({
      id,
      message: form.get(`${prefix}Message`) ?? '',
      ids: several ? (JSON.parse(value) as string[]) : value,
    });
  }
}

/** Status 200, in which some messages failed. */
export function batchAnswer(successful: readonly string[], failed: readonly Failed[]): AwsAnswer {
  const accepted = successful.map((id) => `<member><Id>${id}</Id><MessageId>m-${id}</MessageId></member>`).join('');
  const refused = failed
    .map(
      ({ id, code, message = '', senderFault }) =>
        `<member><Id>${id}</Id><Code>${code}</Code><Message>${message}</Message><SenderFault>${String(senderFault)}</SenderFault></member>`,
    )
    .join('');
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: Buffer.from(
      '<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult>' +
        `<Successful>${accepted}</Successful><Failed>${refused}</Failed></PublishBatchResult></PublishBatchResponse>`,
    ),
  };
}

export interface Failed {
  readonly id: string;
  readonly code: string;
  readonly message?: string;
  readonly senderFault: boolean;
}

function refuseSome(call: AwsCall, text: string): { taken: readonly PublishedMessage[]; answer: AwsAnswer } {
  const entries = entriesOf(call);
  const good = entries.filter(({ message }) => !message.includes(text));
  const bad = entries.filter(({ message }) => message.includes(text));
  return {
    taken: good.map(({ message, ids }) => ({ topicArn: '', message, attributes: { id: ids } })),
    answer: batchAnswer(
      good.map(({ id }) => id),
      bad.map(({ id }) => ({ id, code: 'InvalidParameterValue', senderFault: true })),
    ),
  };
}
