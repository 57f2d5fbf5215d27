import { GreatRegistry, type Greatness } from '../support/great.ts';
import { World, config, rule } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

/** As many calls as 60,000 versions take with 100 on a page, but sooner tested. */
const versions = 6000;
const limits = { requestsPerSecond: 2, pageSize: 10 };

describe.each([
  { way: 'at once', accountWide: true, groups: ['*'] },
  { way: 'group by group', accountWide: false, groups: ['g*'] },
])('a registry that takes longer to list than a poll has, listed $way', ({ accountWide, groups }) => {
  test('is told whole and once while it changes, and at once what was pending or is new', async () => {
    const registry = new GreatRegistry(world, {
      versions,
      accountWide,
      config: config({ limits, watch: [rule({ groups })] }),
    });
    expect(await registry.sweep()).toBeGreaterThan(1);
    expect(registry.told).toEqual([]);

    for (let n = 0; n < 6; n++) {
      await registry.poll({ before: 10, during: 10 });
      expect(registry.late()).toEqual([]);
    }
    await registry.sweep();
    await registry.sweep();
    expect(registry.told.toSorted()).toEqual(registry.expected.map(({ told }) => told).toSorted());
    const { records, registry: there } = await registry.compare();
    expect(records).toEqual(there);
    for (const { list = 0, describe = 0, groups } of registry.calls) {
      expect(list + describe).toBeLessThan(600);
      // Nothing is asked of a group because another poll listed it.
      expect(groups).toBeLessThan(3);
    }
    const described = registry.calls.reduce((sum, { describe = 0 }) => sum + describe, 0);
    expect(described / registry.expected.length).toBeLessThan(1.2);
  }, 240_000);
});

describe('while it is swept over several polls', () => {
  const remaining = 45_000;
  const swept = async (greatness: Partial<Greatness> = {}) => {
    const all = config({ limits, watch: [rule()] });
    const registry = new GreatRegistry(world, { versions: 600, remaining, config: all, ...greatness });
    expect(await registry.sweep()).toBeGreaterThan(1);
    return registry;
  };

  test('a pending version that is no longer listed as such is told as removed only when all of its time was listed', async () => {
    const registry = await swept();
    const [one] = registry.newest('PendingManualApproval');
    await world.remove(one?.arn ?? '');
    await registry.poll();
    expect(registry.told).toEqual([]);
    await registry.poll();
    expect(registry.told).toEqual([`removed ${one?.group} v${one?.version} from PendingManualApproval`]);
  });

  test('a group that is removed is one change', async () => {
    const registry = await swept();
    for (const one of [...registry.newest('Approved', 600), ...registry.newest('Rejected', 600)]) {
      if (one.group === 'g4') await world.remove(one.arn);
    }
    for (const one of registry.newest('PendingManualApproval', 600))
      if (one.group === 'g4') await world.remove(one.arn);
    await world.removeGroup('g4');
    await registry.sweep();
    await registry.sweep();
    expect(registry.told).toEqual(['group-removed g4']);
  });

  test('it does not go on past what it could not confirm', async () => {
    const registry = await swept();
    const rejected = registry.newest('Rejected', 600);
    for (const { arn } of rejected) await world.approve(arn);
    const names = rejected.map(({ group, version }) => `approval ${group} v${version} from Rejected to Approved`);
    for (let polls = 0; registry.told.length < names.length && polls < 12; polls++) await registry.poll();
    expect(registry.told.toSorted()).toEqual(names.toSorted());
    // Oldest first, but for what is new and the turns that groups take: none waits for the next sweep.
    const ranks = registry.told.map((told) => names.indexOf(told)).filter((rank) => rank < names.length - 10);
    for (const [index, rank] of ranks.entries()) expect(Math.abs(rank - index)).toBeLessThan(50);
  });

  test('what was created in one instant, and is listed in two polls, is missed no less', async () => {
    const registry = await swept({ atATime: 50 });
    for (const { arn } of registry.newest('Approved', 300)) await world.remove(arn);
    const removed = registry
      .newest('Approved', 300)
      .map(({ group, version }) => `removed ${group} v${version} from Approved`);
    for (let polls = 0; registry.told.length < removed.length && polls < 20; polls++) await registry.poll();
    expect(registry.told.toSorted()).toEqual(removed.toSorted());
  });

  test('what is pending is looked at in every poll, though SageMaker is slower than it should be', async () => {
    const registry = await swept({ versions: 400, latency: 1500 });
    const [one] = registry.newest('PendingManualApproval');
    await world.approve(one?.arn ?? '');
    await registry.poll();
    expect(registry.told).toEqual([`approval ${one?.group} v${one?.version} from PendingManualApproval to Approved`]);
  });

  test('while the account cannot be listed, what is listed after it does not count', async () => {
    world.aws.registry.seed({ packages: Array.from({ length: 100 }, (_, index) => ({ name: `package-${index}` })) });
    const registry = await swept({ config: config({ limits, watch: [rule({ packages: ['*'] })] }) });
    await registry.poll({ isDown: /"Versioned"/ });
    expect(await registry.position()).toBeUndefined();
  });

  test('it goes on where it was after a poll that could list nothing', async () => {
    const registry = await swept();
    await registry.poll();
    const arn = registry.newest('Approved')[0]?.arn ?? '';
    await world.reject(arn);
    const begun = await registry.position();
    expect(begun?.from).toBeDefined();
    await registry.poll({ isDown: /./ });
    expect(await registry.position()).toEqual(begun);
    await registry.poll();
    expect(registry.told).toHaveLength(1);
  });
});
