import { World, config, rule } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  for (const name of ['a', 'b', 'c']) await world.createGroup(name);
});
afterEach(() => world.close());

const named = config({ watch: [rule({ groups: ['a', 'b', 'c'] })] });

const refusal = (type: string) => ({
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify({ __type: type, message: 'not for you' })),
});

describe('a failure in one group leaves every other as it would be (invariant 2)', () => {
  test('a group whose describe is refused is told when that is over; the others at once', async () => {
    await world.poll({ config: named });
    for (const name of ['a', 'b', 'c']) await world.register(name);
    world.intercept((call, next) =>
      call.operation === 'DescribeModelPackage' && call.body.includes('/b/')
        ? Promise.resolve(refusal('AccessDeniedException'))
        : next(),
    );
    await world.poll({ config: named });
    expect(world.toldShort()).toEqual([
      'registered a v1 to PendingManualApproval',
      'registered c v1 to PendingManualApproval',
    ]);
    expect(world.reports.at(-1)?.unreadable).toBe(1);
    world.noFaults();
    await world.poll({ config: named });
    expect(world.toldShort()).toEqual(['registered b v1 to PendingManualApproval']);
    expect(world.reports.at(-1)?.unreadable).toBe(0);
  });

  test('an account-wide listing that is refused falls back to the groups that can be named', async () => {
    await world.poll({ config: named });
    for (const name of ['a', 'b', 'c']) await world.register(name);
    world.intercept((call, next) => {
      const isAccountWide = call.operation === 'ListModelPackages' && !call.body.includes('ModelPackageGroupName');
      return isAccountWide || (call.operation === 'ListModelPackages' && call.body.includes('"b"'))
        ? Promise.resolve(refusal('AccessDeniedException'))
        : next();
    });
    await world.poll({ config: named });
    expect(world.toldShort()).toEqual([
      'registered a v1 to PendingManualApproval',
      'registered c v1 to PendingManualApproval',
    ]);
  });

  test('an item that cannot be written fails the invocation, after all the others are told', async () => {
    await world.poll({ config: named });
    for (const name of ['a', 'b', 'c']) await world.register(name);
    world.intercept((call, next) =>
      call.operation === 'UpdateItem' && call.body.includes('group#b#')
        ? Promise.resolve(refusal('ValidationException'))
        : next(),
    );
    await expect(world.poll({ config: named })).rejects.toThrow('not for you');
    expect(world.toldShort()).toEqual([
      'registered a v1 to PendingManualApproval',
      'registered c v1 to PendingManualApproval',
    ]);
    world.noFaults();
    await world.poll({ config: named });
    expect(world.toldShort()).toEqual(['registered b v1 to PendingManualApproval']);
  });
});
