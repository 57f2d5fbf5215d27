import { config, rule, World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  for (const name of ['a', 'b', 'c']) await world.createGroup(name);
});
afterEach(() => world.close());

const used = config({
  watch: [rule({ groups: ['a', 'b', 'c'], notify: ['people'] })],
  destinations: { people: { sns: { format: 'json', email: [] } }, ops: { sns: { format: 'json', email: [] } } },
  operators: ['ops'],
});
const poll = () => world.poll({ config: used });
/** What SageMaker says of one group: its own listing, once the account's is refused. */
const listOf = (group: string) => `"ModelPackageGroupName":"${group}"`;
const heard = () =>
  world.told().map(({ destination, change }) => ({ destination, kind: change.kind, group: change.group }));

/** SageMaker is not itself: no listing succeeds. */
const fail = () => {
  world.intercept((call, next) =>
    call.operation.startsWith('List')
      ? Promise.resolve({ status: 500, headers: {}, body: Buffer.from('{"__type":"InternalFailure"}') })
      : next(),
  );
};

describe('operators hear', () => {
  test('once that a group cannot be described, what is lacking, and once that it is over', async () => {
    await poll();
    for (const name of ['a', 'b']) await world.register(name);
    world.refuse(['DescribeModelPackage'], '/b/');
    await poll();
    const [first, second, ...more] = world.told();
    expect(more).toEqual([]);
    expect(first?.change).toMatchObject({ kind: 'registered', group: 'a' });
    expect(second).toMatchObject({
      destination: 'ops',
      change: {
        kind: 'watch-failed',
        subject: 'group',
        group: 'b',
        arn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package-group/b',
        operation: 'DescribeModelPackage',
        fault: 'refused',
        permission: 'sagemaker:DescribeModelPackage',
        reason: expect.stringContaining('not for you') as string,
      },
    });
    const since = second?.change.at;
    world.countCalls();
    for (let n = 0; n < 3; n++) await poll();
    expect(heard()).toEqual([]);
    // Not one write more: what operators know already costs nothing.
    expect(world.countCalls()).not.toHaveProperty('UpdateItem');
    expect(world.reports.at(-1)?.unreadable).toBe(1);

    world.noFaults();
    await poll();
    expect(world.told().map(({ destination, change }) => ({ destination, ...change }))).toMatchObject([
      { destination: 'people', kind: 'registered', group: 'b' },
      { destination: 'ops', kind: 'watch-recovered', group: 'b', since },
    ]);
    world.countCalls();
    await poll();
    expect(heard()).toEqual([]);
    expect(world.countCalls()).not.toHaveProperty('UpdateItem');
    expect(world.reports.at(-1)?.unreadable).toBe(0);
  });

  test('again, when it happens again, under another id', async () => {
    await world.register('b');
    await poll();
    const ids: string[] = [];
    for (let n = 0; n < 2; n++) {
      world.intercept(refusing('b'));
      await poll();
      world.noFaults();
      await poll();
      ids.push(
        ...world
          .told()
          .filter(({ change }) => change.group === 'b')
          .map(({ id }) => id),
      );
    }
    expect(new Set(ids).size).toBe(4);
  });

  test('that the account cannot be listed, beside what the groups named one by one still tell', async () => {
    await poll();
    await world.register('a');
    world.intercept(refusing());
    await poll();
    expect(world.toldShort()).toEqual(['registered a v1 to PendingManualApproval', 'watch-failed registry']);
    world.noFaults();
    await poll();
    expect(world.toldShort()).toEqual(['watch-recovered registry']);
  });

  test('that SageMaker fails only after a quarter of an hour, and nothing if it is over by then', async () => {
    await poll();
    fail();
    await poll();
    world.clock.advance(10 * 60_000);
    await poll();
    world.noFaults();
    await poll();
    expect(heard()).toEqual([]);

    fail();
    await poll();
    world.clock.advance(16 * 60_000);
    await poll();
    expect(world.told().map(({ change }) => change)).toMatchObject([
      { kind: 'watch-failed', subject: 'registry', fault: 'unavailable' },
    ]);
  }, 30_000);

  test('of an image that the config names and that is not there, once', async () => {
    const missing = config({ ...used, watch: [rule({ groups: [], images: ['training'] })] });
    for (let n = 0; n < 3; n++) await world.poll({ config: missing });
    expect(world.told().map(({ change }) => change)).toMatchObject([
      { kind: 'watch-failed', image: 'training', fault: 'missing', operation: 'ListImageVersions' },
    ]);
    world.createImageVersion('training');
    await world.poll({ config: missing });
    expect(world.toldShort()).toEqual(['image-created training v1 to CREATED', 'watch-recovered training']);
  });

  test('not of an image that a glob names, when it was removed, nor when a list shows it still', async () => {
    const globbed = config({ ...used, watch: [rule({ groups: [], images: ['*'] })] });
    world.createImageVersion('training');
    await world.poll({ config: globbed });
    await world.removeImageVersion('training', 1);
    await world.removeImage('training');
    await world.poll({ config: globbed });
    await world.poll({ config: globbed });
    world.clock.advance(3_600_000);
    world.intercept((call, next) =>
      call.operation === 'ListImages'
        ? Promise.resolve({ status: 200, headers: {}, body: Buffer.from('{"Images":[{"ImageName":"training"}]}') })
        : next(),
    );
    await world.poll({ config: globbed });
    await world.poll({ config: globbed });
    expect(world.toldShort()).toEqual(['image-removed training']);
  });

  test('of an image that was removed, and that the config still names: that it is gone, and once that it is missing', async () => {
    const named = config({ ...used, watch: [rule({ groups: [], images: ['training'] })] });
    world.createImageVersion('training');
    await world.poll({ config: named });
    await world.removeImageVersion('training', 1);
    await world.removeImage('training');
    for (let n = 0; n < 4; n++) await world.poll({ config: named });
    expect(world.toldShort()).toEqual(['image-removed training', 'watch-failed training']);
  });

  test('of a missing image once, though its removal is still waiting for a topic that fails', async () => {
    const named = config({ ...used, watch: [rule({ groups: [], images: ['training'] })] });
    world.createImageVersion('training');
    await world.poll({ config: named });
    await world.removeImageVersion('training', 1);
    await world.removeImage('training');
    world.intercept((call, next) => (call.service === 'sns' ? Promise.resolve('hang-up') : next()));
    for (let n = 0; n < 2; n++) await world.poll({ config: named });
    world.noFaults();
    for (let n = 0; n < 4; n++) {
      world.clock.advance(3_600_000);
      await world.poll({ config: named });
    }
    expect(world.toldShort().sort()).toEqual(['image-removed training', 'watch-failed training']);
  });

  test('of what went wrong first, where much does', async () => {
    const globs = config({ ...used, watch: [rule({ groups: ['a*'], images: ['*'] })] });
    world.refuse(['ListModelPackages', 'ListModelPackageGroups', 'ListImages']);
    await world.poll({ config: globs });
    expect(world.told().map(({ change }) => change)).toMatchObject([{ subject: 'registry', operation: 'ListImages' }]);
  });

  test('not that it is over while the account cannot be listed', async () => {
    await poll();
    await world.register('b');
    world.refuse(['DescribeModelPackage'], '/b/');
    await poll();
    expect(world.toldShort()).toEqual(['watch-failed b']);
    fail();
    await poll();
    expect(world.told()).toEqual([]);
    world.noFaults();
    await poll();
    expect(world.toldShort()).toEqual(['registered b v1 to PendingManualApproval', 'watch-recovered b']);
  });

  test('not that it is over while the time was too short to look', async () => {
    await poll();
    await world.register('b');
    world.refuse(['DescribeModelPackage'], '/b/');
    await poll();
    expect(world.toldShort()).toEqual(['watch-failed b']);
    // All is listed, and then there is no time to describe what is still refused.
    world.intercept((call, next) => {
      if (call.operation === 'GetItem' && call.body.includes('group#b')) world.clock.advance(290_000);
      return next();
    });
    await poll();
    world.refuse(['DescribeModelPackage'], '/b/');
    await poll();
    expect(world.told()).toEqual([]);
  });
});

test('without operators nothing is told or written of it, and the metric counts it all the same', async () => {
  const silent = config({ ...used, operators: [] });
  await world.poll({ config: silent });
  await world.register('b');
  world.refuse(['DescribeModelPackage'], '/b/');
  world.countCalls();
  await world.poll({ config: silent });
  expect(world.told()).toEqual([]);
  expect(world.countCalls()).not.toHaveProperty('UpdateItem');
  expect(world.reports.at(-1)?.unreadable).toBe(1);
});

/** SageMaker refuses to list the account as a whole, and these groups. */
function refusing(...groups: string[]): Parameters<World['intercept']>[0] {
  return (call, next) => {
    const isAccountWide = call.operation === 'ListModelPackages' && !call.body.includes('ModelPackageGroupName');
    const isRefused = isAccountWide || groups.some((group) => call.body.includes(listOf(group)));
    if (!isRefused) return next();
    return Promise.resolve({
      status: 400,
      headers: {},
      body: Buffer.from('{"__type":"AccessDeniedException","message":"not for you"}'),
    });
  };
}
