import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { NotSimulatedError } from '../aws/service.ts';
import { anyAttributes, anyUpdate } from './arbitrary.ts';
import { outcomeOf, plain, plainItems, type Outcome } from './outcome.ts';
import { embedded, simulated, table, type Subject } from './subject.ts';

let one: Subject;
let other: Subject;
beforeAll(async () => {
  one = await simulated();
  other = await embedded();
});
afterAll(() => other.close());

/** Nothing if it is beyond what is simulated: then neither does it. */
async function both(command: object): Promise<readonly [Outcome, Outcome] | undefined> {
  try {
    const first = await outcomeOf(() => one.send(command));
    return [first, await outcomeOf(() => other.send(command))];
  } catch (error) {
    if (error instanceof NotSimulatedError) return undefined;
    throw error;
  }
}

test('whatever updates the store could build do the same to both, one after the other', async () => {
  let runs = 0;
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(anyAttributes, fc.array(anyUpdate, { minLength: 10, maxLength: 10 }), async (before, updates) => {
      const Key = marshall({ pk: 'updates', sk: `run ${++runs}` });
      if (before) await both(new PutItemCommand({ TableName: table, Item: { ...marshall(before), ...Key } }));
      for (const expressions of updates) {
        const outcomes = await both(
          new UpdateItemCommand({ TableName: table, Key, ReturnValues: 'ALL_NEW', ...expressions }),
        );
        if (!outcomes) continue;
        const [outcome, its] = outcomes;
        expect(plain(outcome)).toEqual(plain(its));
        const kind = 'error' in outcome ? outcome.error : 'done';
        seen[kind] = (seen[kind] ?? 0) + 1;
      }
    }),
    { numRuns: 80 },
  );
  // Or else it was about nothing.
  for (const kind of ['done', 'ConditionalCheckFailedException', 'ValidationException']) {
    expect(seen[kind]).toBeGreaterThan(20);
  }
  expect(plainItems(await one.items())).toEqual(plainItems(await other.items()));
});
