import { errorAnswer } from '../../local/aws/index.ts';
import { eventAbout } from '../support/events.ts';
import { World, config, rule } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  for (let n = 0; n < 30; n++) await world.createGroup(`g${n}`);
});
afterEach(() => world.close());

const hour = 3_600_000;
const sns = { sns: { format: 'json' as const, email: [] } };
const two = config({
  watch: [rule({ notify: ['people', 'robots'] })],
  destinations: { people: sns, robots: sns },
});

/** SNS refuses one topic, or all, with a server's error. */
function breakTopic(name = ''): void {
  world.intercept((call, next) => {
    if (call.service !== 'sns' || !decodeURIComponent(call.body.toString()).includes(`:${name}`)) return next();
    return Promise.resolve({ status: 400, headers: { 'content-type': 'text/xml' }, body: notFound });
  });
}

const notFound = Buffer.from(
  '<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>',
);

const sends = () => world.countCalls().PublishBatch ?? 0;

test('a dead topic costs one probe per back-off, not one per group; the other topic goes on (invariant 10)', async () => {
  await world.poll({ config: two });
  for (let n = 0; n < 30; n++) await world.register(`g${n}`);
  breakTopic('people');
  await world.poll({ config: two });
  expect(world.told().map(({ destination }) => destination)).toEqual(Array.from({ length: 30 }, () => 'robots'));
  sends();
  // Closed for about a second, then two, then four: a poll within that time asks nothing of it.
  for (let n = 0; n < 5; n++) await world.poll({ config: two });
  expect(sends()).toBeLessThanOrEqual(3);
  world.clock.advance(2 * hour);
  sends();
  await world.poll({ config: two });
  expect(sends()).toBe(1);
  expect(world.reports.at(-1)?.closedDestinations).toBe(1);
  expect(world.reports.at(-1)?.oldestUndelivered).toBeGreaterThan(7000);

  world.noFaults();
  world.clock.advance(2 * hour);
  await world.poll({ config: two });
  expect(world.told().map(({ destination }) => destination)).toEqual(Array.from({ length: 30 }, () => 'people'));
  expect(world.reports.at(-1)).toMatchObject({ closedDestinations: 0, oldestUndelivered: 0, parked: 0 });
});

test('of an item whose waiting entries cannot be taken nothing is sent: no acceptance would be kept', async () => {
  await world.poll({ config: two });
  await world.register('g0');
  breakTopic('people');
  await world.poll({ config: two });
  world.clock.advance(2 * hour);
  const second = await world.register('g0');
  let updates = 0;
  // The commit of the second version gets through; then the item is refused.
  world.intercept((call, next) =>
    call.operation === 'UpdateItem' && call.body.includes('group#g0#') && ++updates > 1
      ? Promise.resolve(errorAnswer('dynamodb', 'AccessDeniedException', 'not for you', 400))
      : next(),
  );
  await world.react([eventAbout(second)], { config: two });
  expect(updates).toBe(2);
  world.noFaults();
  world.clock.advance(hour);
  await world.poll({ config: two });
  const told = world.told().map(({ destination, change }) => `${destination} ${change.version}`);
  expect(told.sort()).toEqual(['people 1', 'people 2', 'robots 1', 'robots 2']);
});

test('a request that was cut off because its invocation was over closes no topic', async () => {
  await world.poll({ config: two });
  await world.register('g0');
  world.intercept((call, next) => {
    if (call.service !== 'sns') return next();
    world.clock.advance(301_000);
    return Promise.resolve({ status: 400, headers: { 'content-type': 'text/xml' }, body: notFound });
  });
  await world.poll({ config: two });
  expect(world.reports.at(-1)?.closedDestinations).toBe(0);
  world.noFaults();
  await world.poll({ config: two });
  expect(world.told()).toHaveLength(2);
});

