import type { PackageChange } from '../../functions/domain/change.ts';
import { entryBytes } from '../../functions/domain/outbox.ts';
import { arnOf, entry, fraud, record, removed, waiting } from '../domain/build.ts';
import { itemBytes } from '../support/table.ts';
import { committed, Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const records = new Map([[1, record()]]);
const uuid = '0b0f6f0e-5f5c-4c43-8e0e-2f6c1d3b5a79';
const longId = (index: number) => `change-id-of-22-bytes${index}`;

/**
 * DynamoDB's limits, which the embedded one does not know: 4 KB an expression, 300 operators and functions (the `=` of a SET is
 * none), 255 bytes a name.
 */
function expectWithinLimits(body: Record<string, unknown>): void {
  const names = Object.entries((body['ExpressionAttributeNames'] ?? {}) as Record<string, string>);
  expect(Math.max(0, ...names.flat().map((name) => Buffer.byteLength(name)))).toBeLessThan(255);
  for (const part of ['UpdateExpression', 'ConditionExpression']) {
    const expression = typeof body[part] === 'string' ? body[part] : '';
    expect(Buffer.byteLength(expression)).toBeLessThan(4096);
    const operators = part === 'UpdateExpression' ? /[-+(]/g : /[=<(]|\bAND\b/g;
    expect(expression.match(operators)?.length ?? 0).toBeLessThan(300);
  }
}

const lastUpdates = () => stage.calls.filter(({ operation }) => operation === 'UpdateItem').map(({ body }) => body);

test('the expressions of a commit of 250 changes, five of each version of a round, are within DynamoDB’s limits', async () => {
  const store = stage.store();
  const first = await committed(store, await store.read(fraud, 0), { records });
  const entries = Array.from({ length: 250 }, (_, index) =>
    entry(longId(index), 1 + (index % 50), { order: 2000 + index }),
  );
  const after = await committed(store, first, {
    records,
    arnPrefix: arnOf(1).slice(0, -1),
    born: 1,
    baselined: 1,
    unwantedSince: null,
    gone: null,
    entries,
  });
  expect(after.entries).toHaveLength(250);
  for (const body of lastUpdates()) expectWithinLimits(body);
});

test.each<[string, (destination: string) => object]>([
  ['taking', () => ({ next: waiting(uuid, Date.now()) })],
  ['marking', () => ({ next: { ...waiting(uuid, Date.now()), unconfigured: true } })],
  ['settling', () => ({ next: 'settled' })],
  ['taking and settling', (name) => ({ next: name.endsWith('1') ? 'settled' : waiting(uuid, Date.now()) })],
])('the expressions of %s for hundreds of destinations and changes are within DynamoDB’s limits', async (_, next) => {
  const store = stage.store();
  const names = Array.from({ length: 20 }, (_, index) => `${'destination-'.repeat(5)}${index}`);
  const to = Object.fromEntries(names.map((name) => [name, waiting(uuid)]));
  const entries = Array.from({ length: 15 }, (_, index) =>
    entry(longId(index), index + 1, { order: 1000 + index, to }),
  );
  const chunk = await committed(store, await store.read(fraud, 0), { records, entries });
  stage.calls.length = 0;
  const writes = entries.flatMap(({ id: change }) =>
    names.map((destination) => ({ change, destination, token: uuid, next: 'settled' as const, ...next(destination) })),
  );
  await store.write(chunk, writes);
  expect(lastUpdates().length).toBeGreaterThan(5);
  for (const body of lastUpdates()) expectWithinLimits(body);
});

test('an entry takes no more of its item than it is counted for', async () => {
  const store = stage.store();
  const richest: PackageChange = removed(1, {
    description: 'ünïcödé 字 \u0001"\\'.repeat(150),
    reason: '💥'.repeat(900),
    lifeCycle: { stage: 'Production', stageStatus: 'Active', stageDescription: 'é'.repeat(900) },
  });
  const delivery = { due: Number.MAX_SAFE_INTEGER, token: uuid, unconfigured: true };
  const cases = [
    entry('a', 1, { to: { p: delivery } }),
    entry('change-id-of-22-bytes00', 1, {
      order: 999_999_999_999,
      committedAt: Number.MAX_SAFE_INTEGER,
      change: richest,
      to: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`destination-${n}`, delivery])),
    }),
    entry('b', 1, { to: { 'zürich-größe': delivery } }),
  ];
  for (const [index, one] of cases.entries()) {
    const chunk = await store.read(fraud, index);
    const bare = await committed(store, chunk, { records });
    const before = itemBytes((await stage.raw(chunk.key.sk)) ?? {});
    await committed(store, bare, { entries: [one] });
    const after = itemBytes((await stage.raw(chunk.key.sk)) ?? {});
    // The revision may have grown by a digit, the write id too.
    expect(after - before).toBeLessThanOrEqual(entryBytes(one) + 2);
  }
});
