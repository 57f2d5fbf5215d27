import { errorAnswer } from '../../local/aws/index.ts';
import { historyOf, inShort } from '../support/history.ts';
import { dump } from '../support/table.ts';
import { config, table, World, type PollOptions } from '../support/world.ts';
import { deployedStack } from './stand-in.ts';
import { cleanUpAfterEach, cli, type Ran } from './support.ts';

cleanUpAfterEach();
let world: World;

beforeEach(async () => {
  world = await World.start();
  await world.poll();
  // The command line goes by the real time: it tells what is closed from what is not.
  world.clock.time = Date.now();
});

afterEach(() => world.close());

/** A stack whose poll is the world's. */
const deployed = (poll: () => unknown = () => world.poll()) =>
  deployedStack({ name: 'Notifier', outputs: { Table: table, PollFunction: 'the-poll' }, invoke: () => void poll() });

async function test_(args: readonly string[], stack = deployed()): Promise<Ran> {
  const { environment } = await stack;
  return cli(['test', ...args, '--stack', 'Notifier'], {
    environment: { ...environment, AWS_ENDPOINT_URL: world.aws.endpoint },
  });
}

/** Nothing of the outbox is left, and no item that was made for it. */
const isDrained = async () =>
  (await dump(world.clients.dynamodb, table)).every(
    ({ sk, outbox }) => sk?.S !== '#' && Object.keys(outbox?.M ?? {}).length === 0,
  );

test('a message that is marked as a test goes the way of all, to that destination only, and is told to have been accepted', async () => {
  const { code, stdout, stderr } = await test_(['people']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'A poll is under way ...\n' });
  expect(stdout).toMatch(/^people has accepted the test message \S+\.people\n$/);
  const [{ attributes } = { attributes: undefined }] = world.published;
  expect(attributes).toMatchObject({ kind: 'test' });
  expect(world.told()).toMatchObject([
    { destination: 'people', change: { kind: 'test', arn: 'arn:aws:sagemaker:us-east-1:000000000000:*' } },
  ]);
  expect((await historyOf(world)).map(inShort)).toEqual(['test: people accepted']);
  await world.poll();
  expect(await isDrained()).toBe(true);
});

test('in a person’s mail the subject says that it is a test', async () => {
  const used = config({ destinations: { people: { sns: { format: 'text', email: [] } } } });
  expect(
    await test_(
      ['people'],
      deployed(() => world.poll({ config: used })),
    ),
  ).toMatchObject({ code: 0 });
  expect(world.published).toMatchObject([{ subject: 'Test message: nothing has changed' }]);
});

test('one that is refused is parked, and why is told', async () => {
  world.intercept((call, next) =>
    call.service === 'sns'
      ? Promise.resolve(errorAnswer('sns', 'InvalidParameter', 'Invalid parameter: Message'))
      : next(),
  );
  const { code, stdout, stderr } = await test_(['people', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    destination: 'people',
    outcome: 'parked',
    why: expect.stringMatching(/Invalid parameter/) as string,
  });
  expect(stderr).toMatch(/^people has refused the test message \S+\.people, which is parked: .*Invalid parameter/);
});

test('a destination that is closed for longer than one would wait is told at once, and why', async () => {
  world.intercept((call, next) =>
    call.service === 'sns' ? Promise.resolve(errorAnswer('sns', 'NotFound', 'Topic does not exist')) : next(),
  );
  // It fails again and again, and is left alone for longer each time.
  await world.createGroup('churn');
  await world.register('churn');
  for (let n = 0; n < 8; n++) {
    world.clock.advance(3_600_000);
    await world.poll();
  }
  world.clock.time = Date.now();
  const began = performance.now();
  const { code, stderr } = await test_(['people', '--wait', '60s']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/was not sent: people is closed until \S+Z: .*NotFound.*; it was taken back\n$/);
  expect(performance.now() - began).toBeLessThan(20_000);

  world.noFaults();
  world.clock.advance(24 * 3_600_000);
  await world.poll();
  expect(world.toldShort()).toEqual(['registered churn v1 to PendingManualApproval']);
});

test('a destination that the deployed config lacks is told, and the message taken back', async () => {
  const { code, stdout, stderr } = await test_(['poeple']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(
    'was not sent: poeple is no destination of the config that is deployed; it was taken back\n',
  );
  expect(await isDrained()).toBe(true);
});

test('without an outcome in time it is taken back, and that is told: nothing is left to be sent or to be alarmed of', async () => {
  const { code, stderr } = await cli(['test', 'people', '--wait', '1s', '--endpoint-url', world.aws.endpoint]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^Waiting for the next poll \.\.\.\nThe test message \S+\.people was not sent: no poll sent it within 1 s; it was taken back\n$/,
  );
  expect(await isDrained()).toBe(true);
  await world.poll();
  expect(world.told()).toEqual([]);
});

test('what a poll has in hand is not taken back', async () => {
  let sent: () => void = () => undefined;
  const hold = new Promise<void>((resolve) => (sent = resolve));
  world.intercept(async (call, next) => {
    if (call.service === 'sns') await hold;
    return next();
  });
  let poll: Promise<unknown> = Promise.resolve();
  const { code, stderr } = await test_(
    ['people', '--wait', '3s'],
    deployed(() => (poll = world.poll())),
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(/; a poll has it in hand: `history` shows what becomes of it\n$/);
  sent();
  await poll;
  expect(world.toldShort()).toEqual(['test']);
});

test('no mark is left of it, and its item goes', async () => {
  const { stderr } = await test_(
    ['elsewhere', '--wait', '1s'],
    deployed(() => undefined),
  );
  expect(stderr).toMatch(/taken back/);
  const shown = await cli(['state', '--endpoint-url', world.aws.endpoint]);
  expect(shown.stdout).not.toContain('gone');
  await world.poll();
  const items = await dump(world.clients.dynamodb, table);
  expect(items.filter(({ sk }) => sk?.S?.startsWith('registry#'))).toEqual([]);
});

test('it stands beside what operators are told of the registry, and takes nothing of it away', async () => {
  const used: PollOptions = { config: config({ operators: ['people'] }) };
  world.refuse(['ListModelPackages', 'ListModelPackageGroups']);
  await world.poll(used);
  expect(world.toldShort()).toEqual(['watch-failed registry']);
  expect(
    await test_(
      ['people'],
      deployed(() => world.poll(used)),
    ),
  ).toMatchObject({ code: 0 });
  world.told();
  world.noFaults();
  await world.poll(used);
  expect(world.toldShort()).toEqual(['watch-recovered registry']);
});

test.each([
  [
    ['people', '--wait', 'long'],
    "option '--wait <time>' argument 'long' is invalid. Allowed: 1s or more: a whole number and s, m, h, d or w, such as 30s or 5m.\n",
  ],
  [
    ['people', '--wait', '0s'],
    "option '--wait <time>' argument '0s' is invalid. Allowed: 1s or more: a whole number and s, m, h, d or w, such as 30s or 5m.\n",
  ],
  [['Bad Name!'], '"Bad Name!" is not a destination\'s name; allowed: a-z, 0-9 and -, a letter first, at most 40\n'],
  [[], "missing required argument 'destination'\n"],
])('test %j is a mistake on the command line', async (args, words) => {
  expect(await cli(['test', ...args])).toEqual({ code: 2, stdout: '', stderr: words });
});
