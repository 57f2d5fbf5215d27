import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SNSClient } from '@aws-sdk/client-sns';
import { createSnsChannel } from '../../../functions/channels/sns/index.ts';
import type { Notification } from '../../../functions/domain/change.ts';
import type { SendOutcome } from '../../../functions/domain/channel.ts';
import { errorAnswer } from '../../../local/aws/index.ts';
import { approved, notify } from '../build.ts';
import { describeChannel } from '../contract.ts';
import { batchAnswer, entriesOf, startTopic, type Failed, type TestTopic } from './topic.ts';

for (const format of ['text', 'json', 'chatbot'] as const) {
  for (const refusal of ['of the message', 'of the call'] as const) {
    describeChannel(`SNS as ${format}, refusal ${refusal}`, () => startTopic({ format, refusal }));
  }
}

const signal = new AbortController().signal;
const rich = { style: 'rich', signal } as const;
const versions = (count: number, group = 'fraud-detector'): readonly Notification[] =>
  Array.from({ length: count }, (_, index) => notify(approved(index + 1, { group }), `${group}-${index + 1}`));
const kinds = (outcomes: ReadonlyMap<string, SendOutcome>) => [...outcomes.values()].map(({ kind }) => kind);

describe('SNS as json', () => {
  let topic: TestTopic;
  beforeAll(async () => {
    topic = await startTopic({ format: 'json', refusal: 'of the call' });
  });
  beforeEach(() => {
    topic.reset();
  });
  afterAll(() => topic.close());

  test('25 notifications are three requests of at most ten messages, in order', async () => {
    const all = versions(25);
    const batches = topic.channel.batches(all);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
    for (const batch of batches)
      expect(new Set(kinds(await topic.channel.send(batch, rich)))).toEqual(new Set(['accepted']));
    expect(topic.requests()).toBe(3);
    expect(topic.taken()).toEqual(all.map(({ id }) => id));
  });

  test.each<[string, Omit<Failed, 'id'>, SendOutcome['kind']]>([
    ['its content', { code: 'InvalidParameterValue', senderFault: true }, 'message-fault'],
    ['a code nobody knows, of the sender', { code: 'Odd', senderFault: true }, 'message-fault'],
    ['a code nobody knows, of the service', { code: 'Odd', senderFault: false }, 'destination-fault'],
    ['an internal error', { code: 'InternalError', senderFault: false }, 'destination-fault'],
    ['throttling', { code: 'Throttled', senderFault: true }, 'destination-fault'],
    ['the key', { code: 'KMSAccessDenied', senderFault: true }, 'destination-fault'],
    ['permissions', { code: 'AuthorizationError', senderFault: true }, 'destination-fault'],
    [
      'a FIFO topic',
      {
        code: 'InvalidParameter',
        message: 'The MessageGroupId parameter is required for FIFO topics',
        senderFault: true,
      },
      'destination-fault',
    ],
  ])('one message that fails alone, for %s, fails for that', async (_what, failed, kind) => {
    topic.answer(() => batchAnswer(['0', '2'], [{ id: '1', ...failed }]));
    const outcomes = await topic.channel.send(versions(3), rich);
    expect(kinds(outcomes)).toEqual(['accepted', kind, 'accepted']);
    expect(outcomes.get('fraud-detector-2')).toHaveProperty('why', expect.stringContaining(failed.code));
  });

  test('a message that SNS says nothing of was not accepted', async () => {
    topic.answer(() => batchAnswer(['0'], []));
    expect(kinds(await topic.channel.send(versions(2), rich))).toEqual(['accepted', 'destination-fault']);
  });

  test.each<[string, string, number, string, SendOutcome['kind']]>([
    ['the content', 'InvalidParameter', 400, 'Invalid parameter: Message', 'message-fault'],
    ['the content', 'ParameterValueInvalid', 400, 'The parameter value is invalid', 'message-fault'],
    ['the size', 'BatchRequestTooLong', 400, 'Too long', 'message-fault'],
    ['the size, to a proxy', 'Odd', 413, 'Too long', 'message-fault'],
    ['a topic that is no topic', 'InvalidParameter', 400, 'Invalid parameter: TopicArn', 'destination-fault'],
    ['a FIFO topic', 'InvalidParameter', 400, 'MessageGroupId is required for FIFO topics', 'destination-fault'],
    ['the key', 'KMSDisabled', 400, 'Disabled', 'destination-fault'],
    ['the key’s limits', 'KMSThrottling', 400, 'Rate exceeded', 'destination-fault'],
    ['a switched-off endpoint', 'EndpointDisabled', 400, 'Disabled', 'destination-fault'],
    ['expired credentials', 'ExpiredToken', 403, 'Expired', 'destination-fault'],
    ['a code nobody knows', 'Odd', 400, 'Odd', 'destination-fault'],
    ['an outage that looks like bad content', 'InvalidParameter', 503, 'Message', 'destination-fault'],
  ])('a call that fails for %s (%s, %d)', async (_what, code, status, message, kind) => {
    topic.answer(() => errorAnswer('sns', code, message, status));
    const [outcome] = (await topic.channel.send(versions(1), rich)).values();
    expect(outcome).toMatchObject({ kind, why: expect.stringContaining(message) as unknown });
  });

  test('Retry-After may be a date', async () => {
    topic.answer(() => {
      const answer = errorAnswer('sns', 'ServiceUnavailable', 'Later', 503);
      return { ...answer, headers: { ...answer.headers, 'Retry-After': new Date(Date.now() + 60_000).toUTCString() } };
    });
    const [outcome] = (await topic.channel.send(versions(1), rich)).values();
    expect(outcome).toHaveProperty('retryAfter', expect.any(Number));
    const { retryAfter = 0 } = outcome as { retryAfter?: number };
    expect(retryAfter).toBeGreaterThan(50_000);
    expect(retryAfter).toBeLessThanOrEqual(60_000);
  });

  test('finding the culprit among ten takes few requests; an outage on the way ends it', async () => {
    const all = versions(10).map((each, index) =>
      index === 6 ? { ...each, change: approved(7, { description: 'POISON' }) } : each,
    );
    topic.refuse('POISON');
    expect(kinds(await topic.channel.send(all, rich)).filter((kind) => kind === 'message-fault')).toHaveLength(1);
    expect(topic.requests()).toBeLessThanOrEqual(9);

    topic.reset();
    topic.answer(
      () => errorAnswer('sns', 'BatchRequestTooLong', 'Too long'),
      (call) =>
        batchAnswer(
          entriesOf(call).map(({ id }) => id),
          [],
        ),
      () => errorAnswer('sns', 'InternalError', 'Oh', 500),
    );
    const outcomes = await topic.channel.send(all, rich);
    expect(kinds(outcomes)).toEqual([
      ...Array<string>(5).fill('accepted'),
      ...Array<string>(5).fill('destination-fault'),
    ]);
    expect(topic.requests()).toBe(3);
  });

  test('the SDK’s own retries hide a hiccup, within the time', async () => {
    const { endpoint, region, credentials } = topic.client.config;
    const client = new SNSClient({ region, credentials, ...(endpoint ? { endpoint } : {}), maxAttempts: 2 });
    const channel = createSnsChannel({
      client,
      topicArn: topic.topicArn,
      format: 'json',
      context: { account: '1', region: 'r' },
      destination: 'renamed',
    });
    topic.answer(() => errorAnswer('sns', 'InternalError', 'Oh', 500));
    expect(kinds(await channel.send(versions(1), rich))).toEqual(['accepted']);
    expect(topic.requests()).toBe(2);
    expect(JSON.parse(topic.messages()[0]?.message ?? '')).toMatchObject({ destination: 'renamed' });
    client.destroy();
  });

  test.each([
    ['is not there', undefined],
    ['cuts the connection', (socket: Socket) => socket.once('data', () => socket.destroy())],
    [
      'begins an answer that never ends',
      (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<'),
    ],
  ])('an endpoint that %s is the destination’s fault', async (_what, connected) => {
    const server = createServer((socket) => connected?.(socket));
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    };
    if (connected === undefined) await close();

    const client = new SNSClient({
      region: 'eu-west-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    const context = { account: '1', region: 'r' };
    const channel = createSnsChannel({ client, topicArn: topic.topicArn, format: 'json', context, timeout: 500 });
    expect(kinds(await channel.send(versions(2), rich))).toEqual(['destination-fault', 'destination-fault']);
    client.destroy();
    if (connected !== undefined) await close();
  });

  test('credentials that never come are the destination’s fault, in time, or at once if the signal has gone off', async () => {
    const credentials = () => new Promise<never>(() => undefined);
    const client = new SNSClient({ region: 'eu-west-1', endpoint: 'http://127.0.0.1:9', credentials });
    const context = { account: '1', region: 'r' };
    const channel = createSnsChannel({ client, topicArn: topic.topicArn, format: 'json', context, timeout: 300 });
    const [late] = (await channel.send(versions(1), rich)).values();
    expect(late).toMatchObject({ kind: 'destination-fault', why: expect.stringContaining('timeout') as unknown });
    const aborted = AbortSignal.abort();
    expect(kinds(await channel.send(versions(1), { style: 'rich', signal: aborted }))).toEqual(['destination-fault']);
  });
});

describe('SNS as text', () => {
  let topic: TestTopic;
  beforeAll(async () => {
    topic = await startTopic({ format: 'text', refusal: 'of the message' });
  });
  beforeEach(() => {
    topic.reset();
  });
  afterAll(() => topic.close());

  test('what belongs together is one digest, each of its notifications settled by its own id', async () => {
    const mixed = [...versions(2, 'churn'), ...versions(3), notify(approved(1, { group: 'alone' }), 'alone-1')];
    const batches = topic.channel.batches(mixed);
    expect(batches).toHaveLength(1);
    const outcomes = await topic.channel.send(batches[0] ?? [], rich);
    expect([...outcomes.keys()]).toEqual(mixed.map(({ id }) => id));
    expect(topic.messages().map(({ subject }) => subject)).toEqual([
      '2 versions of churn approved',
      '3 versions of fraud-detector approved',
      'alone v1 approved',
    ]);
    expect(topic.messages()[0]?.attributes).toMatchObject({ id: ['churn-1', 'churn-2'], status: ['Approved'] });
  });

  test('a digest holds fifty', async () => {
    const all = versions(120);
    expect(topic.channel.batches(all).map(({ length }) => length)).toEqual([120]);
    await topic.channel.send(all, rich);
    expect(topic.messages().map(({ attributes }) => attributes['id']?.length)).toEqual([50, 50, 20]);
  });

  test('a digest that is refused is halved until its culprit stands alone', async () => {
    topic.refuse('POISON');
    const all = versions(50).map((each, index) =>
      index === 30 ? { ...each, change: approved(31, { description: 'POISON' }) } : each,
    );
    const outcomes = await topic.channel.send(all, rich);
    expect([...outcomes].filter(([, { kind }]) => kind !== 'accepted').map(([id]) => id)).toEqual([
      'fraud-detector-31',
    ]);
    expect([...topic.taken()].sort()).toEqual(
      all
        .map(({ id }) => id)
        .filter((id) => id !== 'fraud-detector-31')
        .sort(),
    );
    expect(topic.requests()).toBeLessThanOrEqual(8);
  });

  test('plain: no digest, no subject, one line of ASCII each', async () => {
    await topic.channel.send(versions(2), { style: 'plain', signal });
    expect(topic.messages().map(({ subject, message }) => [subject, message])).toEqual([
      [
        undefined,
        'SageMaker: approval Approved, arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/1, id fraud-detector-1',
      ],
      [
        undefined,
        'SageMaker: approval Approved, arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/2, id fraud-detector-2',
      ],
    ]);
  });
});
