import { World, config, rule } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const elsewhere = config({ watch: [rule({ groups: ['elsewhere'] })] });

/** A version is told; then another config is deployed. Gives the time at which that came into force. */
async function toldThenUnwanted(): Promise<number> {
  await world.createGroup('g');
  await world.poll();
  const arn = await world.register('g');
  await world.poll();
  await world.poll({ config: elsewhere });
  const at = world.clock.time;
  await world.approve(arn);
  world.told();
  return at;
}

test.each([
  ['within the hour', -60_000, ['approval g v1 from PendingManualApproval to Approved']],
  ['at its very end, by a poll that is slow to load', -1, ['approval g v1 from PendingManualApproval to Approved']],
  ['after it, before anything was tidied', 60_000, ['approval g v1 from PendingManualApproval to Approved']],
])('a config that comes back %s tells nothing twice', async (_, offset, expected) => {
  const at = await toldThenUnwanted();
  // A poll begins a second after it is asked for.
  world.clock.time = at + 3_600_000 + offset - 1000;
  await world.poll({
    wrap: (deps) => ({
      ...deps,
      store: {
        ...deps.store,
        load: async () => {
          const state = await deps.store.load();
          world.clock.advance(50);
          return state;
        },
      },
    }),
  });
  expect(world.toldShort()).toEqual(expected);
});

test('a config that comes back after its groups were tidied away starts anew, in silence', async () => {
  const at = await toldThenUnwanted();
  world.clock.time = at + 3_600_000;
  await world.poll({ config: elsewhere });
  await world.poll();
  expect(world.toldShort()).toEqual([]);
});
