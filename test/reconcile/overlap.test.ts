import type { PollDeps } from '../../functions/reconcile/poll.ts';
import { World, config, rule, type PollOptions } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  for (const name of ['a', 'b', 'c']) await world.createGroup(name);
  await world.poll();
});
afterEach(() => world.close());

type Deps = Omit<PollDeps, 'log'>;

/** Something that waits until it is let go, and tells when it has come that far. */
class Gate {
  readonly reached: Promise<void>;
  #reach: () => void = () => undefined;
  readonly #open: Promise<void>;
  open: () => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => (this.#reach = resolve));
    this.#open = new Promise((resolve) => (this.open = resolve));
  }

  async pass(): Promise<void> {
    this.#reach();
    await this.#open;
  }
}

const hour = 3_600_000;

const stallSend =
  (gate: Gate) =>
  (deps: Deps): Deps => ({
    ...deps,
    channels: new Map(
      [...deps.channels].map(([name, channel]) => {
        const send: typeof channel.send = async (...args) => {
          await gate.pass();
          return channel.send(...args);
        };
        return [name, { ...channel, send }];
      }),
    ),
  });

const stallRead =
  (gate: Gate, when: 'before' | 'after') =>
  (deps: Deps): Deps => ({
    ...deps,
    store: {
      ...deps.store,
      read: async (...args) => {
        if (when === 'before') await gate.pass();
        const chunk = await deps.store.read(...args);
        if (when === 'after') await gate.pass();
        return chunk;
      },
    },
  });

describe('overlapping invocations: one commit wins per revision, one holder per notification (invariant 3)', () => {
  test('five polls at once tell each change once', async () => {
    for (const name of ['a', 'b', 'c']) {
      for (let n = 0; n < 4; n++) await world.register(name);
    }
    await Promise.all(Array.from({ length: 5 }, () => world.poll()));
    expect(world.toldShort()).toHaveLength(12);
  });

  test('five polls at once take what a dead one left behind once', async () => {
    for (const name of ['a', 'b', 'c']) await world.register(name);
    void world.poll({ wrap: stallSend(new Gate()), remaining: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    world.clock.advance(61_000);
    await Promise.all(Array.from({ length: 5 }, () => world.poll()));
    expect(world.toldShort()).toHaveLength(3);
  });

  test('a commit that was overtaken between its read and its write is begun anew', async () => {
    const arn = await world.register('a');
    await world.poll();
    await world.approve(arn);
    world.told();
    const gate = new Gate();
    const slow = world.poll({ wrap: stallRead(gate, 'after') });
    await gate.reached;
    await world.poll();
    gate.open();
    await slow;
    expect(world.toldShort()).toEqual(['approval a v1 from PendingManualApproval to Approved']);
  });

  test('a baseline that was overtaken does not put back what it listed', async () => {
    await world.createGroup('d');
    const arn = await world.register('d');
    const only = config({ watch: [rule({ groups: ['d'] })] });
    const account = '111111111111';
    const gate = new Gate();
    const slow = world.poll({ account, config: only, wrap: stallRead(gate, 'before') });
    await gate.reached;
    await world.poll({ account, config: only });
    await world.approve(arn);
    await world.poll({ account, config: only });
    gate.open();
    await slow;
    await world.poll({ account, config: only });
    expect(world.toldShort()).toEqual(['approval d v1 from PendingManualApproval to Approved']);
  });

  test.each([
    ['', 1],
    [', even when nothing is left of it', 3],
  ])('a group that is gone is told by one of two polls that both saw it missing%s', async (_, polls) => {
    const arn = await world.register('a');
    await world.poll();
    await world.remove(arn);
    await world.removeGroup('a');
    world.told();
    // It has loaded the records, and seen that nothing of the group is listed, when the other tells of it.
    const gate = new Gate();
    const late = world.poll({ wrap: stallRead(gate, 'before'), remaining: 3 * hour });
    await gate.reached;
    for (let others = 0; others < polls; others++) {
      await world.poll();
      world.clock.advance(hour / 2);
    }
    gate.open();
    await late;
    expect(world.toldShort()).toEqual(['group-removed a']);
  });

  test('a baseline that was overtaken does not bring back what is gone', async () => {
    const arn = await world.register('a');
    const account = '111111111111';
    const gate = new Gate();
    const slow = world.poll({ account, wrap: stallRead(gate, 'before') });
    await gate.reached;
    await world.poll({ account });
    await world.remove(arn);
    await world.removeGroup('a');
    await world.poll({ account });
    gate.open();
    await slow;
    await world.poll({ account });
    expect(world.toldShort()).toEqual(['group-removed a']);
  });

  test('a baseline that wakes after its time brings nothing back that is gone', async () => {
    const arn = await world.register('a');
    const poll = (options: PollOptions = {}) => world.poll({ account: '111111111111', ...options });
    const gate = new Gate();
    const late = poll({ wrap: stallRead(gate, 'after'), remaining: 60_000 });
    await gate.reached;
    world.clock.advance(60_000);
    await poll();
    await world.remove(arn);
    await world.removeGroup('a');
    // The first tells that it is gone, the second forgets it.
    for (let polls = 0; polls < 2; polls++) await poll();
    gate.open();
    await late;
    await poll();
    expect(world.toldShort()).toEqual(['group-removed a']);
  });

  test('what another invocation holds is not sent, until its time is over', async () => {
    await world.register('a');
    const gate = new Gate();
    const first = world.poll({ wrap: stallSend(gate), remaining: 60_000 });
    await gate.reached;
    world.clock.advance(30_000);
    await world.poll();
    expect(world.toldShort()).toEqual([]);
    gate.open();
    await first;
    expect(world.toldShort()).toEqual(['registered a v1 to PendingManualApproval']);
    world.clock.advance(300_000);
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('no send is begun that could outlast its hold', async () => {
    await world.register('a');
    await world.poll({ remaining: 6000 });
    expect(world.countCalls()).toMatchObject({ UpdateItem: expect.any(Number) as number });
    expect(world.toldShort()).toEqual([]);
    world.clock.advance(10_000);
    await world.poll();
    expect(world.toldShort()).toEqual(['registered a v1 to PendingManualApproval']);
  });

  test('a later change of the same version waits for the one that is being sent, and follows it', async () => {
    const arn = await world.register('a');
    const gate = new Gate();
    const first = world.poll({ remaining: 120_000, wrap: stallSend(gate) });
    await gate.reached;
    await world.approve(arn);
    await world.poll();
    expect(world.toldShort()).toEqual([]);
    gate.open();
    await first;
    expect(world.toldShort()).toEqual([
      'registered a v1 to PendingManualApproval',
      'approval a v1 from PendingManualApproval to Approved',
    ]);
  });
});
