import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { key } from './dynamodb/case.ts';
import { conditionCases } from './dynamodb/condition-cases.ts';
import { grammarCases } from './dynamodb/grammar-cases.ts';
import { otherCases } from './dynamodb/other-cases.ts';
import { updateCases } from './dynamodb/update-cases.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { embedded, simulated, table, type Item, type Subject } from './subject.ts';

const cases = [...updateCases, ...conditionCases, ...grammarCases, ...otherCases];

describe.each<[Subject['name'], () => Subject | Promise<Subject>]>([
  ['simulated', simulated],
  ['embedded', embedded],
])('the %s DynamoDB', (name, open) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await open();
  });
  afterAll(() => subject.close());

  const held = cases.filter(({ notEmbedded }) => name === 'simulated' || notEmbedded === undefined);

  test.each(held)('$title', async ({ before, command, expected }) => {
    await subject.empty();
    if (before)
      await subject.client.send(new PutItemCommand({ TableName: table, Item: marshall({ ...before, ...key }) }));
    const call = command();
    const outcome = await outcomeOf(() => subject.client.send(call as PutItemCommand));
    const items = (await subject.items()).map((item) => unmarshall(item));
    const item = 'error' in expected ? before : expected.item;
    const whole = item && { ...item, ...key };
    expect(items).toEqual(whole ? [whole] : []);
    if ('error' in expected) expect(outcome).toEqual({ error: expected.error, status: 400 });
    else
      expect(plain(outcome)).toEqual(
        call instanceof UpdateItemCommand
          ? { Attributes: whole }
          : call instanceof GetItemCommand
            ? { Item: whole }
            : {},
      );
  });
});

/** The items of an answer as they are for JavaScript. */
const plain = (outcome: Outcome): unknown =>
  'answer' in outcome
    ? Object.fromEntries(
        Object.entries(outcome.answer as Record<string, Item>).map(([name, item]) => [name, unmarshall(item)]),
      )
    : outcome;
