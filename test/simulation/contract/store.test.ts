import fc from 'fast-check';
import { anyStep } from './store/any-step.ts';
import { play } from './store/play.ts';
import { embedded, simulated, type Subject } from './subject.ts';

let one: Subject;
let other: Subject;
beforeAll(async () => {
  one = await simulated();
  other = await embedded();
});
afterAll(() => other.close());

test('the store does on both whatever it does on one, and leaves the same table', async () => {
  const done = { conflict: 0, taken: 0, overflow: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 25, maxLength: 25 }), async (steps) => {
      const [here, there] = [await play(one, steps), await play(other, steps)];
      expect(here.results).toEqual(there.results);
      expect(here.items).toEqual(there.items);
      const { chunks } = here.hands;
      done.conflict += here.results.filter(([, result]) => result === 'conflict').length;
      done.taken += chunks.filter(({ entries }) => entries.some(({ to }) => to['people']?.token === 'mine')).length;
      done.overflow += chunks.filter(({ overflow }) => overflow.some(({ entries }) => entries.length > 0)).length;
    }),
    { numRuns: 20 },
  );
  // Or else it was about less than it says.
  expect(Math.min(...Object.values(done))).toBeGreaterThan(0);
});
