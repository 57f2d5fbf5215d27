import type { Chunk } from '../../functions/domain/state.ts';
import { StateError } from '../../functions/store/errors.ts';
import { entry, fraud, record, waiting } from '../domain/build.ts';
import { committed, Stage, tokens } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const sk = 'group#fraud#0';
const records = (...numbers: number[]) => new Map(numbers.map((number) => [number, record()]));
const begun = async () => committed(stage.store(), await stage.store().read(fraud, 0), { records: records(1) });

test('what was never written reads as nothing yet', async () => {
  expect(await stage.store().read(fraud, 3)).toMatchObject({ rev: 0, chunk: 3, collection: fraud, entries: [] });
  expect(await stage.keys()).toEqual([]);
});

test('a commit writes records, outbox and all else that it names, in one write', async () => {
  const store = stage.store();
  const full = {
    records: records(1, 2),
    arnPrefix: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud/',
    born: 5,
    baselined: 6,
    unwantedSince: 7,
    entries: [
      entry('one', 1),
      entry('two', 2, { order: 1001, to: { people: waiting('a', 9), machines: waiting('b') } }),
    ],
  };
  const first = await committed(store, await store.read(fraud, 0), full);
  expect(first).toMatchObject({ ...full, rev: 1, collection: fraud, chunk: 0, overflow: [] });
  expect(stage.count('UpdateItem')).toBe(1);
  expect(await store.read(fraud, 0)).toEqual(first);
  expect((await store.load()).chunks).toEqual([first]);
});

test('what a commit does not name stays, and null clears', async () => {
  const store = stage.store();
  const first = await committed(store, await begun(), {
    born: 5,
    unwantedSince: 7,
    gone: true,
    entries: [entry('one', 1)],
  });
  const second = await committed(store, first, { unwantedSince: null, gone: null });
  expect(second).toMatchObject({ born: 5, records: records(1), rev: 3 });
  expect(second.entries.map(({ id }) => id)).toEqual(['one']);
  expect(second).not.toHaveProperty('unwantedSince');
  expect(second).not.toHaveProperty('gone');
});

test('of two commits on one revision the first wins, and the other changes nothing', async () => {
  const chunk = await begun();
  const results = await Promise.all(
    [2, 3, 4].map((version) =>
      stage.store().commit(chunk, { records: records(version), entries: [entry(`v${version}`, version)] }),
    ),
  );
  expect(results.filter((result) => result === 'conflict')).toHaveLength(2);
  const winner = results.find((result): result is Chunk => result !== 'conflict');
  expect(await stage.store().read(fraud, 0)).toEqual(winner);
});

test('of two first commits one wins', async () => {
  const store = stage.store();
  const nothing = await store.read(fraud, 0);
  const results = await Promise.all([1, 2].map((version) => store.commit(nothing, { records: records(version) })));
  expect(results.filter((result) => result === 'conflict')).toHaveLength(1);
});

describe('a commit whose answer is lost', () => {
  test('is known by its write id when the client sends it again', async () => {
    const chunk = await begun();
    stage.loseAnswerOf('UpdateItem');
    const after = await committed(stage.store(), chunk, { records: records(1, 2), entries: [entry('one', 2)] });
    expect(after).toMatchObject({ rev: 2, records: records(1, 2) });
    expect(after.entries).toHaveLength(1);
  });

  test('is known by it too when the item is new', async () => {
    const store = stage.store();
    const nothing = await store.read(fraud, 0);
    stage.loseAnswerOf('UpdateItem');
    expect(await store.commit(nothing, { records: records(1) })).toMatchObject({ rev: 1 });
  });

  test('is a conflict when another commit followed meanwhile, and what it added stays', async () => {
    const chunk = await begun();
    stage.next('UpdateItem', async (_call, next) => {
      await next();
      const other = stage.store();
      await committed(other, await other.read(fraud, 0), { records: records(1, 2, 3) });
      return 'hang-up';
    });
    expect(await stage.store().commit(chunk, { entries: [entry('one', 1)] })).toBe('conflict');
    const now = await stage.store().read(fraud, 0);
    expect(now).toMatchObject({ rev: 3, records: records(1, 2, 3) });
    expect(now.entries.map(({ id }) => id)).toEqual(['one']);
  });
});

test('a settlement between read and commit neither disturbs the commit nor is undone by it', async () => {
  const store = stage.store();
  const first = await committed(store, await begun(), { entries: [entry('one', 1), entry('two', 1, { order: 1001 })] });
  await store.write(first, [{ change: 'one', destination: 'people', token: 'nobody', next: 'settled' }]);
  const after = await committed(store, first, {
    records: records(1, 2),
    entries: [entry('three', 2, { order: 2000 })],
  });
  expect(after.entries.map(({ id }) => id)).toEqual(['two', 'three']);
});

