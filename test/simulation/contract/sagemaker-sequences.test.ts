import fc from 'fast-check';
import { start } from '../../domain/build.ts';
import { anyListing, descriptions, pagesOf } from './sagemaker/questions.ts';
import { anyStep, groups, images } from './sagemaker/steps.ts';
import { embedded, simulated, type Subject } from './sagemaker/subject.ts';

describe.each([false, true])('with names in ARNs in lower case: %s', (lowerCases) => {
  const time = { now: start };
  let one: Awaited<ReturnType<typeof simulated>>;
  let other: Subject;
  beforeAll(async () => {
    one = await simulated(time, { lowerCases });
    other = await embedded(time, { lowerCases });
  });
  afterAll(() => other.close());

  /** In which something is there already. */
  async function freshWorld() {
    one.empty();
    other.empty();
    time.now = start;
    const world = { registry: one.registry(), everybody: [one.hands, other.hands], time };
    for (const hands of world.everybody) {
      for (const group of groups) await hands.createGroup(group);
      for (const group of [...groups, ...groups]) await hands.register(group, 'PendingManualApproval');
      for (const image of images) await hands.createImage(image);
      for (const image of [...images, ...images]) await hands.createImageVersion(image);
    }
    return world;
  }

  test('whatever is done to a registry, both list and describe it alike', async () => {
    const seen = { further: 0, errors: 0, described: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { minLength: 80, maxLength: 80 }),
        fc.array(anyListing(start), { minLength: 25, maxLength: 25 }),
        async (steps, listings) => {
          const world = await freshWorld();
          for (const { run } of steps) await run(world);
          for (const listing of listings) {
            const [pages = [], its] = await pagesOf([one, other], listing);
            expect([listing, pages]).toEqual([listing, its]);
            seen.further += pages.length - 2;
          }
          for (const question of descriptions) {
            const outcome = await one.ask(question);
            expect([question, outcome]).toEqual([question, await other.ask(question)]);
            seen['error' in outcome ? 'errors' : 'described']++;
          }
        },
      ),
      { numRuns: 12 },
    );
    // Or else it was about less than it says.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  }, 60_000);

  test('a listing goes on alike while things happen between its pages', async () => {
    let further = 0;
    const many = { minLength: 60, maxLength: 60 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, many),
        fc.array(fc.tuple(anyListing(start), fc.array(anyStep, { minLength: 10, maxLength: 20 })), {
          minLength: 10,
          maxLength: 10,
        }),
        async (before, listings) => {
          const world = await freshWorld();
          for (const { run } of before) await run(world);
          for (const [listing, steps] of listings) {
            const meanwhile = steps.values();
            const [pages = [], its] = await pagesOf([one, other], listing, async () => {
              await meanwhile.next().value?.run(world);
            });
            expect([listing, pages]).toEqual([listing, its]);
            further += pages.length - 2;
          }
        },
      ),
      { numRuns: 12 },
    );
    expect(further).toBeGreaterThan(50);
  }, 60_000);
});
