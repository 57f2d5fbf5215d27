import type { Config } from '../../functions/runtime/config/schema.ts';
import { Crash } from '../support/crash.ts';
import { eventAbout } from '../support/events.ts';
import { dump, itemBytes } from '../support/table.ts';
import { config, rule, table, World, type PollOptions } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  await world.createGroup('g');
});
afterEach(() => world.close());

const hour = 3_600_000;
const daily = { after: '24h', every: '24h' };
/** The world begins on a Monday at 09:00 UTC, which is 10:00 there. */
const office = '09:00-18:00 Europe/Berlin, Mon-Fri';

const reminding = (overrides: Partial<Config['watch'][number]> = {}, more: Partial<Config> = {}) =>
  config({ watch: [rule({ remind: daily, ...overrides })], ...more });

/** One poll an hour, as a schedule would. */
async function pollFor(hours: number, options: PollOptions): Promise<void> {
  for (let n = 0; n < hours; n++) {
    world.clock.advance(hour);
    await world.poll(options);
  }
}

const breakTopics = () => {
  world.intercept((call, next) => (call.service === 'sns' ? Promise.resolve('hang-up') : next()));
};

const waited = () =>
  world
    .told()
    .filter(({ change }) => change.kind === 'reminder')
    .map(({ change }) => (Date.parse(change.at ?? '') - Date.parse(change['since'] as string)) / hour);

const v1 = 'reminder g v1 to PendingManualApproval';

describe('what waits for approval', () => {
  test('is reminded of once for each of the rule’s times, until it is decided', async () => {
    const options = { config: reminding() };
    await world.poll(options);
    const arn = await world.register('g');
    await world.poll(options);
    expect(world.toldShort()).toEqual(['registered g v1 to PendingManualApproval']);
    await pollFor(23, options);
    expect(world.told()).toEqual([]);
    await pollFor(49, options);
    expect(waited()).toEqual([24, 48, 72]);

    await world.approve(arn);
    await pollFor(48, options);
    expect(world.toldShort()).toEqual(['approval g v1 from PendingManualApproval to Approved']);
  });

  test('is reminded of once only, by a rule that says no more', async () => {
    const options = { config: reminding({ remind: { after: '24h' } }) };
    await world.poll(options);
    await world.register('g');
    await pollFor(80, options);
    expect(waited()).toEqual([24]);
  });

  test('is not written of by polls in between (invariant 7)', async () => {
    const options = { config: reminding() };
    await world.poll(options);
    await world.register('g');
    await pollFor(26, options);
    world.countCalls();
    await pollFor(20, options);
    expect(Object.keys(world.countCalls()).sort()).toEqual(['GetItem', 'ListModelPackages', 'Query']);
  });

  test('is reminded of when the office opens, once for a whole night or a weekend', async () => {
    const options = { config: reminding({ remind: { after: '8h', every: '4h', between: office } }) };
    await world.poll(options);
    await world.register('g');
    await world.poll(options);
    world.told();
    const times: string[] = [];
    for (let n = 0; n < 7 * 24; n++) {
      world.clock.advance(hour);
      await world.poll(options);
      if (world.told().length > 0) times.push(new Date(world.clock.time).toISOString().slice(8, 13));
    }
    // Registered on Monday the 5th at 10:00 in Berlin: 18:00 is too late, 22:00, 02:00 and 06:00 are night; 10:00 is a time again.
    expect(times[0]).toBe('06T08');
    expect(times.filter((time) => time.startsWith('06'))).toEqual(['06T08', '06T09', '06T13']);
    expect(times.some((time) => /^1[01]/.test(time))).toBe(false);
    expect(times.filter((time) => time.startsWith('12'))).toEqual(['12T08', '12T09']);
  });

  test('is one message when an outage of a week is over, and bears the latest time', async () => {
    const options = { config: reminding() };
    await world.poll(options);
    await world.register('g');
    await world.poll(options);
    world.told();
    world.clock.advance(7 * 24 * hour + hour);
    await world.poll(options);
    expect(waited()).toEqual([7 * 24]);
    await world.poll(options);
    expect(world.told()).toEqual([]);
  });

  test('waits anew when it was put back', async () => {
    const options = { config: reminding() };
    await world.poll(options);
    const arn = await world.register('g');
    await pollFor(30, options);
    await world.approve(arn);
    await world.poll(options);
    await world.update(arn, { ModelApprovalStatus: 'PendingManualApproval' });
    await world.poll(options);
    world.told();
    await pollFor(23, options);
    expect(world.told()).toEqual([]);
    await pollFor(2, options);
    const [told] = world.told();
    expect(told?.change).toMatchObject({ kind: 'reminder', to: 'PendingManualApproval' });
    expect(Date.parse(told?.change.at ?? '') - Date.parse(String(told?.change['since']))).toBe(24 * hour);
  });

  test('is described before anybody is reminded: a decision that no look has seen is told instead', async () => {
    const options = { config: reminding() };
    await world.poll(options);
    const arn = await world.register('g');
    await pollFor(23, options);
    world.told();
    const stale = { listed: false };
    await world.approve(arn);
    world.clock.advance(2 * hour);
    // A listing that lags behind.
    world.intercept(async (call, next) => {
      const answer = await next();
      if (call.operation !== 'ListModelPackages') return answer;
      stale.listed = true;
      return { ...answer, body: Buffer.from(answer.body.toString().replace('"Approved"', '"PendingManualApproval"')) };
    });
    await world.poll(options);
    expect(stale.listed).toBe(true);
    expect(world.toldShort()).toEqual(['approval g v1 from PendingManualApproval to Approved']);
  });

  test('is not reminded of when it failed', async () => {
    const options = { config: reminding() };
    world.aws.registry.seed({ packages: [{ group: 'g', status: 'InProgress' }] });
    await world.poll(options);
    const arn = await world.register('g');
    world.aws.registry.setStatus(arn, 'Failed', 'no container');
    await pollFor(26, options);
    expect(world.toldShort().filter((line) => line.startsWith('reminder'))).toEqual([v1]);
  });
});