test('a commit between read and settlement neither disturbs the settlement nor is undone by it', async () => {
  const store = stage.store();
  const first = await committed(store, await begun(), { entries: [entry('one', 1)] });
  await committed(store, first, { records: records(1, 2), entries: [entry('two', 2, { order: 2000 })] });
  const outbox = await store.write(first, [{ change: 'one', destination: 'people', token: 'nobody', next: 'settled' }]);
  expect(outbox.entries.map(({ id }) => id)).toEqual(['two']);
  expect(await store.read(fraud, 0)).toMatchObject({ rev: 3, records: records(1, 2) });
});

describe('what a newer release wrote', () => {
  test('attributes unknown here are left alone by commit and settlement', async () => {
    const store = stage.store();
    const first = await committed(store, await begun(), {
      entries: [entry('one', 1), entry('two', 2, { order: 1001 })],
    });
    await stage.tamper(sk, { sweep: { since: 5 } });
    const second = await committed(store, first, { records: records(1, 2), baselined: 9 });
    await store.write(second, [
      { change: 'one', destination: 'people', token: 'nobody', next: 'settled' },
      { change: 'two', destination: 'people', token: 'nobody', next: waiting('mine', 5) },
    ]);
    expect(await stage.raw(sk)).toMatchObject({ sweep: { M: { since: { N: '5' } } }, rev: { N: '3' } });
    expect(tokens(await store.read(fraud, 0))).toEqual({ two: { people: 'mine' } });
  });

  const commit = async (chunk: Chunk) => stage.store().commit(chunk, { records: records(9) });
  const take = async (chunk: Chunk) =>
    stage.store().write(chunk, [{ change: 'one', destination: 'people', token: 'nobody', next: waiting('mine') }]);
  const settle = async (chunk: Chunk) =>
    stage.store().write(chunk, [{ change: 'one', destination: 'people', token: 'nobody', next: 'settled' }]);
  const read = async () => stage.store().read(fraud, 0);

  test.each([
    ['commit', commit],
    ['taking', take],
    ['settlement', settle],
    ['reading', read],
  ])('a higher format is refused before anything is written: %s', async (_, act) => {
    const store = stage.store();
    const first = await committed(store, await begun(), { entries: [entry('one', 1)] });
    await stage.tamper(sk, { format: 2 });
    const before = await stage.raw(sk);
    await expect(act(first)).rejects.toThrow(StateError);
    await expect(act(first)).rejects.toThrow(/format 2 is newer/);
    expect(await stage.raw(sk)).toEqual(before);
  });

  test('a higher format is not taken for an item that is not there yet', async () => {
    const nothing = await stage.store().read(fraud, 0);
    await begun();
    await stage.tamper(sk, { format: 2 });
    await expect(stage.store().commit(nothing, { records: records(9) })).rejects.toThrow(/format 2/);
  });

  test('a higher format is not dropped', async () => {
    const chunk = await begun();
    await stage.tamper(sk, { format: 2 });
    await stage.store().drop(chunk);
    expect(await stage.keys()).toEqual([sk]);
  });
});

describe('what cannot be understood is never read as empty', () => {
  test.each<[string, Record<string, unknown>]>([
    ['packed versions', { versions: Uint8Array.from([1, 7, 0]) }],
    ['versions that are no bytes', { versions: 'AQA=' }],
    ['an outbox that is no map', { outbox: [] }],
    ['an entry without its change', { outbox: { one: { order: 1, at: 1, to: {} } } }],
    ['a change that is no JSON', { outbox: { one: { order: 1, at: 1, change: '{', to: {} } } }],
    ['a change of an unknown kind', { outbox: { one: { order: 1, at: 1, change: '{"kind":"sold"}', to: {} } } }],
    ['a revision that is no number', { rev: 'one' }],
    ['no format', { format: 'one' }],
  ])('%s', async (_, attributes) => {
    const chunk = await begun();
    await stage.tamper(sk, attributes);
    const before = await stage.raw(sk);
    await expect(stage.store().read(fraud, 0)).rejects.toThrow(StateError);
    await expect(stage.store().commit({ ...chunk, rev: 7 }, { born: 1 })).rejects.toThrow(sk);
    expect(await stage.raw(sk)).toEqual(before);
  });
});

describe('an item is dropped', () => {
  const empty = async () => committed(stage.store(), await begun(), { gone: true });

  test('when it is as it was read', async () => {
    await stage.store().drop(await empty());
    expect(await stage.keys()).toEqual([]);
  });

  test('unless it was committed to since', async () => {
    const chunk = await empty();
    await committed(stage.store(), chunk, { gone: null });
    await stage.store().drop(chunk);
    expect(await stage.keys()).toEqual([sk]);
  });

  test('unless something waits in its outbox', async () => {
    const chunk = await committed(stage.store(), await empty(), { entries: [entry('one', 1)] });
    await stage.store().drop(chunk);
    expect(await stage.keys()).toEqual([sk]);
  });

  test('and not twice', async () => {
    const chunk = await empty();
    await stage.store().drop(chunk);
    await stage.store().drop(chunk);
    expect(await stage.keys()).toEqual([]);
  });
});
