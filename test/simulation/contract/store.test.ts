import fc from 'fast-check';
import { createDynamoStore } from '../../../functions/store/dynamo-store.ts';
import { createThreads } from '../../../functions/store/threads.ts';
import { source, start } from '../../domain/build.ts';
import { plainItems } from './outcome.ts';
import { anyStep } from './store/any-step.ts';
import type { Hands } from './store/hands.ts';
import { embedded, simulated, table, type Subject } from './subject.ts';

let one: Subject;
let other: Subject;
beforeAll(async () => {
  one = await simulated();
  other = await embedded();
});
afterAll(() => other.close());

function handsOn({ client }: Subject): Hands {
  const hands = { time: start };
  const clock = { now: () => hands.time, sleep: () => Promise.resolve() };
  let ids = 0;
  return {
    store: createDynamoStore({ client, table, source, clock, newId: () => `write-${++ids}` }),
    threads: createThreads({ client, table, clock }),
    chunks: [],
    sources: [],
    clock: hands,
  };
}

/** What the store gives, or how it fails. */
async function resultOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

test('the store does on both whatever it does on one, and leaves the same table', async () => {
  const done = { conflict: 0, taken: 0, overflow: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 25, maxLength: 25 }), async (steps) => {
      await one.empty();
      await other.empty();
      const [here, there] = [handsOn(one), handsOn(other)];
      for (const { name, run } of steps) {
        const result = await resultOf(run(here));
        expect([name, result]).toEqual([name, await resultOf(run(there))]);
        if (result === 'conflict') done.conflict++;
      }
      done.taken += here.chunks.filter(({ entries }) =>
        entries.some(({ to }) => to['people']?.token === 'mine'),
      ).length;
      done.overflow += here.chunks.filter(({ overflow }) => overflow.some(({ entries }) => entries.length > 0)).length;
      expect(plainItems(await one.items())).toEqual(plainItems(await other.items()));
    }),
    { numRuns: 20 },
  );
  // Or else it was about less than it says.
  expect(Math.min(...Object.values(done))).toBeGreaterThan(0);
});
