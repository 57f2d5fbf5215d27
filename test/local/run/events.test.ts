import {
  CreateImageCommand,
  CreateImageVersionCommand,
  DeleteModelPackageCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { setTimeout } from 'node:timers/promises';
import {
  cleanUpAfterEach,
  createGroup,
  register,
  sageMaker,
  short,
  start,
  temporaryFolder,
  type Run,
} from './support.ts';

cleanUpAfterEach();

const rarely = async (...more: string[]) => {
  const data = ['--port', '0', '--data', await temporaryFolder()];
  return start([...data, '--empty', '--poll-every', '1h', ...more]);
};
const toPeople = (run: Run) => run.lines().filter(({ destination }) => destination === 'people');
const told = (run: Run) => short(toPeople(run));

test('an approval is told at once, with who it was and what was noted, long before the next poll', async () => {
  const run = await rarely('--json');
  const client = sageMaker(await run.ready());
  await createGroup(client, 'Fraud');
  const ModelPackageArn = await register(client, 'Fraud');
  await run.until(() => told(run).length === 1);
  await client.send(
    new UpdateModelPackageCommand({
      ...{ ModelPackageArn, ModelApprovalStatus: 'Approved', ApprovalDescription: 'Better in every segment' },
    }),
  );
  await run.until(() => told(run).length === 2);
  expect(told(run)).toEqual(['registered Fraud v1 PendingManualApproval', 'approval Fraud v1 Approved']);
  const approval = toPeople(run)[1];
  expect(approval?.change).toMatchObject({
    by: { name: 'alice', arn: 'arn:aws:iam::000000000000:user/alice' },
    approvalDescription: 'Better in every segment',
  });
  expect(approval?.message['body']).toMatch(/^By: +alice$/m);
});

test('a removal and a new image version are told at once, too; and to every destination, once', async () => {
  const run = await rarely('--json');
  const client = sageMaker(await run.ready());
  await createGroup(client, 'fraud');
  const arn = await register(client, 'fraud');
  await run.until(() => told(run).length === 1);
  await client.send(new DeleteModelPackageCommand({ ModelPackageName: arn }));
  await run.until(() => told(run).length === 2);
  const RoleArn = 'arn:aws:iam::000000000000:role/images';
  await client.send(new CreateImageCommand({ ImageName: 'training', RoleArn }));
  await client.send(new CreateImageVersionCommand({ ImageName: 'training', BaseImage: 'training:1' }));
  await run.until(() => run.lines().length === 18);
  expect(told(run)).toEqual([
    ...['registered fraud v1 PendingManualApproval', 'removed fraud v1', 'image-created training v1 CREATED'],
  ]);
  run.child.kill('SIGINT');
  expect(await run.exit).toBe(0);
  expect(new Set(run.lines().map(({ id }) => id)).size).toBe(18);
});

test('a burst is told whole, each once, while polls go on', async () => {
  const data = ['--port', '0', '--data', await temporaryFolder()];
  const run = await start([...data, '--empty', '--json', '--poll-every', '50ms']);
  const client = sageMaker(await run.ready());
  await createGroup(client, 'fraud');
  const arns = await Promise.all(Array.from({ length: 30 }, () => register(client, 'fraud')));
  await run.until(() => told(run).length >= arns.length);
  run.child.kill('SIGINT');
  expect(await run.exit).toBe(0);
  expect(new Set(run.lines().map(({ id }) => id)).size).toBe(run.lines().length);
  expect(toPeople(run)).toHaveLength(arns.length);
});

test('with --no-events nothing is told before the next poll', async () => {
  const run = await rarely('--json', '--no-events');
  expect(run.stderr).not.toContain('at once');
  const client = sageMaker(await run.ready());
  await createGroup(client, 'fraud');
  await register(client, 'fraud');
  await setTimeout(1500);
  expect(run.stdout).toBe('');
});

test('what the samples are made of is no news, and costs no look', async () => {
  const run = await start(['--port', '0', '--data', await temporaryFolder(), '--verbose', '--poll-every', '1h']);
  await run.until(() => run.stdout.includes('> describe churn-model v4 anew'));
  // One: about the version that the story has registered by then.
  expect(run.stderr.match(/^reacted: .*$/gm)).toEqual(['reacted: changes 0, delivered 0, failed 0']);
});