test('nothing is asked of a closed topic before its time (invariant 9)', async () => {
  await world.poll();
  await world.register('g0');
  const asked: number[] = [];
  world.intercept((call, next) => {
    if (call.service !== 'sns') return next();
    asked.push(world.clock.time);
    return Promise.resolve({ status: 400, headers: { 'content-type': 'text/xml' }, body: notFound });
  });
  for (let n = 0; n < 400; n++) {
    world.clock.advance(10_000);
    await world.poll();
  }
  const gaps = asked.slice(1).map((time, i) => time - (asked[i] ?? 0));
  // Twice as long each time, of which at least half is waited, up to an hour.
  gaps.forEach((gap, i) => {
    expect(gap).toBeGreaterThanOrEqual(Math.min(hour, 1000 * 2 ** (i + 1)) / 2);
  });
  expect(asked.length).toBeLessThan(20);
});

test('a topic that fails for three days loses nothing, and keeps the order of each version', async () => {
  await world.poll();
  breakTopic();
  const arn = await world.register('g0');
  for (let day = 0; day < 3; day++) {
    await world.poll();
    await (day % 2 === 0 ? world.approve(arn) : world.reject(arn));
    await world.poll();
    world.clock.advance(24 * hour);
  }
  await world.poll();
  world.noFaults();
  world.clock.advance(2 * hour);
  await world.poll();
  expect(world.toldShort()).toEqual([
    'registered g0 v1 to PendingManualApproval',
    'approval g0 v1 from PendingManualApproval to Approved',
    'approval g0 v1 from Approved to Rejected',
    'approval g0 v1 from Rejected to Approved',
  ]);
});

test('after 76 hours of failure it is parked, counted, and blocks nothing that comes later', async () => {
  await world.poll();
  breakTopic();
  const arn = await world.register('g0');
  for (let n = 0; n < 75; n++) {
    await world.poll();
    world.clock.advance(hour);
  }
  await world.poll();
  expect(world.reports.at(-1)?.parked).toBe(0);
  await world.approve(arn);
  world.clock.advance(2 * hour);
  await world.poll();
  await world.poll();
  expect(world.reports.at(-1)).toMatchObject({ parked: 1 });
  world.noFaults();
  world.clock.advance(2 * hour);
  await world.poll();
  expect(world.toldShort()).toEqual(['approval g0 v1 from PendingManualApproval to Approved']);
});

test('a message that is refused as such is tried plain, then parked; the others are told', async () => {
  await world.poll();
  await world.register('g0', { ModelPackageDescription: 'poison' });
  await world.register('g1');
  world.intercept((call, next) =>
    call.service === 'sns' && call.body.toString().includes('g0%2F1')
      ? Promise.resolve({
          status: 400,
          headers: { 'content-type': 'text/xml' },
          body: Buffer.from(
            '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>Invalid parameter: Message</Message></Error></ErrorResponse>',
          ),
        })
      : next(),
  );
  await world.poll();
  expect(world.toldShort()).toEqual(['registered g1 v1 to PendingManualApproval']);
  expect(world.reports.at(-1)).toMatchObject({ parked: 1, closedDestinations: 0 });
});

test('a destination taken out of the config keeps its notifications for an hour, then they are cancelled', async () => {
  await world.poll({ config: two });
  breakTopic('robots');
  await world.register('g0');
  await world.poll({ config: two });
  world.told();
  world.noFaults();
  const one = config();
  world.clock.advance(hour / 2);
  await world.poll({ config: one });
  await world.poll({ config: two });
  expect(world.told().map(({ destination }) => destination)).toEqual(['robots']);

  breakTopic('robots');
  await world.register('g1');
  await world.poll({ config: two });
  world.told();
  world.noFaults();
  await world.poll({ config: one });
  world.clock.advance(hour + 1);
  await world.poll({ config: one });
  await world.poll({ config: two });
  expect(world.told()).toEqual([]);
  expect(world.reports.at(-1)).toMatchObject({ oldestUndelivered: 0, parked: 0 });
});
