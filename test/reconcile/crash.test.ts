import { Crash, type Step } from '../support/crash.ts';
import { World, config, rule } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

const both = {
  people: { sns: { format: 'json' as const, email: [] } },
  robots: { sns: { format: 'json' as const, email: [] } },
};

/** A group of its own in a partition of its own, so that hundreds of histories share one table. */
async function history(n: number) {
  const group = `g${n}`;
  const account = String(n).padStart(12, '0');
  const used = config({
    watch: [rule({ groups: [group], notify: ['people', 'robots'] })],
    destinations: both,
  });
  const poll = (crash?: Crash) => {
    const done = world.poll({ account, config: used, remaining: 60_000, ...(crash && { wrap: crash.wrap }) });
    return crash ? Promise.race([done, crash.happened]) : done;
  };
  await world.createGroup(group);
  const old = await world.register(group);
  const doomed = await world.register(group);
  await poll();
  await world.approve(old);
  await world.remove(doomed);
  await world.register(group);
  await world.register(group, { ModelApprovalStatus: 'Rejected' });
  world.told();
  /** Until what a dead invocation held has run out. */
  const later = async () => {
    world.clock.advance(61_000);
    await poll();
  };
  const expected = [
    `approval ${group} v1 from PendingManualApproval to Approved`,
    `registered ${group} v3 to PendingManualApproval`,
    `registered ${group} v4 to Rejected`,
    `removed ${group} v2 from PendingManualApproval`,
  ].flatMap((line) => [line, line]);
  return { poll, later, expected };
}

/** Between these two, acceptance has not reached the record: the one time that telling twice is allowed. */
const mayDouble = ({ call, moment }: Step) =>
  (call === 'send' && moment === 'after') || call === 'recordOutcomes' || call === 'write';

const without = (lines: readonly string[], some: readonly string[]) => {
  const rest = [...lines];
  for (const line of some) {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
  }
  return rest;
};

describe('a crash between any two awaits loses nothing and doubles only what was accepted but not recorded (invariant 8)', () => {
  let steps = 0;

  test('without a crash, all is told once', async () => {
    const { poll, later, expected } = await history(1);
    const whole = new Crash(Infinity);
    await poll(whole);
    await later();
    steps = whole.steps.length;
    expect(steps).toBeGreaterThan(20);
    expect(world.toldShort().sort()).toEqual(expected);
  });

  test('killed once, at each step', async () => {
    for (let at = 1; at <= steps; at++) {
      const { poll, later, expected } = await history(1000 + at);
      const crash = new Crash(at);
      await poll(crash);
      await later();
      await later();
      const told = world.toldShort();
      const last = crash.steps.at(-1);
      expect({ at, last, lost: without(expected, told) }).toEqual({ at, last, lost: [] });
      const extra = without(told, expected);
      if (!last || !mayDouble(last)) expect({ at, last, extra }).toEqual({ at, last, extra: [] });
      expect(without(extra, expected)).toEqual([]);
    }
  });

  test('killed twice in a row, at steps drawn at random', async () => {
    for (let n = 1; n <= 25; n++) {
      const { poll, later, expected } = await history(2000 + n);
      const first = new Crash(1 + ((n * 7) % steps));
      await poll(first);
      world.clock.advance(61_000);
      const second = new Crash(1 + ((n * 11) % steps));
      await poll(second);
      await later();
      await later();
      const told = world.toldShort();
      expect({ n, lost: without(expected, told) }).toEqual({ n, lost: [] });
      const twice = [first, second].some((crash) => crash.steps.some(mayDouble));
      if (!twice) expect({ n, extra: without(told, expected) }).toEqual({ n, extra: [] });
    }
  });
});
