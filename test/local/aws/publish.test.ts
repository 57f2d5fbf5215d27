import { PublishBatchCommand, PublishCommand, SubscribeCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { PublishedMessage } from '../../../local/aws/index.ts';
import { clientsOf, cleanUpAfterEach, start, startWithClients, type Clients } from './support.ts';

cleanUpAfterEach();

async function subscribedQueue({ sns, sqs }: Clients, TopicArn: string, filter?: object): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'queue' }));
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: 'arn:aws:sqs:us-east-1:000000000000:queue',
      ...(filter && { Attributes: { FilterPolicy: JSON.stringify(filter) } }),
    }),
  );
  return String(QueueUrl);
}

async function received(sqs: SQSClient, QueueUrl: string): Promise<{ Message: string; MessageAttributes?: unknown }[]> {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as { Message: string });
}

test('the hook sees a message whole before a subscriber gets it', async () => {
  const events: unknown[] = [];
  let queue = '';
  const { aws, ...clients } = await startWithClients({
    onPublish: async (message) => {
      events.push(message, (await received(clients.sqs, queue)).length);
    },
  });
  const topicArn = await aws.createTopic('topic');
  queue = await subscribedQueue(clients, topicArn);
  await clients.sns.send(
    new PublishCommand({
      TopicArn: topicArn,
      Subject: 'Approved',
      Message: 'fraud 3 & <more> ☕',
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'approval' },
        groups: { DataType: 'String.Array', StringValue: '["fraud","churn"]' },
      },
    }),
  );

  const published: PublishedMessage = {
    topicArn,
    subject: 'Approved',
    message: 'fraud 3 & <more> ☕',
    attributes: { kind: 'approval', groups: ['fraud', 'churn'] },
  };
  expect(events).toEqual([published, 0]);
  expect(await received(clients.sqs, queue)).toMatchObject([
    { Message: 'fraud 3 & <more> ☕', MessageAttributes: { kind: { Type: 'String', Value: 'approval' } } },
  ]);
});

test('a subscriber with a filter policy gets what matches', async () => {
  const { aws, ...clients } = await startWithClients();
  const TopicArn = await aws.createTopic('topic');
  const queue = await subscribedQueue(clients, TopicArn, { kind: ['approval'] });
  for (const StringValue of ['removed', 'approval']) {
    const MessageAttributes = { kind: { DataType: 'String', StringValue } };
    await clients.sns.send(new PublishCommand({ TopicArn, Message: StringValue, MessageAttributes }));
  }
  expect(await received(clients.sqs, queue)).toMatchObject([{ Message: 'approval' }]);
});

test('a hook that throws refuses the message', async () => {
  const { aws, ...clients } = await startWithClients({ onPublish: () => Promise.reject(new Error('no <printer>')) });
  const TopicArn = await aws.createTopic('topic');
  const queue = await subscribedQueue(clients, TopicArn);

  await expect(clients.sns.send(new PublishCommand({ TopicArn, Message: 'hello' }))).rejects.toMatchObject({
    name: 'InternalErrorException',
    message: 'no <printer>',
    $metadata: { httpStatusCode: 500 },
  });
  expect(await received(clients.sqs, queue)).toEqual([]);
});

test('in a batch only what the hook refuses fails', async () => {
  const seen: string[] = [];
  const { aws, ...clients } = await startWithClients({
    onPublish: ({ message }) => {
      if (message.startsWith('bad')) throw new Error('no <printer>');
      seen.push(message);
    },
  });
  const TopicArn = await aws.createTopic('topic');
  const queue = await subscribedQueue(clients, TopicArn);
  const batch = (messages: string[]) =>
    clients.sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: messages.map((Message, index) => ({ Id: `id-${index}`, Message })),
      }),
    );

  const mixed = await batch(['a', 'bad', 'b', 'x'.repeat(1000), 'c', 'd', 'e', 'f', 'g', 'bad too']);
  expect(mixed.Successful?.map(({ Id }) => Id)).toEqual([0, 2, 3, 4, 5, 6, 7, 8].map((index) => `id-${index}`));
  expect(mixed.Failed).toEqual(
    ['id-1', 'id-9'].map((Id) => ({ Id, Code: 'InternalError', Message: 'no <printer>', SenderFault: false })),
  );
  expect(seen).toHaveLength(8);
  expect(await received(clients.sqs, queue)).toHaveLength(8);

  const allBad = await batch(['bad']);
  expect(allBad.Successful ?? []).toEqual([]);
  expect(allBad.Failed).toHaveLength(1);
});

test('a batch that SNS refuses whole is seen by nobody', async () => {
  const seen: string[] = [];
  const { aws, sns } = await startWithClients({ onPublish: ({ message }) => void seen.push(message) });
  const TopicArn = await aws.createTopic('topic');
  const batch = (entries: { Id: string; Message: string }[]) =>
    sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }));
  const entries = (count: number, bytes = 1) =>
    Array.from({ length: count }, (_, index) => ({ Id: String(index), Message: 'x'.repeat(bytes) }));

  await expect(batch(entries(11))).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequestException' });
  await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequestException' });
  await expect(batch([...entries(1), ...entries(1)])).rejects.toMatchObject({
    name: 'BatchEntryIdsNotDistinctException',
  });
  await expect(batch([{ Id: 'a b', Message: 'x' }])).rejects.toMatchObject({ name: 'InvalidBatchEntryIdException' });
  await expect(batch(entries(2, 140_000))).rejects.toMatchObject({ name: 'BatchRequestTooLongException' });
  expect(seen).toEqual([]);
});

test.each<[string, Partial<PublishCommandInput>]>([
  ['a subject of two lines', { Subject: 'two\nlines' }],
  ['a subject of 100 characters', { Subject: 'x'.repeat(100) }],
  ['a subject with an accent', { Subject: 'café' }],
  ['a message of more than 256 KiB', { Message: 'x'.repeat(262_145) }],
  ['an empty message', { Message: '' }],
  [
    'eleven attributes',
    {
      MessageAttributes: Object.fromEntries(
        Array.from({ length: 11 }, (_, index) => [`a${index}`, { DataType: 'String', StringValue: 'x' }]),
      ),
    },
  ],
  ['a structure without a default', { MessageStructure: 'json', Message: '{"email":"x"}' }],
])('%s is refused, and seen by nobody', async (_what, input) => {
  const seen: string[] = [];
  const { aws, sns } = await startWithClients({ onPublish: ({ message }) => void seen.push(message) });
  const TopicArn = await aws.createTopic('topic');

  await expect(sns.send(new PublishCommand({ TopicArn, Message: 'hello', ...input }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  expect(seen).toEqual([]);
});

test('a topic that is not there is not found', async () => {
  const { endpoint } = await start();
  const { sns } = clientsOf(endpoint);
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:other';
  await expect(sns.send(new PublishCommand({ TopicArn, Message: 'hello' }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
});

test('a topic made twice is one, and its ARN can be foreseen', async () => {
  const aws = await start();
  expect([await aws.createTopic('topic'), await aws.createTopic('topic')]).toEqual(
    Array(2).fill('arn:aws:sns:us-east-1:000000000000:topic'),
  );
});
