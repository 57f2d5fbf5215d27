import { config, rule, World, type PollOptions } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const watching = (...images: string[]) => config({ watch: [rule({ groups: [], images })] });
const all = watching('*');
const poll = (options: PollOptions = {}) => world.poll({ config: all, ...options });

describe('image versions', () => {
  test('that are there at first are told to nobody; what becomes of them is', async () => {
    const old = world.createImageVersion('training');
    const begun = world.createImageVersion('training', 'CREATING');
    await poll();
    expect(world.told()).toEqual([]);

    world.setImageVersion(begun, 'CREATED');
    world.setImageVersion(old, 'DELETE_FAILED', 'it is in use');
    await poll();
    const told = world.told();
    expect(told.map(({ change }) => change)).toEqual([
      expect.objectContaining({ kind: 'image-failed', version: 1, to: 'DELETE_FAILED', reason: 'it is in use' }),
      expect.objectContaining({ kind: 'image-created', version: 2, from: 'CREATING', to: 'CREATED' }),
    ]);
  });

  test('are told when they are created, and when that fails, with the reason', async () => {
    world.aws.registry.seed({ images: [{ name: 'Training' }] });
    await poll();
    const ready = world.createImageVersion('Training', 'CREATING');
    const broken = world.createImageVersion('Training', 'CREATING');
    await poll();
    expect(world.told()).toEqual([]);

    world.setImageVersion(ready, 'CREATED');
    world.setImageVersion(broken, 'CREATE_FAILED', 'no such base image');
    await poll();
    expect(world.told().map(({ change }) => change)).toMatchObject([
      { kind: 'image-created', image: 'Training', version: 1, arn: ready },
      { kind: 'image-failed', image: 'Training', version: 2, arn: broken, reason: 'no such base image' },
    ]);
    await poll();
    expect(world.told()).toEqual([]);
  });

  test('created between two polls are told at first sight', async () => {
    await poll();
    world.createImageVersion('new');
    world.createImageVersion('new', 'CREATE_FAILED');
    await poll();
    expect(world.toldShort()).toEqual(['image-created new v1 to CREATED', 'image-failed new v2 to CREATE_FAILED']);
  });

  test('are told when they are removed, and numbers are not confused with those of another image', async () => {
    for (const image of ['a', 'b']) world.createImageVersion(image);
    world.createImageVersion('a');
    await poll();
    await world.removeImageVersion('a', 1);
    await poll();
    expect(world.toldShort()).toEqual(['image-removed a v1 from CREATED']);
  });

  test('of an image that is gone are one change, and a later image of that name is news', async () => {
    for (let n = 0; n < 3; n++) world.createImageVersion('training');
    await poll();
    for (const version of [1, 2, 3]) await world.removeImageVersion('training', version);
    await world.removeImage('training');
    await poll();
    expect(world.told().map(({ change }) => change)).toMatchObject([
      {
        kind: 'image-removed',
        image: 'training',
        versions: 3,
        arn: expect.stringMatching(/:image\/training$/) as string,
      },
    ]);
    await poll();
    expect(world.told()).toEqual([]);
    world.createImageVersion('training');
    await poll();
    expect(world.toldShort()).toEqual(['image-created training v1 to CREATED']);
  });

  test('an image without versions is not taken for one that is gone', async () => {
    world.createImageVersion('training');
    await poll();
    await world.removeImageVersion('training', 1);
    await poll();
    expect(world.toldShort()).toEqual(['image-removed training v1 from CREATED']);
    await poll();
    expect(world.told()).toEqual([]);
  });
});

describe('looking at images', () => {
  test('takes a call for the names and one per image, and none of them when they are named', async () => {
    for (const image of ['a-1', 'a-2', 'b']) world.createImageVersion(image);
    await poll({ config: watching('a-*') });
    world.countCalls();
    await poll({ config: watching('a-*') });
    expect(world.countCalls()).toMatchObject({ ListImages: 1, ListImageVersions: 2 });
    await poll({ config: watching('b') });
    expect(world.countCalls()).not.toHaveProperty('ListImages');
  });

  test('writes nothing and describes nothing while nothing changes (invariant 7)', async () => {
    world.createImageVersion('training');
    await poll();
    world.countCalls();
    await poll();
    const calls = world.countCalls();
    for (const operation of ['UpdateItem', 'PutItem', 'DeleteItem', 'DescribeImageVersion', 'ListModelPackages']) {
      expect(calls).not.toHaveProperty(operation);
    }
  });

  test('asks of groups only what the rules need', async () => {
    await world.createGroup('fraud');
    world.createImageVersion('training');
    await poll({ config: config({ watch: [rule({ images: ['*'] })] }) });
    await world.register('fraud');
    world.createImageVersion('training');
    await poll({ config: config({ watch: [rule({ images: ['*'] })] }) });
    expect(world.toldShort().sort()).toEqual([
      'image-created training v2 to CREATED',
      'registered fraud v1 to PendingManualApproval',
    ]);
  });
});

