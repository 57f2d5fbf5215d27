import { ownGroup } from '../../functions/domain/collection.ts';
import { entry, fraud, record, removed } from '../domain/build.ts';
import { committed, Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const records = new Map([[1, record()]]);
const begin = async (name: string, chunk = 0) => {
  const store = stage.store();
  return committed(store, await store.read(ownGroup(name), chunk), { records });
};

test('nothing recorded is nothing at all', async () => {
  expect(await stage.store().load()).toEqual({ source: { rev: 0, terms: {} }, chunks: [], parked: 0, broken: [] });
});

test('all that is recorded of a source is read, whatever its group is called, and nothing of another', async () => {
  await begin('other');
  stage.reset();
  const shared = {
    kind: 'group' as const,
    id: 'arn:aws:sagemaker:eu-west-1:999999999999:model-package-group/fraud',
    name: 'fraud',
    reference: 'arn:aws:sagemaker:eu-west-1:999999999999:model-package-group/Fraud',
  };
  const store = stage.store();
  const all = [
    await begin('Fraud'),
    await begin('Fraud', 1),
    await begin('a'),
    await committed(store, await store.read(shared, 0), {}),
  ];
  const { chunks } = await store.load();
  const bySk = (a: { key: { sk: string } }, b: { key: { sk: string } }) => (a.key.sk < b.key.sk ? -1 : 1);
  expect([...chunks].sort(bySk)).toEqual(all.sort(bySk));
});

test('more than a megabyte is read page by page', async () => {
  const store = stage.store();
  const large = (id: string) => entry(id, 1, { change: removed(1, { description: 'x'.repeat(120_000) }) });
  for (let n = 0; n < 12; n++) await committed(store, await begin(`group-${n}`), { entries: [large('one')] });
  stage.calls.length = 0;
  const { chunks } = await store.load();
  expect(chunks).toHaveLength(12);
  expect(chunks.every(({ entries }) => entries.length === 1)).toBe(true);
  expect(stage.calls.map(({ operation }) => operation)).toEqual(['Query', 'Query']);
  expect(stage.calls.every(({ body }) => body['ConsistentRead'] === true)).toBe(true);
});

test('what was parked is kept, counted, and parked once however often it is parked', async () => {
  const store = stage.store();
  const home = { collection: ownGroup('fraud'), chunk: 3 };
  for (const at of [1, 2]) {
    await store.park({ entry: entry('one', 1), destination: 'people', why: 'it was refused', at, home });
    await store.park({ entry: entry('one', 1), destination: 'machines', why: 'it was refused', at, home });
  }
  expect(await store.load()).toMatchObject({ parked: 2, chunks: [], broken: [] });
  expect(await stage.raw('parked#one.people')).toMatchObject({
    change: { S: JSON.stringify(removed(1)) },
    destination: { S: 'people' },
    why: { S: 'it was refused' },
    collection: { M: { kind: { S: 'group' }, id: { S: 'fraud' } } },
    chunk: { N: '3' },
  });
});

test('an item that cannot be read is reported, and hides no other', async () => {
  await begin('good');
  await begin('Fraud');
  await stage.tamper('group#fraud#0', { versions: Uint8Array.from([1]) });
  await begin('newer');
  await stage.tamper('group#newer#0', { format: 2 });
  const { chunks, broken } = await stage.store().load();
  expect(chunks.map(({ collection }) => collection.id)).toEqual(['good']);
  expect(broken).toEqual([
    { sk: 'group#fraud#0', error: expect.objectContaining({ name: 'StateError' }) as Error },
    { sk: 'group#newer#0', error: expect.objectContaining({ name: 'StateError' }) as Error },
  ]);
});

test('a source whose own item is newer is not read at all: without it nobody can tell news from what was there', async () => {
  await begin('Fraud');
  const store = stage.store();
  await store.saveSource({ rev: 0, terms: {} }, {});
  await stage.tamper('#source', { format: 2 });
  await expect(store.load()).rejects.toThrow(/format 2/);
});

test('items of kinds that only a newer release knows are passed over, and left alone', async () => {
  await stage.tamper('endpoint#training', { format: 2 });
  await begin('Fraud');
  expect(await stage.store().load()).toMatchObject({ chunks: [{ collection: fraud }], broken: [] });
  expect(await stage.keys()).toEqual(['endpoint#training', 'group#fraud#0']);
});

describe('the source', () => {
  const terms = { '["*",[],null,null,null]': { since: 5 } };

  test('is saved, and saved over, on the revision that was read', async () => {
    const store = stage.store();
    const first = await store.saveSource({ rev: 0, terms: {} }, { terms });
    expect(first).toEqual({ rev: 1, terms });
    if (first === 'conflict') return;
    const second = await store.saveSource(first, { accountCalls: 4 });
    expect(second).toEqual({ rev: 2, terms, accountCalls: 4 });
    expect(await store.saveSource(first, { accountCalls: 9 })).toBe('conflict');
    expect((await store.load()).source).toEqual(second);
  });

  test('is created once when two create it', async () => {
    const results = await Promise.all([1, 2].map(() => stage.store().saveSource({ rev: 0, terms: {} }, { terms })));
    expect(results).toContain('conflict');
    expect(results).toContainEqual({ rev: 1, terms });
  });

  test('is known as saved when the answer is lost', async () => {
    stage.loseAnswerOf('UpdateItem');
    expect(await stage.store().saveSource({ rev: 0, terms: {} }, { terms })).toEqual({ rev: 1, terms });
  });

  test('is not saved over by older code, which leaves alone what it does not know', async () => {
    const store = stage.store();
    const first = await store.saveSource({ rev: 0, terms: {} }, { terms });
    if (first === 'conflict') throw new Error('conflict');
    await stage.tamper('#source', { cursor: 'x' });
    const second = await store.saveSource(first, { accountCalls: 4 });
    if (second === 'conflict') throw new Error('conflict');
    expect(await stage.raw('#source')).toMatchObject({ cursor: { S: 'x' }, accountCalls: { N: '4' } });
    await stage.tamper('#source', { format: 2 });
    await expect(store.saveSource(second, { accountCalls: 5 })).rejects.toThrow(/format 2/);
    expect(await stage.raw('#source')).toMatchObject({ accountCalls: { N: '4' } });
  });
});