describe('a rule that begins to remind', () => {
  test('of 300 versions that have waited for months: nothing before its time, then as few messages as can be', async () => {
    const old = Array.from({ length: 300 }, () => ({
      group: 'g',
      createdAt: new Date(world.clock.time - 90 * 24 * hour),
    }));
    world.aws.registry.seed({ packages: old });
    const options = {
      config: reminding({}, { destinations: { people: { sns: { format: 'text', email: [] } } } }),
    };
    await pollFor(24, options);
    expect(world.published).toEqual([]);
    await pollFor(1, options);
    expect(world.published.map(({ subject }) => subject)).toEqual(Array(6).fill('50 versions of g wait for approval'));
    const ids = world.published.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(300);
    expect(Math.max(...(await dump(world.clients.dynamodb, table)).map(itemBytes))).toBeLessThan(300_000);
    world.published.length = 0;
    await pollFor(23, options);
    expect(world.published).toEqual([]);
  }, 60_000);

  test('after it was deployed without: nothing before its time', async () => {
    await world.poll();
    await world.register('g');
    await world.poll();
    world.told();
    world.clock.advance(90 * 24 * hour);
    const options = { config: reminding() };
    await pollFor(24, options);
    expect(world.told()).toEqual([]);
    await pollFor(1, options);
    expect(waited().map(Math.floor)).toEqual([90 * 24 + 25]);
  });
});

describe('several rules', () => {
  const destinations = Object.fromEntries(
    ['people', 'leads'].map((name) => [name, { sns: { format: 'json' as const, email: [] } }]),
  );

  test('with the same time make one change for all of their destinations, each told once', async () => {
    const watch = [rule({ remind: daily }), rule({ remind: { after: '24h' }, notify: ['people', 'leads'] })];
    const options = { config: config({ watch, destinations }) };
    await world.poll(options);
    await world.register('g');
    await world.poll(options);
    world.told();
    await pollFor(25, options);
    const told = world.told();
    expect(told.map(({ destination }) => destination).sort()).toEqual(['leads', 'people']);
    expect(new Set(told.map(({ id }) => id.split('.')[0])).size).toBe(1);
  });

  test('remind their own destinations, each at its own times', async () => {
    const watch = [rule({ remind: daily }), rule({ remind: { after: '30h' }, notify: ['leads'] })];
    const options = { config: config({ watch, destinations }) };
    await world.poll(options);
    await world.register('g');
    await world.poll(options);
    world.told();
    await pollFor(49, options);
    expect(world.told().map(({ destination, change }) => [destination, change.at?.slice(8, 13)])).toEqual([
      ['people', '06T09'],
      ['leads', '06T15'],
      ['people', '07T09'],
    ]);
  });
});

