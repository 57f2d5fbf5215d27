import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { ownGroup } from '../../functions/domain/collection.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { errorAnswer } from '../../local/aws/index.ts';
import { historyOf, inShort } from '../support/history.ts';
import { dump } from '../support/table.ts';
import { WorldSlack } from '../support/slack.ts';
import { config, rule, table, World } from '../support/world.ts';
import { deployedStack } from './stand-in.ts';
import { cleanUp, cleanUpAfterEach, cli, file, type Ran } from './support.ts';

cleanUpAfterEach();
let world: World;
const sns = { sns: { format: 'json' as const, email: [] } };
const destinations = { people: sns, robots: sns, others: sns };
const two = config({ watch: [rule({ notify: ['people', 'robots'] })], destinations });
const hour = 3_600_000;

beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
  await world.poll({ config: two });
});

afterEach(() => world.close());

const replay = (...args: string[]): Promise<Ran> => cli(['replay', ...args, '--endpoint-url', world.aws.endpoint]);
const robotsGet = (code: string) => {
  world.intercept((call, next) =>
    call.service === 'sns' && decodeURIComponent(call.body.toString()).includes(':robots')
      ? Promise.resolve(errorAnswer('sns', code, 'Invalid parameter: Message'))
      : next(),
  );
};
const items = async (prefix: string) =>
  (await dump(world.clients.dynamodb, table)).filter(({ sk }) => sk?.S?.startsWith(prefix));
/** A change that people accepted, and robots refused; its id. */
async function parked(): Promise<string> {
  await world.register('churn');
  robotsGet('InvalidParameter');
  await world.poll({ config: two });
  world.noFaults();
  const [id = ''] = world.told().map((told) => told.id);
  return id.replace('.people', '');
}
const lines = async () => (await historyOf(world)).map(inShort);

describe('what is parked', () => {
  test('is put back, told under the same id, and parked no more', async () => {
    const id = await parked();
    expect(await lines()).toEqual(['registered: people accepted, robots parked']);
    expect(await replay(id)).toEqual({
      code: 0,
      stdout: `put back: registered churn v1 to robots, ${id}.robots\n`,
      stderr: 'The next poll of 000000000000/us-east-1 sends it: `history` shows what becomes of it.\n',
    });
    expect(await items('parked#')).toEqual([]);
    await world.poll({ config: two });
    expect(world.told().map((told) => told.id)).toEqual([`${id}.robots`]);
    expect(await lines()).toEqual(['registered: people accepted, robots again accepted, robots parked']);
    expect(world.reports.at(-1)).toMatchObject({ parked: 0 });
  });

  test('goes by the id of the notification, too, and to nobody else', async () => {
    const id = await parked();
    expect((await replay(`${id}.robots`)).code).toBe(0);
    await world.poll({ config: two });
    expect(world.told().map(({ destination }) => destination)).toEqual(['robots']);
  });

  test('by an older release, which did not say where it is of, goes back to its own item all the same', async () => {
    const id = await parked();
    const [item] = await items('parked#');
    await world.clients.dynamodb.send(
      new UpdateItemCommand({
        ...{ TableName: table, Key: { pk: item?.pk ?? { S: '' }, sk: item?.sk ?? { S: '' } } },
        ...{ UpdateExpression: 'REMOVE #c, chunk', ExpressionAttributeNames: { '#c': 'collection' } },
      }),
    );
    expect((await replay(id)).code).toBe(0);
    expect((await items('group#')).map(({ sk, outbox }) => [sk?.S, Object.keys(outbox?.M ?? {})])).toEqual([
      ['group#churn#0', [id]],
    ]);
  });

  test('anew in the meantime stays parked', async () => {
    const id = await parked();
    // What the poll does that sends it between the commit and the end of the command.
    world.intercept(async (call, next) => {
      if (call.operation === 'DeleteItem') {
        world.noFaults();
        robotsGet('InvalidParameter');
        await world.poll({ config: two });
        world.noFaults();
      }
      return next();
    });
    await replay(id);
    expect(await items('parked#')).toHaveLength(1);
    expect(await lines()).toEqual(['registered: people accepted, robots again parked, robots parked']);
  });

  test('and put back by a command that was killed before it ended, is put back once more, under the same id', async () => {
    const id = await parked();
    world.intercept((call, next) => (call.operation === 'DeleteItem' ? Promise.resolve('hang-up') : next()));
    expect((await replay(id)).code).toBe(1);
    world.noFaults();
    await world.poll({ config: two });
    expect((await replay(id)).code).toBe(0);
    await world.poll({ config: two });
    expect(world.told().map((told) => told.id)).toEqual([`${id}.robots`, `${id}.robots`]);
    expect(await items('parked#')).toEqual([]);
  });
});

