import { errorAnswer, type AwsAnswer } from '../../local/aws/index.ts';
import { Crash } from '../support/crash.ts';
import { historyOf, inShort } from '../support/history.ts';
import { dump } from '../support/table.ts';
import { config, rule, table, World, type PollOptions } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
});
afterEach(() => world.close());

const hour = 3_600_000;
const sns = { sns: { format: 'json' as const, email: [] } };
const two = config({
  watch: [rule({ notify: ['people', 'robots'] })],
  destinations: { people: sns, robots: sns },
});
const lines = async () => (await historyOf(world)).map(inShort);

function failFor(topic: string, answer: AwsAnswer): void {
  world.intercept((call, next) =>
    call.service === 'sns' && decodeURIComponent(call.body.toString()).includes(`:${topic}`)
      ? Promise.resolve(answer)
      : next(),
  );
}

/** An SNS that refuses what is said to this topic, for its content. */
function refuseFor(topic: string): void {
  failFor(topic, errorAnswer('sns', 'InvalidParameter', 'Invalid parameter: Message'));
}

/** Whether a call is about the history: its key says so. */
const isOfHistory = ({ body }: { readonly body: Buffer }) => body.includes('"history#');

test('what was told, to whom, and what became of it, is a line per change', async () => {
  await world.poll({ config: two });
  const arn = await world.register('churn');
  await world.poll({ config: two });
  refuseFor('robots');
  await world.approve(arn);
  await world.poll({ config: two });

  const [registered, approval] = await historyOf(world);
  expect(registered).toMatchObject({
    collection: 'group#churn',
    entry: { change: { kind: 'registered', group: 'churn', version: 1 } },
    outcomes: { people: { what: 'accepted', at: expect.any(Number) as number }, robots: { what: 'accepted' } },
  });
  expect(approval).toMatchObject({
    entry: { change: { kind: 'approval', to: 'Approved' } },
    outcomes: {
      people: { what: 'accepted' },
      robots: { what: 'parked', why: expect.stringContaining('Invalid parameter') as string },
    },
  });
});

test('what is cancelled is in it, too, and why', async () => {
  await world.poll({ config: two });
  await world.register('churn');
  failFor('robots', errorAnswer('sns', 'NotFound', 'Topic does not exist', 404));
  await world.poll({ config: two });
  expect(await lines()).toEqual(['registered: people accepted']);
  await world.poll();
  world.clock.advance(2 * hour);
  await world.poll();
  const [line] = await historyOf(world);
  expect(line?.outcomes).toMatchObject({
    people: { what: 'accepted' },
    robots: { what: 'cancelled', why: 'no such destination' },
  });
});

test('several destinations of a change, told in one pass, are one write; nothing is read or written for nobody', async () => {
  await world.poll({ config: two });
  await world.register('churn');
  world.countCalls();
  await world.poll({ config: two });
  // The commit, the history, and what strikes off both.
  expect(world.countCalls().UpdateItem).toBe(3);
  await world.poll({ config: two });
  expect(world.countCalls().UpdateItem).toBeUndefined();
});

test('it is written before what was told is struck off, and after it was sent', async () => {
  await world.poll();
  await world.register('churn');
  const whole = new Crash(Infinity);
  await world.poll({ wrap: whole.wrap });
  const order = whole.steps
    .filter(({ call, moment }) => moment === 'before' && ['commit', 'send', 'recordOutcomes', 'write'].includes(call))
    .map(({ call }) => call);
  expect(order).toEqual(['commit', 'send', 'recordOutcomes', 'write']);
});

test('a crash between the history and the settlement leaves one line, with the same outcome', async () => {
  await world.poll();
  await world.register('churn');
  let reached = (): void => undefined;
  const killed = new Promise<void>((resolve) => (reached = resolve));
  const wrap: PollOptions['wrap'] = (deps) => ({
    ...deps,
    store: { ...deps.store, write: () => (reached(), new Promise(() => undefined)) },
  });
  void world.poll({ wrap, remaining: 60_000 });
  await killed;
  expect(await lines()).toEqual(['registered: people accepted']);

  world.clock.advance(61_000);
  await world.poll();
  expect(await lines()).toEqual(['registered: people accepted']);
  const told = world.told();
  expect(told).toHaveLength(2);
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
});

test('a history that cannot be written holds nothing back; the poll fails in the end', async () => {
  await world.poll();
  const arn = await world.register('churn');
  world.intercept((call, next) =>
    isOfHistory(call) ? Promise.resolve(errorAnswer('dynamodb', 'ValidationException', 'no')) : next(),
  );
  await expect(world.poll()).rejects.toThrow(/no/);
  expect(world.toldShort()).toEqual(['registered churn v1 to PendingManualApproval']);
  expect(await lines()).toEqual([]);

  world.noFaults();
  world.clock.advance(hour);
  await world.approve(arn);
  await world.poll();
  // Struck off all the same: it is not told again.
  expect(world.toldShort()).toEqual(['approval churn v1 from PendingManualApproval to Approved']);
  expect(await lines()).toEqual(['approval: people accepted']);
});

test('a history that does not answer is given up soon', async () => {
  await world.poll();
  await world.register('churn');
  world.intercept((call, next) => (isOfHistory(call) ? new Promise(() => undefined) : next()));
  const began = performance.now();
  await expect(world.poll()).rejects.toThrow();
  expect(performance.now() - began).toBeLessThan(6000);
  expect(world.toldShort()).toHaveLength(1);
  world.noFaults();
  world.clock.advance(hour);
  await world.poll();
  expect(world.toldShort()).toEqual([]);
});

test('it is kept for as long as the config says', async () => {
  await world.poll();
  await world.register('churn');
  await world.poll({ config: config({ history: '2d' }) });
  const items = await dump(world.clients.dynamodb, table);
  const [line] = items.filter(({ pk }) => pk?.S?.startsWith('history#'));
  const days = (Number(line?.expiresAt?.N) * 1000 - world.clock.time) / 86_400_000;
  expect(days).toBeCloseTo(2, 3);
});
