import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListModelPackagesCommand } from '@aws-sdk/client-sagemaker';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { errorAnswer, type Interceptor } from '../../../local/aws/index.ts';
import { arnOf, clientsOf, cleanUpAfterEach, createGroup, createVersion, startWithClients } from './support.ts';

cleanUpAfterEach();

test('sees every call of every service, with its operation, headers and body', async () => {
  const calls: string[] = [];
  const bodies: string[] = [];
  const { aws, sageMaker, dynamoDb, sns, sqs, events } = await startWithClients({
    intercept: (call, next) => {
      calls.push(`${call.service} ${call.operation} ${String(call.headers['user-agent']?.includes('aws-sdk-js'))}`);
      bodies.push(call.body.toString());
      return next();
    },
  });
  await aws.createTable('notifier');
  await sageMaker.send(new ListModelPackagesCommand({ NameContains: 'fraud' }));
  await dynamoDb.send(new GetItemCommand({ TableName: 'notifier', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }));
  await sns.send(new PublishCommand({ TopicArn: await aws.createTopic('topic'), Message: 'hello' }));
  await sqs.send(new ListQueuesCommand({}));
  await events.send(new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }));

  expect(calls).toEqual([
    'dynamodb CreateTable true',
    'sagemaker ListModelPackages true',
    'dynamodb GetItem true',
    'sns Publish true',
    'sqs ListQueues true',
    'events PutEvents true',
  ]);
  expect(bodies[1]).toBe('{"NameContains":"fraud"}');
});

/** How many versions there are after one was asked for, and what the client was told. */
async function registerWith(intercept: Interceptor, maxAttempts = 1): Promise<{ told: string; versions: number }> {
  let armed = false;
  const { aws, sageMaker } = await startWithClients({
    intercept: (call, next) => (armed && call.operation === 'CreateModelPackage' ? intercept(call, next) : next()),
  });
  await createGroup(sageMaker, 'fraud');
  armed = true;
  const told = await createVersion(clientsOf(aws.endpoint, 'alice', maxAttempts).sageMaker, 'fraud').catch(
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  const list = new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud' });
  const { ModelPackageSummaryList = [] } = await sageMaker.send(list);
  return { told, versions: ModelPackageSummaryList.length };
}

test('fails before the effect', async () => {
  const fail: Interceptor = () => Promise.resolve(errorAnswer('sagemaker', 'ThrottlingException', 'Rate exceeded'));
  expect(await registerWith(fail)).toEqual({ told: 'ThrottlingException', versions: 0 });
});

test('fails after the effect', async () => {
  const fail: Interceptor = async (_call, next) => {
    await next();
    throw new Error('lost');
  };
  expect(await registerWith(fail)).toEqual({ told: 'InternalFailure', versions: 1 });
});

test('hangs up before the effect, and after it', async () => {
  expect(await registerWith(() => Promise.resolve('hang-up'))).toMatchObject({ versions: 0 });
  const after: Interceptor = async (_call, next) => {
    await next();
    return 'hang-up';
  };
  expect(await registerWith(after)).toMatchObject({ versions: 1 });
});

test('a retry after a lost answer makes no second version', async () => {
  let lost = 0;
  const loseOne: Interceptor = async (_call, next) => {
    const answer = await next();
    return lost++ === 0 ? 'hang-up' : answer;
  };
  expect(await registerWith(loseOne, 3)).toEqual({ told: arnOf('fraud/1'), versions: 1 });
  expect(lost).toBe(2);
});

test('answers with something else', async () => {
  const { sageMaker } = await startWithClients({
    intercept: async (_call, next) => ({
      ...(await next()),
      body: Buffer.from('{"ModelPackageSummaryList":[],"NextToken":"more"}'),
    }),
  });
  expect(await sageMaker.send(new ListModelPackagesCommand({}))).toMatchObject({ NextToken: 'more' });
});