describe('what was told', () => {
  test('is told again, to whom it was told, or to one of them', async () => {
    const id = await parked();
    await replay(id);
    await world.poll({ config: two });
    world.told();
    await replay(id, '--to', 'people');
    await world.poll({ config: two });
    expect(world.told().map((told) => told.id)).toEqual([`${id}.people`]);
    await replay(id);
    await world.poll({ config: two });
    expect(
      world
        .told()
        .map((told) => told.id)
        .sort(),
    ).toEqual([`${id}.people`, `${id}.robots`]);
  });

  test('is shown with what became of it before, and of it now; while it waits, too', async () => {
    await world.register('churn');
    await world.poll({ config: two });
    const [{ id } = { id: '' }] = world.told();
    await replay(id);
    const destination = id.replace(/^.*\./, '');
    const shown = async () => {
      const { stdout } = await cli(['history', '--json', '--endpoint-url', world.aws.endpoint]);
      const [line] = (JSON.parse(stdout) as { history: { destinations: Record<string, unknown>[] }[] }).history;
      return line?.destinations.find((one) => one['destination'] === destination);
    };
    const before = { outcome: 'accepted', at: expect.stringMatching(/^2026-01-05/) as string };
    expect(await shown()).toMatchObject({ ...before, again: { outcome: 'waits' } });

    // It is in the config no more.
    const other = config({ watch: [rule({ notify: ['others'] })], destinations: { others: sns } });
    await world.poll({ config: other });
    world.clock.advance(2 * hour);
    await world.poll({ config: other });
    expect(await shown()).toMatchObject({
      ...before,
      again: { outcome: 'cancelled', why: 'no such destination' },
    });
    const { stdout } = await cli(['history', '--endpoint-url', world.aws.endpoint]);
    expect(stdout).toContain(`accepted people, robots; again: cancelled ${destination}`);
  });

  test('is told again though it is out of date, and that is said', async () => {
    const arn = await world.register('churn');
    await world.poll({ config: two });
    const [{ id } = { id: '' }] = world.told();
    expect((await replay(id)).stderr).not.toContain('by now');
    await world.update(arn, { ModelApprovalStatus: 'Rejected' });
    await world.poll({ config: two });
    const { code, stderr } = await replay(id);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^churn v1 is Rejected by now\.\n/) as string,
    });
  });

  test('is refused if it is a reminder of what waits no longer, and nothing is written', async () => {
    const used = config({ watch: [rule({ remind: { after: '1h' } })] });
    const arn = await world.register('churn');
    await world.poll({ config: used });
    world.clock.advance(2 * hour);
    await world.poll({ config: used });
    const reminded = (await historyOf(world)).find(({ entry }) => entry.change.kind === 'reminder');
    await world.approve(arn);
    await world.poll({ config: used });
    const before = await dump(world.clients.dynamodb, table);
    const id = reminded?.entry.id ?? '';
    expect(await replay(id)).toEqual({
      code: 1,
      stdout: '',
      stderr: `churn v1 waits for approval no longer: the reminder ${id} would be cancelled\n`,
    });
    expect(await dump(world.clients.dynamodb, table)).toEqual(before);
  });

  test('can be told to one that never heard of it, if the config has it', async () => {
    const id = await parked();
    const yaml = `watch: [{ groups: ['*'], notify: [others] }]\ndestinations: { others: { sns: { format: json } } }\n`;
    const path = await file('notifier.yaml', yaml);
    expect(await replay(id, '--to', 'othres', '--config', path)).toEqual({
      code: 2,
      stdout: '',
      stderr: `option '--to <destination>': othres is no destination of ${path}. Allowed: others\n`,
    });
    expect((await replay(`${id}.nope`, '--config', path)).stderr).toBe(
      `'${id}.nope': nope is no destination of ${path}. Allowed: others\n`,
    );
    const put = await replay(id, '--to', 'others', '--config', path);
    expect(put.code).toBe(0);
    expect(put.stderr).toContain(
      `others is in ${path}: if the config that is deployed lacks it, this waits for an hour and is then cancelled.\n`,
    );
    await world.poll({ config: two });
    expect(world.told().map((told) => told.id)).toEqual([`${id}.others`]);
    // The other is parked still.
    expect(await items('parked#')).toHaveLength(1);
  });

  test('of a group that is gone, and of which nothing is remembered, leaves nothing behind', async () => {
    const id = await parked();
    await world.removeGroup('churn').catch(() => undefined);
    const arn = (await historyOf(world))[0]?.entry.change.arn ?? '';
    await world.remove(arn);
    await world.removeGroup('churn');
    await world.poll({ config: two });
    // For an hour it is remembered that it is gone.
    world.clock.advance(3_600_000);
    await world.poll({ config: two });
    expect(await items('group#')).toEqual([]);
    world.told();

    expect((await replay(id)).code).toBe(0);
    expect(await items('group#')).toHaveLength(1);
    await world.poll({ config: two });
    expect(world.told().map((told) => told.id)).toEqual([`${id}.robots`]);
    await world.poll({ config: two });
    expect(await items('group#')).toEqual([]);
    expect(world.toldShort()).toEqual([]);
  });
});

