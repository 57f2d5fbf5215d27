import type { Chunk, DeliveryWrite } from '../../functions/domain/state.ts';
import { entry, fraud, record, removed, waiting } from '../domain/build.ts';
import { committed, Stage, tokens } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const records = new Map([[1, record()]]);

/** An item whose outbox holds these entries, each for these destinations, all held by nobody. */
async function outboxOf(ids: readonly string[], destinations: readonly string[] = ['people']): Promise<Chunk> {
  const store = stage.store();
  const to = Object.fromEntries(destinations.map((name) => [name, waiting()]));
  const entries = ids.map((id, index) => entry(id, index + 1, { order: 1000 + index, to }));
  return committed(store, await store.read(fraud, 0), { records, entries });
}

const settle = (change: string, destination = 'people', token = 'nobody'): DeliveryWrite => ({
  change,
  destination,
  token,
  next: 'settled',
});
const take = (change: string, destination = 'people', token = 'nobody'): DeliveryWrite => ({
  change,
  destination,
  token,
  next: waiting('mine', 99),
});
const stored = async () => tokens(await stage.store().read(fraud, 0));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`);

test('taken, it bears the new token and time; settled, it goes, and its entry with the last of it', async () => {
  const outbox = await outboxOf(['one', 'two'], ['people', 'machines']);
  const store = stage.store();
  const taken = await store.write(outbox, [take('one'), settle('two', 'machines')]);
  expect(taken.entries.map(({ id, to }) => [id, to])).toEqual([
    ['one', { people: waiting('mine', 99), machines: waiting() }],
    ['two', { people: waiting() }],
  ]);
  const after = await store.write(taken, [settle('one', 'people', 'mine'), settle('one', 'machines'), settle('two')]);
  expect(after.entries).toEqual([]);
  expect(await stored()).toEqual({});
  expect(stage.count('UpdateItem')).toBe(3);
});

test('nothing to write is no call', async () => {
  const outbox = await outboxOf(['one']);
  stage.calls.length = 0;
  expect(await stage.store().write(outbox, [])).toEqual(outbox);
  expect(stage.calls).toEqual([]);
});

test('that its destination is not configured is remembered, and forgotten', async () => {
  const outbox = await outboxOf(['one']);
  const store = stage.store();
  const marked = await store.write(outbox, [{ ...take('one'), next: { ...waiting('mark', 5), unconfigured: true } }]);
  expect(marked.entries[0]?.to).toEqual({ people: { due: 5, token: 'mark', unconfigured: true } });
  const back = await store.write(marked, [take('one', 'people', 'mark')]);
  expect(back.entries[0]?.to).toEqual({ people: waiting('mine', 99) });
});

test('that it sleeps is remembered until somebody takes it: nobody else may take it then', async () => {
  const outbox = await outboxOf(['one']);
  const store = stage.store();
  const asleep = await store.write(outbox, [{ ...take('one'), next: { ...waiting('mark', 5), asleep: true } }]);
  expect(asleep.entries[0]?.to).toEqual({ people: { due: 5, token: 'mark', asleep: true } });
  const taken = await store.write(asleep, [take('one', 'people', 'mark')]);
  expect(taken.entries[0]?.to).toEqual({ people: waiting('mine', 99) });
});

test('what a newer release keeps of a delivery stays when it is taken', async () => {
  const outbox = await outboxOf(['one']);
  await stage.tamper('group#fraud#0', {
    outbox: {
      one: {
        order: 1,
        at: 1,
        change: JSON.stringify(removed(1)),
        to: { people: { due: 0, token: 'nobody', tried: 3 } },
      },
    },
  });
  await stage.store().write(outbox, [take('one')]);
  expect(await stage.raw('group#fraud#0')).toMatchObject({
    outbox: { M: { one: { M: { to: { M: { people: { M: { tried: { N: '3' }, token: { S: 'mine' } } } } } } } } },
  });
});

describe('a write whose token is another’s', () => {
  test('is dropped, and the others are applied', async () => {
    const outbox = await outboxOf(['one', 'two', 'three']);
    await stage.store().write(outbox, [{ ...take('two'), next: waiting('theirs', 7) }]);
    const after = await stage.store().write(outbox, [settle('one'), settle('two'), take('three')]);
    expect(tokens(after)).toEqual({ two: { people: 'theirs' }, three: { people: 'mine' } });
    expect(await stored()).toEqual(tokens(after));
  });

  test('is dropped when the entry has been settled', async () => {
    const outbox = await outboxOf(['one', 'two']);
    await stage.store().write(outbox, [settle('one')]);
    expect(tokens(await stage.store().write(outbox, [take('one'), take('two')]))).toEqual({ two: { people: 'mine' } });
  });

  test('leaves the entry’s other destinations as they are', async () => {
    const outbox = await outboxOf(['one'], ['people', 'machines']);
    await stage.store().write(outbox, [{ ...take('one', 'machines'), next: waiting('theirs', 7) }]);
    await stage.store().write(outbox, [settle('one', 'people'), settle('one', 'machines')]);
    expect(await stored()).toEqual({ one: { machines: 'theirs' } });
  });

  test('is dropped one after the other, as often as it takes for the last to be applied', async () => {
    const outbox = await outboxOf(numbered(6));
    for (const id of numbered(5)) {
      stage.before('UpdateItem', () => stage.store().write(outbox, [{ ...take(id), next: waiting('theirs', 7) }]));
      // The write just above meets the next fault too: let it pass.
      stage.next('UpdateItem', (_call, next) => next());
    }
    const after = await stage.store().write(
      outbox,
      numbered(6).map((id) => settle(id)),
    );
    expect(tokens(after)).toEqual(Object.fromEntries(numbered(5).map((id) => [id, { people: 'theirs' }])));
  });
});

describe('a write whose answer is lost', () => {
  test('was a taking: it is ours', async () => {
    const outbox = await outboxOf(['one']);
    stage.loseAnswerOf('UpdateItem');
    expect(tokens(await stage.store().write(outbox, [take('one')]))).toEqual({ one: { people: 'mine' } });
  });

  test('was a settlement: it is settled', async () => {
    const outbox = await outboxOf(['one', 'two']);
    stage.loseAnswerOf('UpdateItem');
    expect(tokens(await stage.store().write(outbox, [settle('one')]))).toEqual({ two: { people: 'nobody' } });
  });

  test('was both, for more than fit one update', async () => {
    const outbox = await outboxOf(numbered(45));
    stage.loseAnswerOf('UpdateItem');
    const writes = numbered(45).map((id, index) => (index % 2 ? settle(id) : take(id)));
    const after = await stage.store().write(outbox, writes);
    expect(after.entries).toHaveLength(23);
    expect(new Set(Object.values(tokens(after)).map(({ people }) => people))).toEqual(new Set(['mine']));
  });
});

test('two that settle the last two destinations of an entry at once leave none of it', async () => {
  const outbox = await outboxOf(['one', 'two'], ['people', 'machines']);
  stage.before('UpdateItem', () => stage.store().write(outbox, [settle('one', 'machines'), settle('two', 'machines')]));
  const after = await stage.store().write(outbox, [settle('one', 'people'), settle('two', 'people')]);
  expect(after.entries).toEqual([]);
  expect(await stored()).toEqual({});
});

test('more than forty writes are all applied', async () => {
  const outbox = await outboxOf(numbered(130), ['people', 'machines']);
  const store = stage.store();
  const taken = await store.write(
    outbox,
    numbered(130).map((id) => take(id)),
  );
  expect(new Set(taken.entries.map(({ to }) => to['people']?.token))).toEqual(new Set(['mine']));
  const writes = numbered(130).flatMap((id) => [settle(id, 'people', 'mine'), settle(id, 'machines')]);
  expect((await store.write(taken, writes)).entries).toEqual([]);
});

test('the destinations of one entry may be settled on both sides of the fortieth write', async () => {
  const outbox = await outboxOf(numbered(39), ['a', 'b', 'c']);
  const writes = numbered(39).flatMap((id) => ['a', 'b', 'c'].map((name) => settle(id, name)));
  expect((await stage.store().write(outbox, writes)).entries).toEqual([]);
  expect(await stored()).toEqual({});
});

test('an item that is gone has nothing to write to, and does not come back', async () => {
  const outbox = { ...(await outboxOf(['one'])), key: { pk: stage.pk, sk: 'group#gone#0' } };
  expect((await stage.store().write(outbox, [take('one')])).entries).toEqual([]);
  expect(await stage.keys()).toEqual(['group#fraud#0']);
});

test('names that an expression could stumble over are names all the same', async () => {
  const names = ['a.b', 'size', '#0', ':1', 'with space', 'ü', "quote'd", '-'];
  const outbox = await outboxOf(['id_-1', 'SET', '0'], names);
  const store = stage.store();
  const taken = await store.write(
    outbox,
    ['id_-1', 'SET', '0'].flatMap((id) => names.map((name) => take(id, name))),
  );
  expect(Object.values(tokens(taken)).flatMap(Object.values)).toEqual(Array(24).fill('mine'));
  const settled = await store.write(
    taken,
    ['SET', '0'].flatMap((id) => names.map((name) => settle(id, name, 'mine'))),
  );
  expect(settled.entries.map(({ id }) => id)).toEqual(['id_-1']);
});
