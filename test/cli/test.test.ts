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

test('a destination that is closed for longer than one would wait is told at once, and why; the message is kept', async () => {
  world.intercept((call, next) =>
    call.service === 'sns' ? Promise.resolve(errorAnswer('sns', 'NotFound', 'Topic does not exist')) : next(),
  );
  // It fails again and again, and is left alone for longer each time.
  await test_(['people', '--wait', '1s']);
  for (let n = 0; n < 8; n++) {
    world.clock.advance(3_600_000);
    await world.poll();
  }
  world.clock.time = Date.now();
  const began = performance.now();
  const { code, stderr } = await test_(['people', '--wait', '60s']);
  expect(code).toBe(1);
  expect(stderr).toMatch(/still waits: people is closed until \S+Z: .*NotFound/);
  expect(performance.now() - began).toBeLessThan(20_000);

  world.noFaults();
  world.clock.advance(24 * 3_600_000);
  await world.poll();
  expect(world.toldShort()).toEqual(['test', 'test']);
});

test('a destination that the deployed config lacks is told, and the message taken back', async () => {
  const { code, stdout, stderr } = await test_(['poeple']);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(
    'poeple is no destination of the config that is deployed: the test message was taken back\n',
  );
  expect(await isDrained()).toBe(true);
});

test('without an outcome in time, that is told; the next poll sends it', async () => {
  const { code, stderr } = await cli(['test', 'people', '--wait', '1s', '--endpoint-url', world.aws.endpoint]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^Waiting for the next poll \.\.\.\nThe test message \S+\.people still waits: nothing became of it within 1 s\n$/,
  );
  await world.poll();
  expect(world.told()).toHaveLength(1);
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
    "option '--wait <time>' argument 'long' is invalid. Allowed: a whole number and s, m, h, d or w, such as 30s or 5m.\n",
  ],
  [[], "missing required argument 'destination'\n"],
])('test %j is a mistake on the command line', async (args, words) => {
  expect(await cli(['test', ...args])).toEqual({ code: 2, stdout: '', stderr: words });
});
