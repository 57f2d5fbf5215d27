import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { errorAnswer } from '../../local/aws/index.ts';
import { dump } from '../support/table.ts';
import { config, rule, table, World } from '../support/world.ts';
import { cleanUpAfterEach, cli, type Ran } from './support.ts';

cleanUpAfterEach();
let world: World;
const sns = { sns: { format: 'json' as const, email: [] } };
const two = config({
  watch: [rule({ notify: ['people', 'robots'] })],
  destinations: { people: sns, robots: sns },
});

beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
  await world.createGroup('fraud');
  await world.poll({ config: two });
});

afterEach(() => world.close());

const run = (...args: string[]): Promise<Ran> => cli([...args, '--endpoint-url', world.aws.endpoint]);
const json = async (...args: string[]): Promise<unknown> => {
  const { code, stdout, stderr } = await run(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
};
/** An SNS that answers so to what is said to the robots. */
const robotsGet = (code: string, message: string) => {
  world.intercept((call, next) =>
    call.service === 'sns' && decodeURIComponent(call.body.toString()).includes(':robots')
      ? Promise.resolve(errorAnswer('sns', code, message))
      : next(),
  );
};

/** Registered and told to both; approved, of which the robots want nothing; another that waits for them, who are out of order. */
async function story(): Promise<string> {
  const arn = await world.register('churn');
  await world.poll({ config: two });
  robotsGet('InvalidParameter', 'Invalid parameter: Message');
  await world.approve(arn);
  await world.poll({ config: two });
  robotsGet('NotFound', 'Topic does not exist');
  await world.register('fraud');
  await world.poll({ config: two });
  return arn;
}

describe('history', () => {
  test('newest first: what happened, by whom, and what became of it, what waits included', async () => {
    await story();
    expect(await json('history')).toMatchObject({
      source: { account: '000000000000', region: 'us-east-1' },
      more: false,
      history: [
        {
          change: { kind: 'registered', group: 'fraud' },
          destinations: [
            { destination: 'people', outcome: 'accepted' },
            { destination: 'robots', outcome: 'waits', why: expect.stringMatching(/NotFound/) as string },
          ],
        },
        {
          change: { kind: 'approval', group: 'churn', to: 'Approved', by: { name: 'test' } },
          destinations: [
            { destination: 'people', outcome: 'accepted' },
            { destination: 'robots', outcome: 'parked', why: expect.stringMatching(/Invalid parameter/) as string },
          ],
        },
        {
          change: { kind: 'registered', group: 'churn' },
          destinations: [{ outcome: 'accepted' }, { outcome: 'accepted' }],
        },
      ],
    });
    const { stdout } = await run('history');
    expect(stdout).toMatch(/^WHEN +CHANGE +SUBJECT +FROM +TO +BY +TOLD +ID\n/);
    expect(stdout).toMatch(
      /^2026-01-05T\S+Z +approval +churn v1 +PendingManualApproval +Approved +test +accepted people; parked robots +\S{22}$/m,
    );
    expect(stdout).toMatch(/accepted people; waits robots/);
  });

  test('of one group, in any letter case, also when it is gone; and of so many', async () => {
    await story();
    const history = (...args: string[]) => json('history', ...args) as Promise<{ history: unknown[]; more: boolean }>;
    expect((await history('CHURN')).history).toHaveLength(2);
    expect(await history('--max-items', '1')).toMatchObject({ history: [{ change: { group: 'fraud' } }], more: true });
    await world.remove(await world.register('churn'));
    const { stderr } = await run('history', '--max-items', '2');
    expect(stderr).toBe('There are 3 in all: --max-items shows more\n');
    expect(await run('history', 'price')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'Nothing was told of price in 000000000000/us-east-1, nor is anything remembered of it: `state` lists what is\n',
    });
  });

  test('by what messages print: the ARN of a version, or of its group', async () => {
    const arn = await story();
    for (const name of [arn, arn.replace('model-package/churn/1', 'model-package-group/churn')]) {
      const { stdout } = await run('history', name);
      expect(stdout.trimEnd().split('\n')).toHaveLength(3);
      expect((await run('state', name)).stdout).toMatch(/^group churn: 1 remembered/);
    }
  });

  test('a line that cannot be read is named when the others have been shown', async () => {
    await story();
    const [line] = (await dump(world.clients.dynamodb, table)).filter(({ pk }) => pk?.S?.startsWith('history#'));
    await world.clients.dynamodb.send(
      new PutItemCommand({ TableName: table, Item: { ...line, sk: { S: 'broken' }, change: { S: '{}' } } }),
    );
    const { code, stdout, stderr } = await run('history');
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(4);
    expect(stderr).toMatch(/^item history#\S+ broken cannot be read: /);
  });

  test('nothing yet', async () => {
    expect(await run('history')).toEqual({ code: 0, stdout: '', stderr: 'Nothing was told.\n' });
  });
});

describe('pending', () => {
  test('what waits for approval, longest first, and who was told of it', async () => {
    await story();
    world.clock.advance(60_000);
    await world.register('churn');
    await world.register('fraud', { ModelApprovalStatus: 'Rejected' });
    await world.poll({ config: two });
    expect(await json('pending')).toMatchObject({
      pending: [
        { group: 'fraud', version: 1, since: '2026-01-05T09:00:03.050Z', told: [{ destination: 'people' }] },
        { group: 'churn', version: 2, told: [{ destination: 'people', at: expect.any(String) as string }] },
      ],
    });
    const { stdout } = await run('pending');
    expect(stdout).toMatch(/^GROUP +VERSION +SINCE +FOR +LAST TOLD +TOLD\n/);
    expect(stdout).toMatch(/^fraud +1 +2026-01-05T09:00:03Z +\d+ d( \d+ h)? +2026-01-05T\S+Z +people$/m);
  });

  test('a decision ends it; put back, it waits again', async () => {
    const arn = await world.register('churn');
    await world.poll({ config: two });
    await world.approve(arn);
    await world.poll({ config: two });
    expect(await run('pending')).toEqual({ code: 0, stdout: '', stderr: 'Nothing waits for approval.\n' });
    await world.update(arn, { ModelApprovalStatus: 'PendingManualApproval' });
    await world.poll({ config: config({ watch: [rule({ changes: ['approval'], approvalStatus: ['Approved'] })] }) });
    const { pending } = (await json('pending')) as { pending: { told: unknown[] }[] };
    // Of this wait nobody was told: the rule of the last poll does not ask for it.
    expect(pending).toMatchObject([{ group: 'churn', version: 1, told: [] }]);
  });
});

describe('parked', () => {
  test('what was given up, since when, and why', async () => {
    await story();
    expect(await json('parked')).toMatchObject({
      parked: [
        {
          id: expect.stringMatching(/^[\w-]{22}\.robots$/) as string,
          destination: 'robots',
          change: { kind: 'approval', group: 'churn' },
          why: expect.stringMatching(/Invalid parameter/) as string,
        },
      ],
    });
    const { stdout } = await run('parked');
    expect(stdout).toMatch(
      /^ID +TO +CHANGE +SUBJECT +SINCE +WHY\n\S+\.robots +robots +approval +churn v1 +2026-01-05T\S+Z +\S/,
    );
  });

  test('nothing', async () => {
    expect(await run('parked')).toEqual({ code: 0, stdout: '', stderr: 'Nothing is parked.\n' });
  });
});

test.each(['history', 'pending', 'parked'])('%s writes nothing', async (command) => {
  await story();
  const before = await dump(world.clients.dynamodb, table);
  world.countCalls();
  await run(command);
  expect(Object.keys(world.countCalls()).every((call) => ['Query', 'Scan', 'GetItem'].includes(call))).toBe(true);
  expect(await dump(world.clients.dynamodb, table)).toEqual(before);
});

test('what an older release parked is shown, too: it does not say where it is of', async () => {
  await story();
  const [item] = (await dump(world.clients.dynamodb, table)).filter(({ sk }) => sk?.S?.startsWith('parked#'));
  const Key = { pk: item?.pk ?? { S: '' }, sk: item?.sk ?? { S: '' } };
  await world.clients.dynamodb.send(
    new UpdateItemCommand({
      ...{ TableName: table, Key, UpdateExpression: 'REMOVE #collection, chunk' },
      ExpressionAttributeNames: { '#collection': 'collection' },
    }),
  );
  expect(await json('parked')).toMatchObject({ parked: [{ destination: 'robots' }] });
});
