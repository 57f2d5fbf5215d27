import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  ListImagesCommand,
  ListImageVersionsCommand,
  ListModelPackagesCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { ListSubscriptionsByTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { DataInUseError, NewerFormatError, startLocalAws } from '../../../local/aws/index.ts';
import {
  atEnd,
  clientsOf,
  cleanUpAfterEach,
  createGroup,
  createImage,
  createImageVersion,
  createVersion,
  start,
} from './support.ts';

cleanUpAfterEach();

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'local-aws-'));
  atEnd(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function versions(client: SageMakerClient): Promise<(number | undefined)[]> {
  const list = new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud', MaxResults: 100 });
  return ((await client.send(list)).ModelPackageSummaryList ?? []).map((summary) => summary.ModelPackageVersion);
}

test('everything is there after a restart, on another port', async () => {
  const dataDir = await folder();
  const first = await startLocalAws({ port: 0, dataDir });
  const before = clientsOf(first.endpoint);
  await createGroup(before.sageMaker, 'fraud');
  await createVersion(before.sageMaker, 'fraud');
  await first.createTable('notifier');
  const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
  await before.dynamoDb.send(new PutItemCommand({ TableName: 'notifier', Item: { ...Key, n: { N: '1' } } }));
  const TopicArn = await first.createTopic('topic');
  await before.sqs.send(new CreateQueueCommand({ QueueName: 'queue' }));
  const Endpoint = 'arn:aws:sqs:us-east-1:000000000000:queue';
  await before.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  await before.sns.send(new PublishCommand({ TopicArn, Message: 'kept' }));
  await first.close();

  const second = await start({ dataDir });
  const after = clientsOf(second.endpoint);
  expect(await versions(after.sageMaker)).toEqual([1]);
  await createVersion(after.sageMaker, 'fraud');
  expect(await versions(after.sageMaker)).toEqual([1, 2]);
  await second.createTable('notifier');
  const { Item } = await after.dynamoDb.send(new GetItemCommand({ TableName: 'notifier', Key }));
  expect(Item).toMatchObject({ n: { N: '1' } });
  expect(await second.createTopic('topic')).toBe(TopicArn);
  const { Subscriptions } = await after.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([{ Endpoint }]);
  const { Messages = [] } = await after.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: `${second.endpoint}/000000000000/queue` }),
  );
  expect(Messages.map(({ Body = '' }) => JSON.parse(Body) as object)).toMatchObject([{ Message: 'kept' }]);
});

test('a kill at any moment loses nothing that was answered', async () => {
  const dataDir = await folder();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./child.ts', import.meta.url)), dataDir],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  atEnd(() => void child.kill('SIGKILL'));
  const [endpoint] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { sageMaker } = clientsOf(endpoint);
  await createGroup(sageMaker, 'fraud');

  let answered = 0;
  const register = async (): Promise<void> => {
    for (;;) {
      await createVersion(sageMaker, 'fraud');
      answered += 1;
      if (answered === 40) child.kill('SIGKILL');
    }
  };
  await Promise.allSettled([register(), register(), register()]);

  const { endpoint: reopened } = await start({ dataDir });
  const found = await versions(clientsOf(reopened).sageMaker);
  expect(found.length).toBeGreaterThanOrEqual(answered);
  expect(found).toEqual(found.map((_, index) => index + 1));
});

test('a second process on the same folder is told so', async () => {
  const dataDir = await folder();
  await start({ dataDir });
  await expect(startLocalAws({ port: 0, dataDir })).rejects.toBeInstanceOf(DataInUseError);
});

test('a newer format is refused and left alone', async () => {
  const dataDir = await folder();
  await (await startLocalAws({ port: 0, dataDir })).close();
  const file = new DatabaseSync(join(dataDir, 'registry.sqlite'));
  file.exec('PRAGMA user_version = 99');
  file.close();

  await expect(startLocalAws({ port: 0, dataDir })).rejects.toBeInstanceOf(NewerFormatError);
});

test('a folder written before there were images keeps what it has, and takes images', async () => {
  const dataDir = await folder();
  const first = await startLocalAws({ port: 0, dataDir });
  first.registry.seed({ packages: [{ group: 'fraud' }] });
  await first.close();
  const file = new DatabaseSync(join(dataDir, 'registry.sqlite'));
  file.exec('DROP TABLE image_version; DROP TABLE image; PRAGMA user_version = 1');
  file.close();

  const second = await startLocalAws({ port: 0, dataDir });
  const { sageMaker } = clientsOf(second.endpoint);
  expect(await versions(sageMaker)).toEqual([1]);
  await createImage(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook');
  await second.close();

  const third = await start({ dataDir });
  const list = new ListImageVersionsCommand({ ImageName: 'notebook' });
  expect((await clientsOf(third.endpoint).sageMaker.send(list)).ImageVersions).toMatchObject([{ Version: 1 }]);
});

test('erase leaves an empty registry', async () => {
  const { registry, endpoint } = await start();
  registry.seed({ packages: [{ group: 'fraud' }, { name: 'solo' }], imageVersions: [{ image: 'notebook' }] });
  registry.erase();

  const { sageMaker } = clientsOf(endpoint);
  await expect(versions(sageMaker)).rejects.toThrow('does not exist');
  expect(
    (await sageMaker.send(new ListModelPackagesCommand({ ModelPackageType: 'Both' }))).ModelPackageSummaryList,
  ).toEqual([]);
  expect((await sageMaker.send(new ListImagesCommand({}))).Images).toEqual([]);
});
