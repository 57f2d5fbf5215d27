import type { PollDeps } from '../../functions/reconcile/poll.ts';
import { World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  for (const name of ['a', 'b', 'c']) await world.createGroup(name);
  await world.poll();
});
afterEach(() => world.close());

type Deps = Omit<PollDeps, 'log'>;

describe('overlapping invocations: one commit wins per revision, one holder per notification (invariant 3)', () => {
  test('five polls at once tell each change once', async () => {
    for (const name of ['a', 'b', 'c']) {
      for (let n = 0; n < 4; n++) await world.register(name);
    }
    await Promise.all(Array.from({ length: 5 }, () => world.poll()));
    const told = world.told();
    expect(new Set(told.map(({ id }) => id)).size).toBe(12);
    expect(told).toHaveLength(12);
  });

  test('what another invocation holds is not sent, until its time is over', async () => {
    await world.register('a');
    let release = (): void => undefined;
    const stalled = new Promise<void>((resolve) => (release = resolve));
    const stall = (deps: Deps): Deps => ({
      ...deps,
      channels: new Map(
        [...deps.channels].map(([name, channel]) => [
          name,
          {
            ...channel,
            send: async (...args: Parameters<typeof channel.send>) => {
              await stalled;
              return channel.send(...args);
            },
          },
        ]),
      ),
    });
    const first = world.poll({ wrap: stall, remaining: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    world.clock.advance(30_000);
    await world.poll();
    expect(world.toldShort()).toEqual([]);
    release();
    await first;
    expect(world.toldShort()).toEqual(['registered a v1 to PendingManualApproval']);
    world.clock.advance(300_000);
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('a later change of the same version waits for the one that is being sent, and follows it', async () => {
    const arn = await world.register('a');
    let release = (): void => undefined;
    const stalled = new Promise<void>((resolve) => (release = resolve));
    const first = world.poll({
      remaining: 120_000,
      wrap: (deps) => ({
        ...deps,
        channels: new Map(
          [...deps.channels].map(([name, channel]) => [
            name,
            {
              ...channel,
              send: async (...args: Parameters<typeof channel.send>) => {
                await stalled;
                return channel.send(...args);
              },
            },
          ]),
        ),
      }),
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await world.approve(arn);
    await world.poll();
    expect(world.toldShort()).toEqual([]);
    release();
    await first;
    expect(world.toldShort()).toEqual([
      'registered a v1 to PendingManualApproval',
      'approval a v1 from PendingManualApproval to Approved',
    ]);
  });
});
