import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { cases } from '../dynamodb/cases.ts';
import { play } from '../dynamodb/play.ts';
import { anyStep } from '../store/any-step.ts';
import { play as playSteps } from '../store/play.ts';
import { reaching, simulated, table } from '../subject.ts';
import type { Ministack } from './ministack.ts';
import { Tally } from './tally.ts';

const keys = [
  ['pk', 'HASH'],
  ['sk', 'RANGE'],
] as const;

/** Whatever is sampled is the same in every run. */
const sample = { seed: 1, numRuns: 20 };
const anySteps = fc.array(anyStep, { minLength: 25, maxLength: 25 });

/** The cases of the contract, and what the store does. */
export async function dynamodb({ config }: Ministack): Promise<readonly Tally[]> {
  const client = new DynamoDBClient(config);
  await client.send(
    new CreateTableCommand({
      TableName: table,
      AttributeDefinitions: keys.map(([AttributeName]) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys.map(([AttributeName, KeyType]) => ({ AttributeName, KeyType })),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  const subject = reaching(client);
  const calls = new Tally('DynamoDB');
  for (const one of cases) {
    await subject.empty();
    const { happened, expected } = await play(subject, one);
    calls.compare(one.title, happened, expected, one.unlike?.ministack);
  }
  const store = new Tally('the store on DynamoDB');
  const model = await simulated();
  for (const steps of fc.sample(anySteps, sample)) {
    const [here, there] = [await playSteps(model, steps), await playSteps(subject, steps)];
    for (const [index, [step, result]] of here.results.entries())
      store.compare(step, there.results[index]?.[1], result);
    store.compare('the table in the end', there.items, here.items);
  }
  client.destroy();
  return [calls, store];
}
