import { patience } from '../../functions/domain/back-off.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import type { Behaviour } from '../../local/slack/index.ts';
import { WorldSlack } from '../support/slack.ts';
import { World, config, rule, table } from '../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const slacks = ['bot', 'hook'] as const;
const groups = ['fraud', 'churn', 'credit'];

let world: World;
let slack: WorldSlack;
let used: ReturnType<typeof config>;
/** Changes, as the topic beside was told of them: what Slack should be told, in order. */
let told: { change: string; subject: string; at: number }[];
/** Per destination: when it may be asked again at the earliest, and how often it has failed in a row. */
let windows: Record<string, { notBefore: number; failures: number }>;

beforeEach(async () => {
  world = await World.start();
  slack = await WorldSlack.start(world.clock);
  told = [];
  windows = { bot: { notBefore: 0, failures: 0 }, hook: { notBefore: 0, failures: 0 } };
  used = config({
    watch: [rule({ notify: ['bot', 'hook', 'robots'] })],
    destinations: { ...slack.destinations, robots: { sns: { format: 'json', email: [] } } },
  });
  for (const group of groups) await world.createGroup(group);
  await poll();
});
afterEach(async () => {
  await slack.close();
  await world.close();
});

/** One invocation, after which the topic has been told all, and Slack was asked nothing before its time. */
async function poll(): Promise<void> {
  const before = slack.requests.length;
  await world.poll({ config: used, ...slack.poll });
  for (const { id, change } of world.told()) {
    const { group, version } = change;
    told.push({ change: id.replace('.robots', ''), subject: `${group} v${version}`, at: world.clock.time });
  }
  for (const destination of slacks) {
    const requests = slack.requests.slice(before).filter((request) => request.destination === destination);
    await expectInTime(destination, requests);
  }
}

/** By what Slack answered, by what is remembered of it, and by its pace. */
async function expectInTime(destination: (typeof slacks)[number], requests: WorldSlack['requests']): Promise<void> {
  const window = windows[destination] ?? { notBefore: 0, failures: 0 };
  let lastPost = -Infinity;
  for (const { at, isPost, answer } of requests) {
    expect(at).toBeGreaterThanOrEqual(window.notBefore);
    if (isPost) {
      expect(at - lastPost).toBeGreaterThanOrEqual(1000);
      lastPost = at;
    }
    window.failures = answer ? window.failures + 1 : 0;
    if (answer) window.notBefore = at + (retryAfter(answer) ?? Math.min(hour, 1000 * 2 ** window.failures) / 2);
  }
  const { clock, aws, clients } = world;
  const source = { account: aws.account, region: aws.region };
  const store = createDynamoStore({ client: clients.dynamodb, table, source, clock, newId: () => '' });
  const closed = await store.closed(destination);
  expect(closed?.failures ?? 0).toBe(window.failures);
  if (!closed) return;
  expect(closed.notBefore).toBeGreaterThanOrEqual(window.notBefore);
  window.notBefore = closed.notBefore;
}

