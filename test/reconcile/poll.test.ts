import { World, config, rule } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

test('a version is told when it is registered, decided and removed, and its group when it is gone', async () => {
  await world.createGroup('Fraud');
  await world.poll();
  const arn = await world.register('Fraud', { ModelPackageDescription: 'first' });
  await world.poll();
  expect(world.toldShort()).toEqual(['registered Fraud v1 to PendingManualApproval']);

  await world.approve(arn);
  await world.poll();
  expect(world.toldShort()).toEqual(['approval Fraud v1 from PendingManualApproval to Approved']);

  await world.remove(arn);
  await world.poll();
  expect(world.toldShort()).toEqual(['removed Fraud v1 from Approved']);

  await world.removeGroup('Fraud');
  await world.poll();
  expect(world.toldShort()).toEqual(['group-removed Fraud']);

  await world.poll();
  await world.poll();
  expect(world.toldShort()).toEqual([]);
});

test('failure with its reason, life cycle and description are told, to those who ask for them', async () => {
  const asked = config({
    watch: [rule(), rule({ changes: ['description'], notify: ['editors'] })],
    destinations: { people: { sns: { format: 'json', email: [] } }, editors: { sns: { format: 'json', email: [] } } },
  });
  await world.createGroup('churn');
  await world.poll({ config: asked });
  const arn = await world.register('churn', { ModelPackageDescription: 'one' });
  await world.poll({ config: asked });
  expect(world.toldShort()).toEqual(['registered churn v1 to PendingManualApproval']);

  await world.update(arn, { ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Ready' } });
  world.aws.registry.setStatus(arn, 'Failed', 'the image has no entry point');
  await world.poll({ config: asked });
  const told = world.told();
  expect(told.map(({ change }) => change.kind).sort()).toEqual(['failed', 'lifecycle']);
  expect(told.find(({ change }) => change.kind === 'failed')?.change.reason).toBe('the image has no entry point');
  expect(told.find(({ change }) => change.kind === 'lifecycle')?.change.to).toBe('Staging/Ready');
});

test('an unchanged registry costs one listing and no write (invariant 7)', async () => {
  world.aws.registry.seed({ packages: Array.from({ length: 250 }, (_, i) => ({ group: `g${i % 7}` })) });
  await world.poll();
  world.countCalls();
  await world.poll();
  // The one GetItem asks whether the one destination is closed.
  expect(world.countCalls()).toEqual({ Query: 1, GetItem: 1, ListModelPackages: 3 });
});

test('a version that was decided before its group was first seen is told once, as what it is', async () => {
  await world.poll();
  await world.createGroup('g');
  await world.approve(await world.register('g'));
  await world.poll();
  expect(world.toldShort()).toEqual(['registered g v1 to Approved']);
});

test('a group whose number and name come again is told as removed and registered', async () => {
  await world.createGroup('g');
  await world.poll();
  const arn = await world.register('g');
  await world.poll();
  world.told();
  await world.remove(arn);
  await world.removeGroup('g');
  await world.createGroup('g');
  world.clock.advance(60_000);
  await world.register('g');
  await world.poll();
  expect(world.toldShort()).toEqual([
    'removed g v1 from PendingManualApproval',
    'registered g v1 to PendingManualApproval',
  ]);
});
