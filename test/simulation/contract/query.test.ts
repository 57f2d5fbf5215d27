import { PutItemCommand, QueryCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Table } from '../../../functions/store/table.ts';
import { outcomeOf } from './outcome.ts';
import { subjects, table, type Subject } from './subject.ts';

const pk = '111122223333/eu-west-1';

describe.each(['simulated', 'embedded'] as const)('a query of the %s DynamoDB', (name) => {
  let subject: Subject;
  beforeAll(async () => {
    subject = await subjects[name]();
  });
  afterAll(() => subject.close());
  beforeEach(() => subject.empty());

  const put = (sk: string, attributes: object = {}, its = pk) =>
    subject.send(new PutItemCommand({ TableName: table, Item: marshall({ ...attributes, pk: its, sk }) }));
  const query = (start?: Record<string, AttributeValue>) =>
    outcomeOf(() =>
      subject.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: pk } },
          ExclusiveStartKey: start,
        }),
      ),
    );

  test('gives the items of a partition in the order of the bytes of their sort keys', async () => {
    const sorted = ['#', '#source', 'A', 'a', 'a#0', 'a#00', 'a#1', 'é', '\uffee', '💥'];
    for (const sk of [...sorted].reverse()) await put(sk, { of: sk });
    await put('a', {}, `${pk}/`);
    expect(await query()).toEqual({
      answer: { Count: 10, ScannedCount: 10, Items: sorted.map((sk) => marshall({ pk, sk, of: sk })) },
    });
  });

  test('of a partition that is not there gives nothing', async () => {
    await put('a', {}, 'another');
    expect(await query()).toEqual({ answer: { Count: 0, ScannedCount: 0, Items: [] } });
  });

  test('goes on behind the key it is given, be it there or not', async () => {
    for (const sk of ['a', 'b', 'c']) await put(sk);
    const c = marshall({ pk, sk: 'c' });
    for (const sk of ['b', 'bb']) {
      expect(await query(marshall({ pk, sk }))).toEqual({ answer: { Count: 1, ScannedCount: 1, Items: [c] } });
    }
    expect(await query(c)).toEqual({ answer: { Count: 0, ScannedCount: 0, Items: [] } });
  });

  test('refuses to go on in another partition', async () => {
    expect(await query(marshall({ pk: 'another', sk: 'b' }))).toEqual({ error: 'ValidationException', status: 400 });
  });

  test('ends a page at a megabyte, and the store reads on', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `item-${index}`);
    for (const sk of names) await put(sk, { text: 'x'.repeat(300_000) });
    expect(await query()).toMatchObject({
      answer: { Count: 4, LastEvaluatedKey: marshall({ pk, sk: 'item-3' }) },
    });
    const found: (string | undefined)[] = [];
    for await (const item of new Table(subject.client, table).partition(pk)) found.push(item.sk?.S);
    expect(found).toEqual(names);
  });
});
