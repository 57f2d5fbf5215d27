import { once } from 'node:events';
import { request } from 'node:http';
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { ListModelPackageGroupsCommand } from '@aws-sdk/client-sagemaker';
import { CreateQueueCommand, GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { PortInUseError, startLocalAws } from '../../../local/aws/index.ts';
import { clientsOf, cleanUpAfterEach, createGroup, start, startWithClients } from './support.ts';

cleanUpAfterEach();

async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

test('a port that is taken is told by its number, and nothing keeps running', async () => {
  const { endpoint } = await start();
  const port = Number(new URL(endpoint).port);

  const second = startLocalAws({ port });
  await expect(second).rejects.toBeInstanceOf(PortInUseError);
  await expect(second).rejects.toMatchObject({ port, message: expect.stringContaining(String(port)) as string });
});

test('the port is free again after close', async () => {
  const first = await startLocalAws({ port: 0 });
  await createGroup(clientsOf(first.endpoint).sageMaker, 'fraud');
  await first.close();

  const second = await start({ port: Number(new URL(first.endpoint).port) });
  expect(second.endpoint).toBe(first.endpoint);
  const { ModelPackageGroupSummaryList } = await clientsOf(second.endpoint).sageMaker.send(
    new ListModelPackageGroupsCommand({}),
  );
  expect(ModelPackageGroupSummaryList).toEqual([]);
});

test('GET / says that it is well', async () => {
  const { endpoint } = await start();
  const response = await fetch(endpoint);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'ok' });
});

test('a service or operation that is not served is refused by name', async () => {
  const { endpoint } = await start();
  const json = { 'content-type': 'application/x-amz-json-1.1' };

  const logs = await post(endpoint, { ...json, 'x-amz-target': 'Logs_20140328.DescribeLogGroups' }, '{}');
  expect(logs.status).toBe(400);
  expect(JSON.parse(logs.text)).toMatchObject({
    __type: 'UnknownOperationException',
    message: expect.stringContaining('Logs_20140328.DescribeLogGroups') as string,
  });

  const models = await post(endpoint, { ...json, 'x-amz-target': 'SageMaker.ListModels' }, '{}');
  expect(JSON.parse(models.text)).toMatchObject({
    __type: 'UnknownOperationException',
    message: expect.stringContaining('ListModels') as string,
  });

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const sts = await post(endpoint, form, 'Action=GetCallerIdentity&Version=2011-06-15');
  expect(sts.status).toBe(400);
  expect(sts.text).toContain('<Code>InvalidAction</Code>');
});

test('what is no JSON object is no request', async () => {
  const { endpoint } = await start();
  for (const body of ['{', '[]', 'null', '"text"']) {
    const answer = await post(endpoint, { 'x-amz-target': 'SageMaker.ListModelPackages' }, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ __type: 'SerializationException' });
  }
});

test('what is too large is read to its end and refused', async () => {
  const { endpoint } = await start();
  const answer = await post(endpoint, { 'x-amz-target': 'DynamoDB_20120810.PutItem' }, 'x'.repeat(17 * 1024 * 1024));
  expect(answer.status).toBe(413);
});

test('times are taken as seconds, with a fraction or not, and as ISO text', async () => {
  const { aws } = await startWithClients();
  aws.registry.seed({ groups: [{ name: 'fraud', createdAt: new Date('2026-01-02T03:04:05.600Z') }] });
  const count = async (CreationTimeAfter: unknown): Promise<number> => {
    const headers = {
      'x-amz-target': 'SageMaker.ListModelPackageGroups',
      'content-type': 'application/x-amz-json-1.1',
    };
    const { text } = await post(aws.endpoint, headers, JSON.stringify({ CreationTimeAfter }));
    return (JSON.parse(text) as { ModelPackageGroupSummaryList: unknown[] }).ModelPackageGroupSummaryList.length;
  };
  const seconds = Date.parse('2026-01-02T03:04:05Z') / 1000;

  expect(await Promise.all([seconds, seconds + 0.5, seconds + 0.7, seconds + 1].map(count))).toEqual([1, 1, 0, 0]);
  expect(await Promise.all(['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.7Z', String(seconds)].map(count))).toEqual([
    1, 0, 1,
  ]);
});

test('a client that waits to be told to continue is told so', async () => {
  const { endpoint } = await start();
  const headers = { 'x-amz-target': 'SageMaker.ListModelPackages', expect: '100-continue' };
  const waiting = request(endpoint, { method: 'POST', headers });
  waiting.flushHeaders();
  await once(waiting, 'continue');
  waiting.end('{}');
  const [response] = (await once(waiting, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  expect(response.statusCode).toBe(200);
});

test('a table takes conditional writes and queries, and making it again changes nothing', async () => {
  const { aws, dynamoDb } = await startWithClients();
  await aws.createTable('notifier');
  const put = new PutItemCommand({
    TableName: 'notifier',
    Item: { pk: { S: 'a' }, sk: { S: '1' }, rev: { N: '1' } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  await dynamoDb.send(put);
  await aws.createTable('notifier');

  await expect(dynamoDb.send(put)).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  const key = { pk: { S: 'a' }, sk: { S: '1' } };
  const read = await dynamoDb.send(new GetItemCommand({ TableName: 'notifier', Key: key, ConsistentRead: true }));
  expect(read.Item).toEqual({ ...key, rev: { N: '1' } });
  const found = await dynamoDb.send(
    new QueryCommand({
      TableName: 'notifier',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    }),
  );
  expect(found.Count).toBe(1);
});

test('a long poll of a queue does not hold up the end', async () => {
  const aws = await startLocalAws({ port: 0 });
  const { sqs } = clientsOf(aws.endpoint);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'queue' }));
  expect(QueueUrl).toBe(`${aws.endpoint}/000000000000/queue`);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  const received = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(received.Messages).toMatchObject([{ Body: 'hello' }]);
  expect(await sqs.send(new GetQueueUrlCommand({ QueueName: 'queue' }))).toMatchObject({ QueueUrl });

  const polling = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })).catch(() => 'cut');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const begin = performance.now();
  await aws.close();
  await polling;
  expect(performance.now() - begin).toBeLessThan(2_000);
});
