import { table, World } from '../support/world.ts';
import { deployedStack, type StandIn } from './stand-in.ts';
import { cleanUpAfterEach, cli, file, type Ran } from './support.ts';

cleanUpAfterEach();
let world: World;
beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
  await world.poll();
});
afterEach(() => world.close());

const run = (args: readonly string[], { environment }: Pick<StandIn, 'environment'>): Promise<Ran> =>
  cli(args, { environment: { ...environment, AWS_ENDPOINT_URL: world.aws.endpoint } });
const outputs = { Table: table, PollFunction: 'the-poll' };

test.each(['state', 'history', 'pending', 'parked'])('%s takes the table from the stack', async (command) => {
  const stack = await deployedStack({ name: 'Notifier', outputs });
  const { code, stdout } = await run([command, '--stack', 'Notifier', '--json'], stack);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ source: { account: '000000000000', region: 'us-east-1' } });
});

test('so does plan', async () => {
  const stack = await deployedStack({ name: 'Notifier', outputs });
  expect(await run(['plan', '--stack', 'Notifier'], stack)).toMatchObject({ code: 0 });
});

test('of several accounts in the table, the stack’s own is meant; another is named', async () => {
  await world.poll({ account: '111122223333' });
  const stack = await deployedStack({ name: 'Notifier', outputs });
  const source = async (...args: string[]) =>
    (JSON.parse((await run(['state', '--stack', 'Notifier', '--json', ...args], stack)).stdout) as { source: unknown })
      .source;
  expect(await source()).toEqual({ account: '000000000000', region: 'us-east-1' });
  expect(await source('--account', '111122223333')).toEqual({ account: '111122223333', region: 'us-east-1' });
});

test('a stack that is not there, or is another one, is told with where it was looked for', async () => {
  const stack = await deployedStack({ name: 'Another', outputs: {} });
  expect(await run(['state', '--stack', 'Notifier', '--region', 'eu-west-1'], stack)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no stack Notifier in eu-west-1, at least not in the account of these credentials\n',
  });
  expect(await run(['state', '--stack', 'Another'], stack)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      "The stack Another in us-east-1, account 000000000000, has no output Table: it is not the notifier's, or not deployed\n",
  });
});

test('a table beside it is a mistake', async () => {
  expect(await cli(['state', '--stack', 'Notifier', '--table', 'T'])).toEqual({
    code: 2,
    stdout: '',
    stderr: "option '--stack <name>' cannot be used with option '--table <name>'\n",
  });
});

describe('subscriptions', () => {
  const yaml = (emails: string) => `watch: [{ groups: ['*'], notify: [people] }]
destinations:
  people: { sns: { format: text, email: [${emails}] } }
  machines: { sns: { format: json } }
`;
  const arn = 'arn:aws:sns:us-east-1:000000000000:people:1';
  /** What SNS says of every topic, by address. */
  const subscribed = (all: Readonly<Record<string, string>>) => {
    const members = Object.entries(all).map(
      ([address, id]) =>
        `<member><Protocol>email</Protocol><Endpoint>${address}</Endpoint><SubscriptionArn>${id}</SubscriptionArn></member>`,
    );
    world.intercept((call, next) =>
      call.operation === 'ListSubscriptionsByTopic'
        ? Promise.resolve({
            status: 200,
            headers: { 'content-type': 'text/xml' },
            body: Buffer.from(
              `<ListSubscriptionsByTopicResponse><ListSubscriptionsByTopicResult><Subscriptions>${members.join('')}</Subscriptions></ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
            ),
          })
        : next(),
    );
  };
  const stack = () =>
    deployedStack({
      name: 'Notifier',
      outputs: {
        TopicPeople: 'arn:aws:sns:us-east-1:000000000000:people',
        TopicMachines: 'arn:aws:sns:us-east-1:000000000000:machines',
      },
    });
  const subscriptions = async (emails: string, ...args: string[]) =>
    run(
      ['subscriptions', '--stack', 'Notifier', '--config', await file('notifier.yaml', yaml(emails)), ...args],
      await stack(),
    );

  test('who is confirmed, who is not, who is missing, and what to do', async () => {
    subscribed({ 'Here@example.com': arn, 'late@example.com': 'PendingConfirmation', 'gone@example.com': 'Deleted' });
    const emails = 'here@example.com, late@example.com, gone@example.com';
    const ran = await subscriptions(emails);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^DESTINATION +ADDRESS +STATE +TO DO\n/);
    expect(ran.stdout).toMatch(/^people +here@example.com +confirmed$/m);
    expect(ran.stdout).toMatch(
      /^people +late@example.com +unconfirmed +confirm by the link in the mail of AWS, within 48 hours/m,
    );
    expect(ran.stdout).toMatch(/^people +gone@example.com +missing +subscribe it by hand/m);
    expect(ran.stderr).toMatch(/^Hears nothing: late@example.com \(people\), gone@example.com \(people\)/);
    const { subscriptions: json } = JSON.parse((await subscriptions(emails, '--json')).stdout) as {
      subscriptions: unknown[];
    };
    expect(json).toContainEqual({
      destination: 'people',
      topic: 'arn:aws:sns:us-east-1:000000000000:people',
      address: 'here@example.com',
      state: 'confirmed',
    });
  });

  test('all confirmed, those that were subscribed by hand included, is success', async () => {
    subscribed({ 'here@example.com': arn, 'guest@example.com': arn });
    const ran = await subscriptions('here@example.com');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^machines +guest@example.com +confirmed$/m);
  });

  test('without a stack, the topics are found by the names of the destinations', async () => {
    await world.aws.createTopic('machines');
    const path = await file('notifier.yaml', yaml('here@example.com'));
    const ran = await run(['subscriptions', '--config', path], { environment: {} });
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.stderr).toBe('Hears nothing: here@example.com (people)\n');
  });

  test('a topic that is not deployed is told', async () => {
    const lacking = await deployedStack({ name: 'Notifier', outputs });
    const path = await file('notifier.yaml', yaml('here@example.com'));
    expect(await run(['subscriptions', '--stack', 'Notifier', '--config', path], lacking)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has no output TopicPeople') as string,
    });
  });
});
