import { World, config, rule, table } from '../support/world.ts';
import { dump, restore } from '../support/table.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const slow = config({ limits: { requestsPerSecond: 2, pageSize: 100 } });
const sns = { sns: { format: 'json' as const, email: [] } };
const two = config({ watch: [rule({ notify: ['people', 'robots'] })], destinations: { people: sns, robots: sns } });

const refusal = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' })),
};

describe('what fails for one takes nothing from the others (invariant 2)', () => {
  test('a group with hundreds of refused versions does not use up the time of the next group', async () => {
    const arns = world.aws.registry.seed({ packages: Array.from({ length: 700 }, () => ({ group: 'a' })) });
    await world.createGroup('b');
    await world.poll({ config: slow });
    for (const arn of arns) world.aws.registry.setStatus(arn, 'Failed');
    await world.register('b');
    world.intercept((call, next) =>
      call.operation === 'DescribeModelPackage' && call.body.includes('/a/') ? Promise.resolve(refusal) : next(),
    );
    world.countCalls();
    await world.poll({ config: slow });
    expect(world.toldShort()).toEqual(['registered b v1 to PendingManualApproval']);
    expect(world.countCalls().DescribeModelPackage).toBeLessThan(10);
  });

  test('a great group does not keep a small one waiting for its end', async () => {
    const arns = world.aws.registry.seed({ packages: Array.from({ length: 700 }, () => ({ group: 'a' })) });
    await world.createGroup('b');
    await world.poll({ config: slow });
    for (const arn of arns) world.aws.registry.setStatus(arn, 'Failed');
    await world.register('b');
    await world.poll({ config: slow });
    expect(world.toldShort()).toContain('registered b v1 to PendingManualApproval');
  });

  test('a destination whose state cannot be read is not sent to; the other is', async () => {
    await world.createGroup('g');
    await world.poll({ config: two });
    await world.register('g');
    const items = await dump(world.clients.dynamodb, table);
    const newer = { pk: { S: 'destination#people' }, sk: { S: '#' }, format: { N: '2' } };
    await restore(world.clients.dynamodb, table, [...items, newer]);
    await expect(world.poll({ config: two })).rejects.toThrow('format 2');
    expect(world.told().map(({ destination }) => destination)).toEqual(['robots']);
    await restore(
      world.clients.dynamodb,
      table,
      (await dump(world.clients.dynamodb, table)).filter(({ pk }) => pk?.S !== 'destination#people'),
    );
    await world.poll({ config: two });
    expect(world.told().map(({ destination }) => destination)).toEqual(['people']);
  });

  test('a fault that cannot be written down does not undo what the other destination accepted', async () => {
    await world.createGroup('g');
    await world.poll({ config: two });
    await world.register('g');
    world.intercept((call, next) => {
      const text = decodeURIComponent(call.body.toString());
      if (call.service === 'sns' && text.includes(':people')) return Promise.resolve('hang-up');
      if (call.operation === 'UpdateItem' && text.includes('destination#people')) return Promise.resolve(refusal);
      return next();
    });
    await expect(world.poll({ config: two })).rejects.toThrow();
    world.noFaults();
    world.clock.advance(600_000);
    await world.poll({ config: two });
    expect(
      world
        .told()
        .map(({ destination }) => destination)
        .sort(),
    ).toEqual(['people', 'robots']);
  });

  test('while the account cannot be listed, groups that are named by ARN are', async () => {
    const shared = 'arn:aws:sagemaker:us-east-1:000000000000:model-package-group/shared';
    await world.createGroup('shared');
    const both = config({ watch: [rule({ groups: ['own-*', shared] })] });
    // The state is of another account, so the ARN names a group that is shared with it.
    const account = '111111111111';
    await world.poll({ account, config: both });
    await world.register('shared');
    world.intercept((call, next) =>
      call.operation === 'ListModelPackages' && !call.body.includes('ModelPackageGroupName')
        ? Promise.resolve({ ...refusal, status: 500, body: Buffer.from('{"__type":"InternalFailure"}') })
        : next(),
    );
    await world.poll({ account, config: both });
    expect(world.toldShort()).toEqual(['registered shared v1 to PendingManualApproval']);
  });
});

test('an image that a poll has no time to list is reported, not passed over', async () => {
  world.aws.registry.seed({ imageVersions: Array.from({ length: 3000 }, () => ({ image: 'training' })) });
  await world.poll({ config: { ...slow, watch: [rule({ groups: [], images: ['training'] })] }, remaining: 12_000 });
  expect(world.reports.at(-1)?.unreadable).toBe(1);
  expect(world.logged.map(({ fields }) => fields?.['why'])).toContain('cannot be listed within the time of a poll');
});