function retryAfter({ headers }: Behaviour): number | undefined {
  const seconds = headers?.['Retry-After'];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

const notOk = (error: string, more: Behaviour = {}): Behaviour => ({
  status: 200,
  body: JSON.stringify({ ok: false, error }),
  ...more,
});

const faults: readonly (readonly [Behaviour, RegExp])[] = [
  [{ status: 429, headers: { 'Retry-After': '30' }, body: '' }, /asks to wait \(HTTP 429\)/u],
  [{ status: 500, body: 'rollup_error' }, /failed \(HTTP 500, rollup_error\)/u],
  [{ connection: 'silent' }, /did not answer in time/u],
  [notOk('ratelimited', { headers: { 'Retry-After': '5400' } }), /asks to wait \(ratelimited\)/u],
  [notOk('internal_error'), /internal_error/u],
  [notOk('token_revoked'), /token_revoked/u],
  [notOk('fatal_error'), /fatal_error/u],
  [{ connection: 'hang-up' }, /cannot be reached/u],
  [{ status: 503, body: '<html>' }, /failed \(HTTP 503\)/u],
];

/** Each fault in turn, of each destination. */
function outage(): (destination: string) => Behaviour {
  const turns: Record<string, number> = {};
  return (destination) => {
    const turn = (turns[destination] = (turns[destination] ?? -1) + 1);
    return faults[turn % faults.length]?.[0] ?? {};
  };
}

/** What people do meanwhile, one deed every few hours: three versions of each group from their registration to their end. */
async function* deeds(): AsyncGenerator<void, void> {
  for (let version = 0; version < 3; version++) {
    for (const group of groups) {
      const arn = await world.register(group, { ModelPackageDescription: `Version ${version} of many` });
      yield;
      await world.approve(arn);
      yield;
      await world.reject(arn);
      yield;
      if (version !== 1) continue;
      await world.remove(arn);
      yield;
    }
  }
}

/** Polls until a time, doing something every so often, and holds after each poll that only Slack is behind. */
async function pollUntil(end: number, every: number, life?: { deeds: AsyncGenerator<void>; every: number }) {
  let next = world.clock.time;
  while (world.clock.time < end) {
    world.clock.advance(Math.min(every, Math.max(0, end - world.clock.time)));
    const known = told.length;
    let done = false;
    if (life && world.clock.time >= next) {
      done = !(await life.deeds.next()).done;
      next = world.clock.time + life.every;
    }
    await poll();
    expect(told.length - known).toBe(done ? 1 : 0);
  }
}

/** In the order that it took them, a digest's from top to bottom. */
const taken = (destination: string): readonly string[] =>
  slack.messages
    .filter((message) => message.destination === destination)
    .flatMap(({ ids }) => ids.map((id) => id.replace(`.${destination}`, '')));

function perVersion(changes: readonly string[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const change of changes) {
    const { subject } = told.find((one) => one.change === change) ?? { subject: `unknown: ${change}` };
    (all[subject] ??= []).push(change);
  }
  return all;
}

test('Slack fails in every way for 76 hours: everything arrives, once and in order, and nothing was asked before its time', async () => {
  const life = deeds();
  await life.next();
  await poll();
  for (const destination of slacks) expect(taken(destination)).toHaveLength(1);

  slack.fault = outage();
  const before = slack.requests.length;
  await pollUntil(world.clock.time + 3 * hour, 5 * minute, { deeds: life, every: 40 * minute });
  const oldest = told[1]?.at ?? 0;
  await pollUntil(oldest + patience - hour, 40 * minute, { deeds: life, every: 4 * hour });

  // It ends in time, but has just asked not to be asked until later.
  slack.fault = () => ({ status: 429, headers: { 'Retry-After': String(2 * 3600) }, body: '' });
  await pollUntil(oldest + patience - 1000, 5 * minute);
  const failed = slack.requests.length;
  slack.fault = () => undefined;
  for (const destination of slacks) expect(windows[destination]?.notBefore).toBeGreaterThan(oldest + patience);
  for (const destination of slacks) expect(taken(destination)).toHaveLength(1);
  // One probe per back-off, which is half an hour at least once it has grown: whatever waits, in however many groups.
  expect((failed - before) / slacks.length).toBeLessThan(76 * 2 + 12);
  for (const [, why] of faults) {
    for (const destination of slacks) {
      const said = world.logged.filter(({ fields }) => fields?.['destination'] === destination);
      expect(said.some(({ fields }) => why.test(String(fields?.['why'])))).toBe(true);
    }
  }

  await pollUntil(oldest + patience + 2 * hour, 5 * minute);
  const changes = told.map(({ change }) => change);
  expect(changes.length).toBeGreaterThan(20);
  for (const destination of slacks) {
    expect([...taken(destination)].sort()).toEqual([...changes].sort());
    expect(perVersion(taken(destination))).toEqual(perVersion(changes));
  }
  expect(world.reports.every(({ parked }) => parked === 0)).toBe(true);
  expect(world.reports.at(-1)).toMatchObject({ parked: 0, oldestUndelivered: 0, closedDestinations: 0 });
});

test('of an outage that lasts longer, what has waited 76 hours is parked and counted; the rest arrives in order', async () => {
  const life = deeds();
  slack.fault = outage();
  const begin = world.clock.time;
  const end = begin + 100 * hour;
  while (world.clock.time < end) {
    await pollUntil(world.clock.time + 4 * hour, 2 * hour, { deeds: life, every: 4 * hour });
    const old = told.filter(({ at }) => world.clock.time - at > patience).length;
    expect(world.reports.at(-1)?.parked).toBeLessThanOrEqual(old * slacks.length);
  }
  const parked = world.reports.at(-1)?.parked ?? 0;
  expect(parked).toBeGreaterThan(0);
  expect(world.reports.at(-1)?.closedDestinations).toBe(slacks.length);
  expect(slack.messages).toEqual([]);

  slack.fault = () => undefined;
  await pollUntil(end + 2 * hour, 10 * minute);
  const changes = told.map(({ change }) => change);
  const arrived = slacks.map((destination) => taken(destination));
  expect(arrived.flat()).toHaveLength(changes.length * slacks.length - parked);
  slacks.forEach((_destination, index) => {
    const all = arrived[index] ?? [];
    expect(new Set(all).size).toBe(all.length);
    expect(perVersion(all)).toEqual(perVersion(changes.filter((change) => all.includes(change))));
  });
  expect(world.reports.at(-1)).toMatchObject({ parked, oldestUndelivered: 0, closedDestinations: 0 });
});