describe('a great image', () => {
  const great = config({
    watch: [rule({ groups: [], images: ['training'] })],
    limits: { requestsPerSecond: 100, pageSize: 3 },
  });
  const chance = (random: number): PollOptions => ({
    config: great,
    wrap: (deps) => ({ ...deps, random: () => random }),
  });
  let arns: string[];
  beforeEach(async () => {
    arns = Array.from({ length: 10 }, () => world.createImageVersion('training'));
    await world.poll(chance(1));
    world.countCalls();
  });

  test('is read until a page is all known', async () => {
    await world.poll(chance(1));
    expect(world.countCalls()).toMatchObject({ ListImageVersions: 1 });
    world.setImageVersion(arns[0] ?? '', 'DELETE_FAILED');
    await world.poll(chance(1));
    expect(world.countCalls()).toMatchObject({ ListImageVersions: 2, DescribeImageVersion: 1 });
    expect(world.toldShort()).toEqual(['image-failed training v1 from CREATED to DELETE_FAILED']);
  });

  test('is read on after a page that is empty', async () => {
    for (const arn of arns.slice(0, 4)) world.setImageVersion(arn, 'DELETE_FAILED');
    world.intercept(async (call, next) => {
      const answer = await next();
      const isFirst = call.operation === 'ListImageVersions' && !call.body.includes('NextToken');
      if (!isFirst) return answer;
      const { NextToken } = JSON.parse(answer.body.toString()) as { NextToken: string };
      return { ...answer, body: Buffer.from(JSON.stringify({ ImageVersions: [], NextToken })) };
    });
    await world.poll(chance(1));
    expect(world.toldShort()).toEqual(['image-failed training v1 from CREATED to DELETE_FAILED']);
  });

  test('is read to its end now and then: that shows what was removed', async () => {
    await world.removeImageVersion('training', 2);
    await world.poll(chance(1));
    expect(world.told()).toEqual([]);
    world.countCalls();
    await world.poll(chance(0));
    expect(world.countCalls()).toMatchObject({ ListImageVersions: 3 });
    expect(world.toldShort()).toEqual(['image-removed training v2 from CREATED']);
  });

  test('and what was seen changed, but could not be confirmed before others came', async () => {
    world.setImageVersion(arns[4] ?? '', 'DELETE_FAILED');
    world.refuse(['DescribeImageVersion']);
    await world.poll(chance(1));
    world.noFaults();
    for (const arn of arns.slice(0, 3)) world.setImageVersion(arn, 'CREATED');
    await world.poll(chance(1));
    expect(world.told()).toEqual([]);
    await world.poll(chance(0));
    expect(world.toldShort()).toEqual(['image-failed training v5 from CREATED to DELETE_FAILED']);
  });
});

test('a great image whose first listing broke off is read to its end by the next', async () => {
  const great = config({
    watch: [rule({ groups: [], images: ['training'] })],
    limits: { requestsPerSecond: 100, pageSize: 3 },
  });
  const options: PollOptions = { config: great, wrap: (deps) => ({ ...deps, random: () => 1 }) };
  for (let n = 0; n < 10; n++) world.createImageVersion('training');
  let pages = 0;
  world.intercept((call, next) =>
    call.operation === 'ListImageVersions' && ++pages > 2 ? Promise.resolve('hang-up') : next(),
  );
  await world.poll(options);
  world.noFaults();
  world.countCalls();
  await world.poll(options);
  expect(world.countCalls()).toMatchObject({ ListImageVersions: 4 });
  await world.poll(options);
  expect(world.countCalls()).toMatchObject({ ListImageVersions: 1 });
  expect(world.told()).toEqual([]);
});

test('a listing that ends early removes nothing that a describe finds', async () => {
  for (let n = 0; n < 3; n++) world.createImageVersion('training');
  await poll();
  world.intercept(async (call, next) => {
    const answer = await next();
    if (call.operation !== 'ListImageVersions') return answer;
    return { ...answer, body: Buffer.from(JSON.stringify({ ImageVersions: [] })) };
  });
  await poll();
  expect(world.told()).toEqual([]);
  expect(world.countCalls()).toMatchObject({ DescribeImage: 1, DescribeImageVersion: 3 });
});

test('an image that cannot be read leaves the others as they would be (invariant 2)', async () => {
  for (const image of ['a', 'b', 'c']) world.aws.registry.seed({ images: [{ name: image }] });
  await poll();
  for (const image of ['a', 'b', 'c']) world.createImageVersion(image);
  world.refuse(['ListImageVersions'], '"b"');
  await poll();
  expect(world.toldShort()).toEqual(['image-created a v1 to CREATED', 'image-created c v1 to CREATED']);
  expect(world.reports.at(-1)?.unreadable).toBe(1);
  world.noFaults();
  await poll();
  expect(world.toldShort()).toEqual(['image-created b v1 to CREATED']);
});
