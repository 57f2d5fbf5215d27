import { DescribeModelPackageCommand, UpdateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { cleanUpAfterEach, createGroup, register, sageMaker, short, start, temporaryFolder } from './support.ts';

cleanUpAfterEach();

test('what happened since the last poll of a killed run is told by the next one before it is ready', async () => {
  const data = await temporaryFolder();
  const rarely = ['--poll-every', '1h', '--no-events'];
  const first = await start(['--port', '0', '--data', data, '--empty', '--json', ...rarely]);
  const client = sageMaker(await first.ready());
  await createGroup(client, 'fraud');
  const arn = await register(client, 'fraud');
  await client.send(new UpdateModelPackageCommand({ ModelPackageArn: arn, ModelApprovalStatus: 'Approved' }));
  await register(client, 'fraud');
  await first.kill();
  expect(first.stdout).toBe('');

  const second = await start(['--port', '0', '--data', data, '--json']);
  await second.ready();
  const people = second.lines().filter(({ destination }) => destination === 'people');
  expect(short(people)).toEqual(['registered fraud v1 Approved', 'registered fraud v2 PendingManualApproval']);
});

test('a run killed while it tells of a burst loses nothing, and repeats only with the same id', async () => {
  const data = await temporaryFolder();
  const options = ['--port', '0', '--data', data, '--json', '--poll-every', '100ms'];
  const first = await start([...options, '--empty']);
  const client = sageMaker(await first.ready());
  await createGroup(client, 'fraud');
  const killed = first.until(() => first.stdout.split('\n').length > 8).then(() => first.kill());
  const attempts = Array.from({ length: 40 }, () => register(client, 'fraud'));
  const registered = (await Promise.allSettled(attempts)).flatMap((one) =>
    one.status === 'fulfilled' ? one.value : [],
  );
  await killed;

  const second = await start(options);
  // What the first had taken to send is free again when its invocation would have ended.
  const ids = new Map<string, Set<string>>();
  const everything = () => {
    for (const { id, destination, change } of [...first.lines(), ...second.lines()]) {
      const key = `${destination} v${change.version}`;
      ids.set(key, (ids.get(key) ?? new Set()).add(id));
    }
    return ids.size >= 2 * registered.length;
  };
  await second.until(everything);
  expect(registered.length).toBeGreaterThan(0);
  expect([...ids.values()].every((own) => own.size === 1)).toBe(true);
});

test('a run killed in the middle of the story goes on with what was done, not with the story', async () => {
  const data = await temporaryFolder();
  const options = ['--port', '0', '--data', data, '--json', '--poll-every', '200ms'];
  const first = await start(options);
  await first.until(() => first.stderr.includes('> approve churn-model v4'));
  await first.kill();

  const second = await start(options);
  const client = sageMaker(await second.ready());
  expect(second.stderr).toContain(`The sample story is told once only; to see it again, delete ${data}`);
  const name = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/churn-model/4';
  const { ModelApprovalStatus } = await client.send(new DescribeModelPackageCommand({ ModelPackageName: name }));
  const told = () => new Set(short([...first.lines(), ...second.lines()]));
  const expected = ['registered churn-model v4 PendingManualApproval', 'description churn-model v4'];
  if (ModelApprovalStatus === 'Approved') expected.push('approval churn-model v4 Approved');
  await second.until(() => told().size === expected.length);
  expect([...told()]).toEqual(expected);
});
