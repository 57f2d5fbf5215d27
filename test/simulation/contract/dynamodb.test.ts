import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { key, type Case, type Plain } from './dynamodb/case.ts';
import { conditionCases } from './dynamodb/condition-cases.ts';
import { grammarCases } from './dynamodb/grammar-cases.ts';
import { otherCases } from './dynamodb/other-cases.ts';
import { updateCases } from './dynamodb/update-cases.ts';
import { outcomeOf, plain, plainItems } from './outcome.ts';
import { subjects, table, type Subject } from './subject.ts';

const cases = [...updateCases, ...conditionCases, ...grammarCases, ...otherCases];

describe.each(['simulated', 'embedded'] as const)('the %s DynamoDB', (name) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await subjects[name]();
  });
  afterAll(() => subject.close());
  beforeEach(() => subject.empty());

  const held = cases.filter(({ notEmbedded }) => name === 'simulated' || notEmbedded === undefined);

  test.each(held)('$title', async ({ before, command: build, expected }) => {
    if (before) {
      await subject.send(new PutItemCommand({ TableName: table, Item: marshall({ ...before, ...key }) }));
    }
    const command = build();
    const outcome = await outcomeOf(() => subject.send(command));
    const item = 'error' in expected ? before : expected.item;
    expect(plainItems(await subject.items())).toEqual(item ? { [`${key.pk} ${key.sk}`]: { ...item, ...key } } : {});
    if ('error' in expected) expect(outcome).toEqual({ error: expected.error, status: 400 });
    else expect(plain(outcome)).toEqual(answerOf(command, { ...expected.item, ...key }));
  });
});

function answerOf(command: ReturnType<Case['command']>, item: Plain): Plain {
  if (command instanceof UpdateItemCommand) return { Attributes: item };
  return command instanceof GetItemCommand ? { Item: item } : {};
}
