import { Crash } from '../support/crash.ts';
import { World, config, rule } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const seed = (count: number, groups: number) =>
  world.aws.registry.seed({
    packages: Array.from({ length: count }, (_, i) => ({
      group: `group-${i % groups}`,
      approvalStatus: i % 3 === 0 ? ('Approved' as const) : ('PendingManualApproval' as const),
      description: `version ${i}`,
    })),
  });

describe('the first poll tells nothing of what was there before (invariant 6)', () => {
  test('10,000 versions: 100 calls to list them, none to describe them, nothing told', async () => {
    seed(10_000, 40);
    await world.poll();
    const { ListModelPackages, DescribeModelPackage } = world.countCalls();
    expect({ ListModelPackages, DescribeModelPackage }).toEqual({ ListModelPackages: 100 });
    expect(world.toldShort()).toEqual([]);

    await world.poll();
    expect(world.countCalls()).toMatchObject({ ListModelPackages: 100 });
    expect(world.toldShort()).toEqual([]);
  });

  test('a group of 10,000 versions fills three items, and its next version is told', async () => {
    seed(10_000, 1);
    await world.poll();
    await world.register('group-0');
    await world.poll();
    expect(world.toldShort()).toEqual(['registered group-0 v10001 to PendingManualApproval']);
  });

  test.each([1, 60, 104, 110, 130])(
    'killed at step %i of the baseline and resumed: nothing told, all recorded',
    async (at) => {
      seed(10_000, 40);
      const crash = new Crash(at);
      await Promise.race([world.poll({ wrap: crash.wrap }), crash.happened]);
      await world.poll();
      expect(world.toldShort()).toEqual([]);
      world.countCalls();
      await world.poll();
      expect(world.countCalls()).not.toHaveProperty('UpdateItem');
    },
  );

  test('a glob added later brings no flood, and what comes next is told', async () => {
    seed(30, 3);
    const few = config({ watch: [rule({ groups: ['group-0'] })] });
    await world.poll({ config: few });
    await world.poll({ config: config() });
    expect(world.toldShort()).toEqual([]);
    await world.register('group-2');
    await world.poll({ config: config() });
    expect(world.toldShort()).toEqual(['registered group-2 v11 to PendingManualApproval']);
  });

  test('the first version of a new group is told', async () => {
    await world.poll();
    await world.createGroup('new');
    await world.register('new');
    await world.poll();
    expect(world.toldShort()).toEqual(['registered new v1 to PendingManualApproval']);
  });

  test('an edited glob does not lose what was registered since the last poll', async () => {
    await world.createGroup('fraud-a');
    await world.poll({ config: config({ watch: [rule({ groups: ['fraud-*'] })] }) });
    await world.register('fraud-a');
    await world.poll({ config: config({ watch: [rule({ groups: ['fraud-?', 'churn-*'] })] }) });
    expect(world.toldShort()).toEqual(['registered fraud-a v1 to PendingManualApproval']);
  });

  test('a rule taken out for days and put back brings no flood', async () => {
    const none = config({ watch: [rule({ groups: ['other'] })] });
    await world.createGroup('g');
    await world.poll();
    await world.register('g');
    await world.poll();
    world.told();
    for (let hour = 0; hour < 5; hour++) {
      await world.poll({ config: none });
      world.clock.advance(3_600_000);
    }
    await world.poll();
    expect(world.toldShort()).toEqual([]);
    await world.register('g');
    await world.poll();
    expect(world.toldShort()).toEqual(['registered g v2 to PendingManualApproval']);
  });
});
