import { Crash, type Step } from '../support/crash.ts';
import { World, config, rule } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

/** A group of its own in a partition of its own, refused from its second poll on. */
async function refused(n: number) {
  const group = `g${n}`;
  const used = config({
    watch: [rule({ groups: [group], notify: ['people'] })],
    destinations: { people: { sns: { format: 'json', email: [] } }, ops: { sns: { format: 'json', email: [] } } },
    operators: ['ops'],
  });
  const poll = (crash?: Crash) => {
    const account = String(n).padStart(12, '0');
    const done = world.poll({ account, config: used, remaining: 60_000, ...(crash && { wrap: crash.wrap }) });
    return crash ? Promise.race([done, crash.happened]) : done;
  };
  /** Until what a dead invocation held has run out. */
  const later = async () => {
    world.clock.advance(61_000);
    await poll();
  };
  await world.createGroup(group);
  await poll();
  await world.register(group);
  world.refuse(['DescribeModelPackage'], `/${group}/`);
  return { group, poll, later };
}

const told = () => world.told().map(({ id, change }) => ({ id, kind: change.kind }));
const kinds = (all: ReturnType<typeof told>) => all.map(({ kind }) => kind);

/** Between these two, acceptance has not reached the record: the one time that telling twice is allowed. */
const mayDouble = ({ call, moment }: Step) =>
  (call === 'send' && moment === 'after') || call === 'recordOutcomes' || call === 'write';

describe('a crash at any step of a poll that tells operators loses nothing (invariant 8)', () => {
  let n = 0;
  const begin = async () => {
    const history = await refused(++n);
    world.told();
    return history;
  };

  test.each(['watch-failed', 'watch-recovered'])(
    'of %s',
    async (kind) => {
      const ready = async () => {
        const history = await begin();
        if (kind === 'watch-recovered') {
          await history.poll();
          world.noFaults();
          world.told();
        }
        return history;
      };
      const whole = new Crash(Infinity);
      await (await ready()).poll(whole);
      expect(kinds(told())).toContain(kind);
      expect(whole.steps.length).toBeGreaterThan(8);

      for (let at = 1; at <= whole.steps.length; at++) {
        const { poll, later } = await ready();
        const crash = new Crash(at);
        await poll(crash);
        await later();
        await later();
        const all = told().filter((one) => one.kind === kind);
        expect(new Set(all.map(({ id }) => id)).size).toBe(1);
        const last = crash.steps.at(-1);
        if (all.length > 1) expect(last && mayDouble(last)).toBe(true);
      }
    },
    60_000,
  );
});
