import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dump } from '../support/table.ts';
import { config, rule, table, World } from '../support/world.ts';
import { cleanUpAfterEach, cli, type Ran } from './support.ts';

cleanUpAfterEach();
let world: World;
const account = '000000000000';
const minute = 60_000;

beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
  await world.createGroup('fraud');
  await world.register('churn');
  await world.poll();
});

afterEach(() => world.close());

const state = (...args: string[]): Promise<Ran> => cli(['state', ...args, '--endpoint-url', world.aws.endpoint]);
const json = async (...args: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await state(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};
const refuseAll = () => {
  world.intercept((call, next) =>
    call.service === 'sns'
      ? Promise.resolve({ status: 503, headers: {}, body: Buffer.from('{"message":"down"}') })
      : next(),
  );
};

test('a group is shown as it is remembered: each version, and what is still to be told', async () => {
  const arn = await world.register('churn', { ModelPackageDescription: 'second' });
  await world.update(arn, { ModelLifeCycle: { Stage: 'Prod', StageStatus: 'Live' } });
  refuseAll();
  await world.poll();

  const shown = await json('churn');
  expect(shown).toMatchObject({
    source: { account, region: 'us-east-1' },
    collection: { kind: 'group', name: 'churn', reference: 'churn' },
    items: [{ item: 0, rev: 2 }],
    records: [
      { version: 1, status: 'Completed', approval: 'PendingManualApproval', createdAt: '2026-01-05T09:00:00.010Z' },
      { version: 2, status: 'Completed', stage: 'Prod', stageStatus: 'Live' },
    ],
    waiting: [{ destination: 'people', change: { kind: 'registered', group: 'churn', version: 2 } }],
  });

  const { stdout } = await state('CHURN');
  expect(stdout).toMatch(/^group churn: 2 remembered, 1 to be told\nitem 0: rev 2, 2 records, /);
  expect(stdout).toMatch(/^ +1 {2}Completed {2}PendingManualApproval +2026-01-05T09:00:00Z$/m);
  expect(stdout).toMatch(/^registered {2}churn v2 {2}people {2}2026-01-05T\S+ {2}now +\S+\.people$/m);
});

test('without a name: what is remembered, and which destination is closed', async () => {
  await world.register('churn');
  await world.register('fraud');
  refuseAll();
  await world.poll();

  expect(await json()).toMatchObject({
    collections: [
      { kind: 'group', name: 'churn', records: 2, waiting: 1 },
      { kind: 'group', name: 'fraud', records: 1, waiting: 1 },
    ],
    closed: [{ destination: 'people', failures: 1 }],
    parked: 0,
  });
  const { stdout } = await state();
  expect(stdout).toMatch(/^000000000000\/us-east-1: 2 remembered\n\nKIND {3}NAME {3}RECORDS {2}WAITING\n/);
  expect(stdout).toMatch(/Closed destinations\n\nDESTINATION {2}UNTIL +FAILURES {2}WHY\npeople +\S+Z +1 {2}\S/);
});

test('marks are told: a group that no rule wants any more', async () => {
  world.clock.advance(minute);
  await world.poll({ config: config({ watch: [rule({ groups: ['fraud'] })] }) });
  const { stdout } = await state();
  expect(stdout).toMatch(/^group +churn +1 +0 {2}in no rule since 2026-01-05T09:01:0\dZ$/m);
});

test('it changes nothing, not even what the notifier itself would tidy up', async () => {
  const orphan = { pk: `${account}/us-east-1`, sk: 'outbox#group#churn#0#lost' };
  await world.clients.dynamodb.send(
    new PutItemCommand({
      TableName: table,
      Item: { pk: { S: orphan.pk }, sk: { S: orphan.sk }, format: { N: '1' }, at: { N: '1' }, outbox: { M: {} } },
    }),
  );
  const before = await dump(world.clients.dynamodb, table);
  world.countCalls();
  await json('churn');
  expect(Object.keys(world.countCalls()).sort()).toEqual(['Query', 'Scan']);
  expect(await dump(world.clients.dynamodb, table)).toEqual(before);
});

test('another region than the one asked for is not taken for it', async () => {
  await world.poll();
  const { code, stdout, stderr } = await state('--region', 'eu-west-1');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('remembers nothing of eu-west-1');
  expect(stderr).toContain('It has: 000000000000/us-east-1');
});

describe('whose state it is', () => {
  beforeEach(() => world.poll({ account: '111122223333' }));

  test('with several accounts in the table, one must be named', async () => {
    expect(await state()).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'The table approval-notifier remembers several sources: give --account, and --region if needed. ' +
        'It has: 000000000000/us-east-1, 111122223333/us-east-1\n',
    });
    expect(await json('--account', '111122223333')).toMatchObject({ source: { account: '111122223333' } });
  });

  test('an account that the table does not know is told', async () => {
    const { code, stderr } = await state('--account', '999999999999');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /remembers nothing of the account 999999999999 in us-east-1.*It has: 000000000000\/us-east-1/,
    );
  });
});

test.each([
  [
    ['--table', 'another'],
    1,
    'There is no table another there: --stack names the deployment, or --table its table; --endpoint-url says where AWS is, if not at AWS\n',
  ],
  [['price'], 1, 'Nothing is remembered of price in 000000000000/us-east-1: `state` lists what is\n'],
  [['churn', '--kind', 'image'], 1, /^Nothing is remembered of churn/],
  [['--account', '12'], 2, "option '--account <id>' argument '12' is invalid. Allowed: 12 digits.\n"],
  [
    ['--kind', 'model'],
    2,
    "option '--kind <kind>' argument 'model' is invalid. Allowed: group, image, packages, registry.\n",
  ],
])('state %j is refused', async (args, code, words) => {
  const ran = await state(...args);
  expect(ran).toMatchObject({ code, stdout: '' });
  if (typeof words === 'string') expect(ran.stderr).toBe(words);
  else expect(ran.stderr).toMatch(words);
});

test('a table that no poll has used is told', async () => {
  await world.aws.createTable('fresh');
  const { code, stderr } = await state('--table', 'fresh');
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'The table fresh remembers nothing: no poll has used it yet\n' });
});

test('an item that cannot be read is told, after all that can', async () => {
  const Item = {
    ...{ pk: { S: `${account}/us-east-1` }, sk: { S: 'group#price#0' }, format: { N: '1' } },
    rev: { N: 'x'.length.toString() },
  };
  await world.clients.dynamodb.send(new PutItemCommand({ TableName: table, Item }));
  const { code, stdout, stderr } = await state();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^group +churn +1 +0$/m);
  expect(stderr).toMatch(/^item 000000000000\/us-east-1 group#price#0 cannot be read: .*\n$/);
});