describe('what waits', () => {
  test('is said to; for another destination it is put beside it, and nothing is lost', async () => {
    await world.register('churn');
    robotsGet('NotFound');
    await world.poll({ config: two });
    const id = world.told()[0]?.id.replace('.people', '') ?? '';
    expect(await replay(`${id}.robots`)).toMatchObject({
      code: 0,
      stdout: `waits already: registered churn v1 to robots, ${id}.robots\n`,
    });

    // What somebody who has not seen the other settles must not take it along.
    const source = { account: world.aws.account, region: world.aws.region };
    const store = createDynamoStore({
      client: world.clients.dynamodb,
      table,
      source,
      clock: world.clock,
      newId: () => 'w',
    });
    const before = await store.read(ownGroup('churn'), 0);
    expect((await replay(`${id}.people`)).code).toBe(0);
    const token = before.entries[0]?.to['robots']?.token ?? '';
    await store.write(before, [{ change: id, destination: 'robots', token, next: 'settled' }]);

    world.noFaults();
    world.clock.advance(hour);
    await world.poll({ config: two });
    expect(world.told().map((told) => told.id)).toEqual([`${id}.people`]);
  });

  test('both are told when the destination is back', async () => {
    await world.register('churn');
    robotsGet('NotFound');
    await world.poll({ config: two });
    const id = world.told()[0]?.id.replace('.people', '') ?? '';
    await replay(`${id}.people`);
    world.noFaults();
    world.clock.advance(hour);
    await world.poll({ config: two });
    expect(
      world
        .told()
        .map((told) => told.id)
        .sort(),
    ).toEqual([`${id}.people`, `${id}.robots`]);
    await world.poll({ config: two });
    expect(await items('outbox#')).toEqual([]);
  });
});

test('a bot says in the thread what is told again, also what it said last, or what began the message', async () => {
  const slack = await WorldSlack.start(world.clock);
  cleanUp(() => slack.close());
  const used = config({ watch: [rule({ notify: ['bot'] })], destinations: slack.destinations });
  const poll = () => world.poll({ config: used, ...slack.poll });
  await poll();
  const arn = await world.register('churn');
  await poll();
  const id = (await historyOf(world))[0]?.entry.id ?? '';
  for (let times = 0; times < 2; times++) {
    expect((await replay(id)).code).toBe(0);
    await poll();
  }
  await world.approve(arn);
  await poll();
  await replay(id);
  await poll();
  const root = slack.requests.filter(({ isPost }) => !isPost);
  expect(slack.messages).toHaveLength(5);
  // The approval, and nothing else, changed the message.
  expect(root).toHaveLength(1);
});

test('with a stack, a poll of the source starts at once', async () => {
  const id = await parked();
  const { environment, invocations } = await deployedStack({
    name: 'Notifier',
    outputs: { Table: table, PollFunction: 'the-poll' },
  });
  const ran = await cli(['replay', id, '--stack', 'Notifier', '--json'], {
    environment: { ...environment, AWS_ENDPOINT_URL: world.aws.endpoint },
  });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ran.stdout)).toMatchObject({
    change: { kind: 'registered' },
    notifications: [{ id: `${id}.robots`, destination: 'robots', state: 'queued' }],
    isStarted: true,
  });
  expect(invocations).toEqual([{ name: 'the-poll', type: 'Event', payload: { source: '000000000000/us-east-1' } }]);
});

test.each([
  [['nobody-knows-it'], 1, /^'nobody-knows-it' is neither parked nor in the history: /],
  [[''], 2, /^'' is no id\. Allowed: CHANGE or CHANGE\.DESTINATION, /],
  [['a', '--table', ''], 2, /^option '--table <name>' argument '' is invalid\. Allowed: a name\.\n$/],
  [['a', '--stack', ''], 2, /^option '--stack <name>' argument '' is invalid\. Allowed: a name\.\n$/],
  [['a', '--stack', 'Notifier'], 1, /The local run has no stacks: leave out --stack\n$/],
  [['a.people', '--to', 'robots'], 2, /^option '--to <destination>': a\.people is for people, not for robots\n$/],
])('%j is refused, and nothing is written', async (args, code, words) => {
  await parked();
  const before = await dump(world.clients.dynamodb, table);
  const ran = await replay(...args);
  expect(ran).toMatchObject({ code, stdout: '' });
  expect(ran.stderr).toMatch(words);
  expect(await dump(world.clients.dynamodb, table)).toEqual(before);
});
