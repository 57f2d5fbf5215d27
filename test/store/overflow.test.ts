import type { Chunk, Store } from '../../functions/domain/state.ts';
import type { Entry } from '../../functions/domain/outbox.ts';
import { entry, fraud, hour, record, removed, waiting } from '../domain/build.ts';
import { itemBytes } from '../support/table.ts';
import { committed, Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const sk = 'group#fraud#0';
const records = new Map([[1, record()]]);

/** So many entries of twelve thousand bytes and more. */
const many = (prefix: string, count: number, order = 1000): Entry[] =>
  Array.from({ length: count }, (_, index) =>
    entry(`${prefix}${index}`, index + 1, {
      order: order + index,
      change: removed(index + 1, { description: 'x'.repeat(12_000) }),
    }),
  );

const ids = ({ entries }: { readonly entries: readonly Entry[] }) => entries.map(({ id }) => id);
const overflowKeys = async () => (await stage.keys()).filter((key) => key.startsWith('outbox#'));
const settled = (change: string) => ({ change, destination: 'people', token: 'nobody', next: 'settled' as const });

/** A group's item whose outbox has no room left. */
async function full(store: Store): Promise<Chunk> {
  return committed(store, await store.read(fraud, 0), { records, entries: many('old', 12) });
}

test('entries that the item has no room for go to an item of their own, and are read with it', async () => {
  const store = stage.store();
  const after = await committed(store, await full(store), { entries: many('new', 6, 2000) });
  expect(after.entries).toHaveLength(12);
  expect(after.overflow.map(ids)).toEqual([many('new', 6).map(({ id }) => id)]);
  expect(await store.read(fraud, 0)).toEqual(after);
  expect((await store.load()).chunks).toEqual([after]);
  expect(await overflowKeys()).toEqual(after.overflow.map(({ key }) => key.sk));
});

test('an entry that waits already is not written over: the same for another destination stands beside it', async () => {
  const store = stage.store();
  const first = await committed(store, await store.read(fraud, 0), { records, entries: [entry('one', 1)] });
  const again = { ...entry('one', 1, { order: 2000 }), to: { machines: waiting('other') } };
  const after = await committed(store, first, { entries: [again] });
  expect([after, ...after.overflow].map(({ entries }) => entries.map(({ to }) => Object.keys(to)))).toEqual([
    [['people']],
    [['machines']],
  ]);
  // As it was before the second came: what is settled by that leaves the second alone.
  await store.write(first, [settled('one')]);
  expect(await store.read(fraud, 0)).toMatchObject({ entries: [], overflow: [{ entries: [{ id: 'one' }] }] });
});

test('several overflow items keep the order of their commits', async () => {
  const store = stage.store();
  let chunk = await full(store);
  for (const [prefix, order] of [
    ['a', 2000],
    ['b', 3000],
    ['c', 4000],
  ] as const) {
    chunk = await committed(store, chunk, { entries: many(prefix, 6, order) });
  }
  const orders = [chunk, ...chunk.overflow].map(({ entries }) => entries[0]?.order);
  expect([...orders].sort((a = 0, b = 0) => a - b)).toEqual([1000, 2000, 3000, 4000]);
  expect(chunk.entries).toHaveLength(12);
});

test('an item far below 300 KB results whatever is committed to it', async () => {
  const store = stage.store();
  const records = new Map(
    Array.from({ length: 4096 }, (_, index) => [
      index + 1,
      record({ createdAt: index * 86_400_000, stage: 'Production', stageStatus: 'Active', description: index }),
    ]),
  );
  let chunk = await committed(store, await store.read(fraud, 0), { records });
  for (let round = 1; round < 8; round++)
    chunk = await committed(store, chunk, { entries: many(`r${round}-`, 6, round * 1000) });
  const sizes = (await stage.items()).map(itemBytes);
  expect(sizes.length).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(300_000);
  expect(chunk.records).toEqual(records);
});

test('until the commit lists it, an overflow item is void; refused, it is deleted', async () => {
  const store = stage.store();
  const chunk = await full(store);
  stage.before('UpdateItem', async () => {
    expect(await overflowKeys()).toHaveLength(1);
    expect((await store.load()).chunks[0]?.overflow).toEqual([]);
    const other = stage.store();
    await committed(other, await other.read(fraud, 0), { born: 1 });
  });
  expect(await store.commit(chunk, { entries: many('new', 6, 2000) })).toBe('conflict');
  expect(await overflowKeys()).toEqual([]);
});

test('a commit whose answer is lost keeps its overflow', async () => {
  const store = stage.store();
  const chunk = await full(store);
  stage.loseAnswerOf('UpdateItem');
  const after = await committed(store, chunk, { entries: many('new', 6, 2000) });
  expect(after.overflow.map(({ entries }) => entries.length)).toEqual([6]);
});

test('a commit whose answer is lost, and that another followed, keeps its overflow', async () => {
  const store = stage.store();
  const chunk = await full(store);
  stage.next('UpdateItem', async (_call, next) => {
    await next();
    const other = stage.store();
    await committed(other, await other.read(fraud, 0), { born: 1 });
    return 'hang-up';
  });
  expect(await store.commit(chunk, { entries: many('new', 6, 2000) })).toBe('conflict');
  const now = await store.read(fraud, 0);
  expect(now.overflow.map(({ entries }) => entries.length)).toEqual([6]);
  expect((await store.load()).chunks).toEqual([now]);
});

test('settled in the overflow, entries leave it; emptied, it goes with the next commit, and the item can be dropped', async () => {
  const store = stage.store();
  const chunk = await committed(store, await full(store), { entries: many('new', 6, 2000) });
  const [overflow] = chunk.overflow;
  if (!overflow) throw new Error('no overflow');
  expect(await store.write(overflow, ids(overflow).map(settled))).toMatchObject({ entries: [] });
  await store.write(chunk, ids(chunk).map(settled));

  const emptied = await store.read(fraud, 0);
  expect(emptied.overflow).toEqual([{ key: overflow.key, at: stage.time, entries: [] }]);
  await store.drop(emptied);
  expect(await stage.keys()).toHaveLength(2);

  const tidy = await committed(store, emptied, {});
  expect(tidy.overflow).toEqual([]);
  expect(await stage.keys()).toEqual([sk]);
  await store.drop(tidy);
  expect(await stage.keys()).toEqual([]);
});

test('taken and settled entries of an overflow item are conditional on their tokens as any', async () => {
  const store = stage.store();
  const chunk = await committed(store, await full(store), { entries: many('new', 6, 2000) });
  const [overflow] = chunk.overflow;
  if (!overflow) throw new Error('no overflow');
  const taken = await store.write(overflow, [{ ...settled('new0'), next: waiting('mine', 5) }]);
  expect(taken.entries[0]?.to).toEqual({ people: waiting('mine', 5) });
  expect((await store.write(overflow, [settled('new0'), settled('new1')])).entries.map(({ id }) => id)).toContain(
    'new0',
  );
});

test('a write to an overflow item that is gone does not bring it back', async () => {
  const store = stage.store();
  const gone = { key: { pk: stage.pk, sk: `outbox#${sk}#gone` }, entries: [entry('one', 1)] };
  expect(await store.write(gone, [settled('one')])).toMatchObject({ entries: [] });
  expect(await stage.keys()).toEqual([]);
});

describe('an overflow item that no item lists', () => {
  const orphaned = async (store: Store) => {
    stage.next('UpdateItem', () => Promise.resolve('hang-up'));
    stage.next('UpdateItem', () => Promise.resolve('hang-up'));
    stage.next('UpdateItem', () => Promise.resolve('hang-up'));
    await expect(store.commit(await full2(store), { entries: many('new', 6, 2000) })).rejects.toThrow();
  };
  // Begun before the faults are set, which meet the next update.
  const full2 = (store: Store) => store.read(fraud, 0);

  test('is deleted after an hour, not sooner', async () => {
    const store = stage.store();
    await full(store);
    await orphaned(store);
    expect(await overflowKeys()).toHaveLength(1);
    stage.time += hour;
    await store.load();
    expect(await overflowKeys()).toHaveLength(1);
    stage.time += 1;
    await store.load();
    expect(await overflowKeys()).toEqual([]);
  });
});

describe('nothing that waits is lost with what cannot be read', () => {
  const spilt = async (store: Store) => {
    const chunk = await committed(store, await full(store), { entries: many('new', 6, 2000) });
    const [overflow] = chunk.overflow;
    if (!overflow) throw new Error('no overflow');
    return { chunk, overflow };
  };

  test('an overflow item stays while the item that lists it cannot be read', async () => {
    const store = stage.store();
    await spilt(store);
    await stage.tamper(sk, { format: 2 });
    stage.time += 2 * hour;
    expect((await store.load()).broken.map((one) => one.sk)).toEqual([sk]);
    expect(await overflowKeys()).toHaveLength(1);
  });

  test.each([
    ['newer', { format: 2 }],
    ['corrupt', { outbox: 'none' }],
  ])('an overflow item that is %s is not taken for empty: its group is broken too', async (_, attributes) => {
    const store = stage.store();
    const { overflow } = await spilt(store);
    await stage.tamper(overflow.key.sk, attributes);
    const { chunks, broken } = await store.load();
    expect(chunks).toHaveLength(0);
    expect(broken.map((one) => one.sk).sort()).toEqual([sk, overflow.key.sk]);
    await expect(store.read(fraud, 0)).rejects.toThrow(overflow.key.sk);
  });
});
