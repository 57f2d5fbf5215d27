import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import type { RegistryEvent } from '../../local/aws/index.ts';
import { randomBy } from '../support/random.ts';
import { World, config, rule, table, type Told } from '../support/world.ts';

const groups = ['fraud', 'churn', 'credit'];
const used = config({ watch: [rule({ groups, images: ['training'] })] });
const operations = 500;

interface Version {
  readonly arn: string;
  status: string;
}

/** One operation of the registry; what is then there, by ARN. The same for the same seed, whoever watches. */
async function operate(world: World, there: Map<string, Version>, random: (below: number) => number): Promise<void> {
  const all = [...there.values()];
  const one = all[random(Math.max(1, all.length))];
  const what = random(10);
  if (!one || what < 4) {
    const isImage = what === 0;
    const arn = isImage ? world.createImageVersion('training') : await world.register(groups[random(3)] ?? '');
    there.set(arn, { arn, status: isImage ? 'CREATED' : 'PendingManualApproval' });
  } else if (one.arn.includes(':image-version/')) {
    one.status = one.status === 'CREATED' ? 'DELETE_FAILED' : 'CREATE_FAILED';
    world.setImageVersion(one.arn, one.status === 'DELETE_FAILED' ? 'DELETE_FAILED' : 'CREATE_FAILED');
  } else if (what < 6) {
    one.status = 'Approved';
    await world.approve(one.arn);
  } else if (what < 8) {
    one.status = 'Rejected';
    await world.reject(one.arn);
  } else {
    there.delete(one.arn);
    await world.remove(one.arn);
  }
}

/** How events reach the notifier: which come now, of those that came before and those that come with this operation. */
type Delivery = (waiting: RegistryEvent[], chance: (below: number) => number) => readonly RegistryEvent[];

const never: Delivery = (waiting) => {
  waiting.length = 0;
  return [];
};

const deliveries: Readonly<Record<string, Delivery>> = {
  on: (waiting) => waiting.splice(0),
  doubled: (waiting) => waiting.splice(0).flatMap((event) => [event, event]),
  delayed: (waiting, chance) => (chance(4) === 0 ? waiting.splice(0) : []),
  shuffled: (waiting, chance) => {
    const some: RegistryEvent[] = [];
    while (waiting.length > 3) some.push(...waiting.splice(chance(waiting.length), 1));
    return some;
  },
};

/** Plays the history, with a poll now and then. Gives what is remembered in the end, and how many were told. */
async function play(seed: number, delivery: Delivery) {
  const world = await World.start();
  try {
    for (const group of groups) await world.createGroup(group);
    world.aws.registry.seed({ images: [{ name: 'training' }] });
    await world.poll({ config: used });
    const [random, chance] = [randomBy(seed), randomBy(seed + 1)];
    const there = new Map<string, Version>();
    const waiting: RegistryEvent[] = [];
    const told: Told[] = [];
    for (let n = 1; n <= operations; n++) {
      await operate(world, there, random);
      waiting.push(...world.events.splice(0));
      const events = delivery(waiting, chance);
      if (events.length > 0) expect(await world.react(events, { config: used })).toEqual([]);
      const isLook = n % 10 === 0;
      if (isLook) await world.poll({ config: used });
      told.push(...world.told());
      if (isLook) expectTold(told, there);
    }
    const { region, account } = world.aws;
    const { clients, clock } = world;
    const source = { region, account };
    const { chunks } = await createDynamoStore({
      client: clients.dynamodb,
      table,
      source,
      clock,
      newId: () => '',
    }).load();
    const records = chunks.flatMap(({ key, records: all }) =>
      [...all].map(([member, record]) => ({ of: key.sk, member, ...record, createdAt: 0 })),
    );
    const byPlace = (a: { of: string; member: unknown }, b: typeof a) =>
      `${a.of} ${String(a.member)}`.localeCompare(`${b.of} ${String(b.member)}`);
    return {
      records: records.sort(byPlace),
      waits: chunks.flatMap(({ entries }) => entries).length,
      told: told.length,
    };
  } finally {
    await world.close();
  }
}

/** Whatever a look has seen to stand was told, once, and each change goes on where the one before it ended. */
function expectTold(told: readonly Told[], there: ReadonlyMap<string, Version>): void {
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  const last = new Map<string, string | undefined>();
  for (const { change } of told) {
    const before = last.get(change.arn);
    if (before !== undefined) expect([change.arn, change.from]).toEqual([change.arn, before]);
    last.set(change.arn, change.kind.endsWith('removed') ? undefined : change.to);
  }
  const stands = new Map([...last].filter(([, status]) => status !== undefined));
  expect(stands).toEqual(new Map([...there].map(([arn, { status }]) => [arn, status])));
}

describe('with events or without, the same is remembered in the end, and what stood at a look is told once (invariant 5)', () => {
  let expected: Awaited<ReturnType<typeof play>>;
  const seed = 20_260_301;
  beforeAll(async () => {
    expected = await play(seed, never);
  }, 120_000);

  test('without events', () => {
    expect(expected.records.length).toBeGreaterThan(30);
    expect(expected.waits).toBe(0);
  });

  test.each(Object.entries(deliveries))(
    'events %s',
    async (_, delivery) => {
      const { records, waits, told } = await play(seed, delivery);
      expect(records).toEqual(expected.records);
      expect(waits).toBe(0);
      // Without events, what came and went between two looks is not seen.
      expect(told).toBeGreaterThan(expected.told);
    },
    120_000,
  );
});
