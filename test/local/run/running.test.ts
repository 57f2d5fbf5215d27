import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { once } from 'node:events';
import { UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { cleanUpAfterEach, createGroup, register, sageMaker, short, start, temporaryFolder } from './support.ts';

cleanUpAfterEach();

const empty = async () => ['--port', '0', '--data', await temporaryFolder(), '--empty', '--poll-every', '100ms'];

test('whatever a client does to the registry is told', async () => {
  const run = await start([...(await empty()), '--json', '--no-events']);
  const client = sageMaker(await run.ready());
  const told = () => short(run.lines().filter(({ destination }) => destination === 'people'));
  await createGroup(client, 'mine');
  const ModelPackageArn = await register(client, 'mine');
  await run.until(() => told().length === 1);
  await client.send(new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus: 'Rejected' }));
  await run.until(() => told().length === 2);
  expect(told()).toEqual(['registered mine v1 PendingManualApproval', 'approval mine v1 Rejected']);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly, and at most one poll later', async (signal) => {
  const run = await start(await empty());
  const endpoint = await run.ready();
  run.child.kill(signal);
  // As npm does: it passes on what the terminal has sent already.
  run.child.kill(signal);
  expect(await run.exit).toBe(0);
  expect(run.stderr).toBe('');
  await expect(fetch(endpoint)).rejects.toThrow();
});

test('a reader who goes away ends it, without a word', async () => {
  const run = await start([...(await empty()), '--json']);
  const client = sageMaker(await run.ready());
  run.child.stdout?.destroy();
  await createGroup(client, 'mine');
  await register(client, 'mine');
  expect(await run.exit).toBe(0);
  expect(run.stderr).not.toMatch(/^ +at /m);
});

test('it is reached from this machine only', async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  if (!outside) return;
  const run = await start(await empty());
  const socket = connect(Number(new URL(await run.ready()).port), outside.address);
  await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED');
});