describe('a reminder that could not be sent', () => {
  const options = { config: reminding() };
  const during = async (): Promise<string> => {
    await world.poll(options);
    const arn = await world.register('g');
    await world.poll(options);
    world.told();
    world.clock.advance(24 * hour);
    breakTopics();
    await world.poll(options);
    world.published.length = 0;
    return arn;
  };

  test('is sent when the destination is back, with the id that it had', async () => {
    await during();
    const [chunk] = (await dump(world.clients.dynamodb, table)).filter(({ sk }) => sk?.S === 'group#g#0');
    const [id] = Object.keys(chunk?.outbox?.M ?? {});
    world.noFaults();
    world.clock.advance(hour);
    await world.poll(options);
    expect(world.told().map((one) => one.id)).toEqual([`${id}.people`]);
  });

  test('is cancelled when its version has been decided on, and the decision is told', async () => {
    const arn = await during();
    await world.approve(arn);
    world.noFaults();
    world.clock.advance(hour);
    await world.poll(options);
    expect(world.toldShort()).toEqual(['approval g v1 from PendingManualApproval to Approved']);
    expect(world.logged.map(({ fields }) => fields?.['why'])).toContain('it waits for approval no longer');
    expect(world.reports.at(-1)?.oldestUndelivered).toBe(0);
  });

  test('is cancelled at once by an event of the decision, whose message goes first of all', async () => {
    const arn = await during();
    world.noFaults();
    world.clock.advance(hour);
    await world.approve(arn);
    await world.react([eventAbout(arn)], options);
    expect(world.toldShort()).toEqual(['approval g v1 from PendingManualApproval to Approved']);
    await world.poll(options);
    expect(world.told()).toEqual([]);
  });

  test('is not sent by an event about another version: only a look says whether it still holds', async () => {
    const arn = await during();
    world.noFaults();
    world.clock.advance(hour);
    const other = await world.register('g');
    await world.approve(arn);
    await world.react([eventAbout(other)], options);
    expect(world.toldShort()).toEqual(['registered g v2 to PendingManualApproval']);
    await world.poll(options);
    expect(world.toldShort()).toEqual(['approval g v1 from PendingManualApproval to Approved']);
  });

  test('is cancelled when its version was decided on and put back: it waits anew', async () => {
    const arn = await during();
    await world.approve(arn);
    // Killed after its commit, for example: what it would have cancelled stands.
    const unable: PollOptions['wrap'] = (deps) => ({
      ...deps,
      store: { ...deps.store, write: () => Promise.reject(new Error('killed')) },
    });
    await expect(world.poll({ ...options, wrap: unable })).rejects.toThrow('killed');
    await world.update(arn, { ModelApprovalStatus: 'PendingManualApproval' });
    await expect(world.poll({ ...options, wrap: unable })).rejects.toThrow('killed');
    world.noFaults();
    world.published.length = 0;
    world.clock.advance(hour);
    await world.poll(options);
    expect(world.toldShort()).toEqual([
      'approval g v1 from PendingManualApproval to Approved',
      'approval g v1 from Approved to PendingManualApproval',
    ]);
  });

  test('waits as long as the registry cannot be read', async () => {
    await during();
    world.clock.advance(hour);
    world.refuse(['ListModelPackages']);
    await world.poll(options);
    expect(world.told()).toEqual([]);
    world.noFaults();
    await world.poll(options);
    expect(world.toldShort()).toEqual([v1]);
  });

  test('waits when the poll had no time to confirm all that it saw', async () => {
    const slow = { config: reminding({}, { limits: { requestsPerSecond: 2, pageSize: 100 } }), remaining: 60_000 };
    const arns = world.aws.registry.seed({ packages: Array.from({ length: 100 }, () => ({ group: 'g' })) });
    await world.poll(slow);
    for (const arn of arns) await world.reject(arn);
    const late = await world.register('g');
    for (let n = 0; n < 4; n++) await world.poll(slow);
    world.clock.advance(24 * hour);
    breakTopics();
    await world.poll(slow);
    const [chunk] = (await dump(world.clients.dynamodb, table)).filter(({ sk }) => sk?.S === 'group#g#0');
    expect(Object.keys(chunk?.outbox?.M ?? {})).toHaveLength(1);
    world.noFaults();
    world.published.length = 0;
    for (const arn of [...arns, late]) await world.approve(arn);
    world.clock.advance(hour);
    await world.poll({ ...slow, remaining: 30_000 });
    const told = world.told().map(({ change }) => change);
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(({ kind }) => kind === 'reminder')).toEqual([]);
  });

  test('gives way to a later one', async () => {
    await during();
    world.clock.advance(24 * hour);
    await world.poll(options);
    world.published.length = 0;
    world.noFaults();
    world.clock.advance(2 * hour);
    await world.poll(options);
    expect(waited()).toEqual([48]);
  });

  test('is cancelled when no rule reminds of it any more', async () => {
    await during();
    world.noFaults();
    world.clock.advance(hour);
    await world.poll();
    expect(world.told()).toEqual([]);
    expect(world.logged.map(({ fields }) => fields?.['why'])).toContain('no rule reminds of it any more');
  });

  test('waits for the morning when the outage lasts into the night, and keeps nothing waiting', async () => {
    const inOffice = { config: reminding({ remind: { after: '6h', between: office } }) };
    await world.poll(inOffice);
    const arn = await world.register('g');
    await world.poll(inOffice);
    world.told();
    breakTopics();
    await pollFor(7, inOffice);
    world.clock.advance(4 * hour);
    world.noFaults();
    world.published.length = 0;
    await world.poll(inOffice);
    expect(world.told()).toEqual([]);
    expect(world.reports.at(-1)?.oldestUndelivered).toBe(0);
    world.countCalls();
    await world.poll(inOffice);
    expect(world.countCalls()).not.toHaveProperty('UpdateItem');

    await world.update(arn, { ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Active' } });
    await world.poll(inOffice);
    expect(world.toldShort()).toEqual(['lifecycle g v1 to Staging/Active']);

    world.clock.time = Date.parse('2026-01-06T08:00:00Z');
    await world.poll(inOffice);
    expect(world.toldShort()).toEqual([v1]);
  });
});

describe('a reminder that sleeps until the morning', () => {
  const inOffice = { config: reminding({ remind: { after: '6h', between: office } }) };
  const fallAsleep = async (): Promise<string> => {
    await world.poll(inOffice);
    const arn = await world.register('g');
    await world.poll(inOffice);
    breakTopics();
    await pollFor(7, inOffice);
    world.clock.advance(4 * hour);
    world.noFaults();
    await world.poll(inOffice);
    world.published.length = 0;
    return arn;
  };
  const outbox = async () => {
    const chunk = (await dump(world.clients.dynamodb, table)).find(({ sk }) => sk?.S === 'group#g#0');
    return Object.keys(chunk?.outbox?.M ?? {});
  };

  test('is cancelled at once when its version is decided on', async () => {
    const arn = await fallAsleep();
    expect(await outbox()).toHaveLength(1);
    await world.approve(arn);
    await world.poll(inOffice);
    expect(world.toldShort()).toEqual(['approval g v1 from PendingManualApproval to Approved']);
    expect(await outbox()).toEqual([]);
  });

  test('is sent at once when its rule has other hours', async () => {
    await fallAsleep();
    await world.poll({ config: reminding({ remind: { after: '6h' } }) });
    expect(world.toldShort()).toEqual([v1]);
  });
});

test('a crash between commit and send loses none, and tells none twice but what was accepted unrecorded (invariant 8)', async () => {
  const options = { config: reminding(), remaining: 60_000 };
  await world.poll(options);
  await world.register('g');
  await world.poll(options);
  const whole = new Crash(Infinity);
  world.clock.advance(24 * hour);
  await world.poll({ ...options, wrap: whole.wrap });
  const steps = whole.steps.length;
  world.told();
  for (let at = 1; at <= steps; at++) {
    world.clock.advance(24 * hour - 62_000);
    await world.poll(options);
    expect(world.told()).toEqual([]);
    world.clock.advance(2_000);
    world.clock.advance(60_000);
    const crash = new Crash(at);
    await Promise.race([world.poll({ ...options, wrap: crash.wrap }), crash.happened]);
    world.clock.advance(61_000);
    await world.poll(options);
    const ids = world.told().map(({ id }) => id);
    const last = crash.steps.at(-1);
    expect({ at, last, ids: new Set(ids).size }).toEqual({ at, last, ids: 1 });
    // Accepted, and nothing of that recorded: the one time that it may come twice.
    const isRecorded = last && !['recordOutcomes', 'write'].includes(last.call);
    const mayDouble = last && ((last.call === 'send' && last.moment === 'after') || !isRecorded);
    if (!mayDouble) expect({ at, last, told: ids.length }).toEqual({ at, last, told: 1 });
    // Back to a whole day after the last.
    world.clock.time -= 61_000;
  }
}, 60_000);

test('a great number is reminded of in rounds, and what time does not allow by the next poll, once each', async () => {
  const old = Array.from({ length: 500 }, (_, n) => ({
    group: `g${n % 5}`,
    createdAt: new Date(world.clock.time - 24 * hour),
  }));
  world.aws.registry.seed({ packages: old });
  const options = { config: reminding({}, { limits: { requestsPerSecond: 2, pageSize: 100 } }), remaining: 120_000 };
  await world.poll(options);
  world.clock.advance(24 * hour);
  await world.poll(options);
  const first = world.told();
  expect(first.length).toBeGreaterThan(100);
  expect(first.length).toBeLessThan(500);
  const told = [...first];
  for (let n = 0; n < 6; n++) {
    await world.poll(options);
    told.push(...world.told());
  }
  expect(told).toHaveLength(500);
  expect(new Set(told.map(({ id }) => id)).size).toBe(500);
}, 60_000);
