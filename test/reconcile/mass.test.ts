import { World, config, rule, table } from '../support/world.ts';
import { dump, itemBytes, restore } from '../support/table.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const largest = async () => Math.max(...(await dump(world.clients.dynamodb, table)).map(itemBytes));

const description = 'A description as long as the service allows. '.repeat(30).slice(0, 1024);

function seedApprovable(count: number, group: string): string[] {
  return world.aws.registry.seed({ packages: Array.from({ length: count }, () => ({ group, description })) });
}

/** As if someone had approved them all, at once. */
async function approveAll(arns: readonly string[]): Promise<void> {
  for (let start = 0; start < arns.length; start += 50) {
    await Promise.all(arns.slice(start, start + 50).map((arn) => world.approve(arn)));
  }
}

describe('bursts and outages: no item exceeds 300 KB, and nothing is lost (invariant 15)', () => {
  test('5,000 approvals at once, in one group, are all told once', async () => {
    const arns = seedApprovable(5000, 'g');
    await world.poll();
    await approveAll(arns);
    let most = 0;
    const told = new Map<string, number>();
    for (let n = 0; n < 30 && told.size < 5000; n++) {
      await world.poll();
      most = Math.max(most, await largest());
      for (const { id } of world.told()) told.set(id, (told.get(id) ?? 0) + 1);
    }
    expect(told.size).toBe(5000);
    expect([...told.values()].every((times) => times === 1)).toBe(true);
    expect(most).toBeLessThan(300_000);
  }, 120_000);

  test('1,000 approvals while the topic is down wait in items of their own, and are all told when it is up', async () => {
    const arns = seedApprovable(1000, 'g');
    await world.poll();
    await approveAll(arns);
    world.intercept((call, next) => (call.service === 'sns' ? Promise.resolve('hang-up') : next()));
    for (let n = 0; n < 3; n++) await world.poll();
    expect(await largest()).toBeLessThan(300_000);
    const waiting = (await dump(world.clients.dynamodb, table)).filter(({ sk }) => sk?.S?.startsWith('outbox#'));
    expect(waiting.length).toBeGreaterThan(1);

    world.noFaults();
    world.published.length = 0;
    for (let n = 0; n < 8; n++) {
      world.clock.advance(3_600_000);
      await world.poll();
    }
    const ids = world.told().map(({ id }) => id);
    expect(ids).toHaveLength(1000);
    expect(new Set(ids).size).toBe(1000);
    // What is drained leaves nothing behind but its history.
    const left = (await dump(world.clients.dynamodb, table)).filter(({ pk }) => !pk?.S?.startsWith('history#'));
    expect(left.map(({ sk }) => sk?.S).sort()).toEqual(['#source', 'group#g#0']);
  }, 60_000);
});

test('changes too large for one commit are told by several (invariant 15)', async () => {
  const arns = world.aws.registry.seed({
    packages: Array.from({ length: 60 }, () => ({
      group: 'g',
      description: '語'.repeat(1024),
      status: 'InProgress' as const,
    })),
  });
  await world.poll();
  for (const arn of arns) world.aws.registry.setStatus(arn, 'Failed', '誤'.repeat(5000));
  world.intercept((call, next) => (call.service === 'sns' ? Promise.resolve('hang-up') : next()));
  await world.poll();
  expect(await largest()).toBeLessThan(300_000);
  world.noFaults();
  world.published.length = 0;
  const ids: string[] = [];
  for (let n = 0; n < 8; n++) {
    world.clock.advance(60_000);
    await world.poll();
    ids.push(...world.told().map(({ id }) => id));
  }
  expect(ids).toHaveLength(60);
  expect(new Set(ids).size).toBe(60);
});

describe('ids are deterministic (invariant 14)', () => {
  test('a table restored to an earlier point sends the same ids again', async () => {
    await world.createGroup('g');
    await world.poll();
    const before = await dump(world.clients.dynamodb, table);
    const arn = await world.register('g');
    await world.register('g');
    await world.poll();
    await world.remove(arn);
    await world.poll();
    const first = world.told();
    await restore(world.clients.dynamodb, table, before);
    await world.register('g');
    world.clock.advance(120_000);
    await world.poll();
    const again = world.told();
    const second = first.find(({ change }) => change.version === 2);
    expect(again.find(({ change }) => change.version === 2)?.id).toBe(second?.id);
    expect(again.map(({ change }) => change.version)).toEqual([2, 3]);
  });
});

describe('state of a newer release (invariant 13)', () => {
  test('its group is left alone and fails the invocation; the others go on', async () => {
    const named = config({ watch: [rule({ groups: ['a', 'b'] })] });
    for (const name of ['a', 'b']) await world.createGroup(name);
    await world.poll({ config: named });
    for (const name of ['a', 'b']) await world.register(name);
    await world.poll({ config: named });
    world.told();
    const items = await dump(world.clients.dynamodb, table);
    const newer = items.map((item) => (item.sk?.S === 'group#a#0' ? { ...item, format: { N: '2' } } : item));
    await restore(world.clients.dynamodb, table, newer);
    for (const name of ['a', 'b']) await world.register(name);
    await expect(world.poll({ config: named })).rejects.toThrow('format 2');
    expect(world.toldShort()).toEqual(['registered b v2 to PendingManualApproval']);
    const after = await dump(world.clients.dynamodb, table);
    const isA = ({ sk }: { sk?: { S?: string } }) => sk?.S === 'group#a#0';
    expect(after.find(isA)).toEqual(newer.find(isA));
  });
});

test('an account-wide listing of N versions takes ceil(N/100) calls', async () => {
  for (const [groups, each] of [
    [7, 143],
    [100, 3],
  ] as const) {
    world.aws.registry.erase();
    const packages = Array.from({ length: groups * each }, (_, i) => ({ group: `g${i % groups}` }));
    world.aws.registry.seed({ packages });
    await world.poll();
    world.countCalls();
    await world.poll();
    expect(world.countCalls().ListModelPackages).toBe(Math.ceil((groups * each) / 100));
  }
});
