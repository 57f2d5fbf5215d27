import { ownGroup } from '../../functions/domain/collection.ts';
import { parseHistory } from '../../functions/store/history.ts';
import { entry, removed } from '../domain/build.ts';
import { Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const collection = ownGroup('Fraud');
const change = removed(1);
const line = { collection, entry: entry('one', 1, { change }) };
const sk = `${change.at}#one`;
const pk = () => `history#${stage.pk}#group#fraud`;
const raw = () => stage.raw(sk, pk());
const at = 1_700_000_000_500;

test('a change is one item, each destination an attribute of its own, however many writes it took', async () => {
  const store = stage.store();
  await store.recordOutcomes({
    ...line,
    outcomes: { people: { what: 'accepted', at }, ops: { what: 'accepted', at } },
  });
  await store.recordOutcomes({ ...line, outcomes: { machines: { what: 'parked', at: at + 1000, why: 'refused' } } });
  const item = await raw();
  expect(Object.keys(item ?? {}).sort()).toEqual(
    ['change', 'committedAt', 'expiresAt', 'format', 'pk', 'sk', 'to:machines', 'to:ops', 'to:people'].sort(),
  );
  expect(parseHistory(item ?? {})).toEqual({
    collection: 'group#fraud',
    entry: { id: 'one', change, committedAt: line.entry.committedAt },
    outcomes: {
      people: { what: 'accepted', at },
      ops: { what: 'accepted', at },
      machines: { what: 'parked', at: at + 1000, why: 'refused' },
    },
    again: {},
  });
});

test('what became of it when it was put back stands beside what became of it before', async () => {
  const store = stage.store();
  await store.recordOutcomes({ ...line, outcomes: { people: { what: 'accepted', at } } });
  const later = { people: { what: 'cancelled' as const, at: at + 1000, why: 'no such destination' } };
  await store.recordOutcomes({ ...line, outcomes: later, again: true });
  expect(parseHistory((await raw()) ?? {})).toMatchObject({
    outcomes: { people: { what: 'accepted', at } },
    again: later,
  });
});

test('written twice it is the same', async () => {
  const store = stage.store();
  const recorded = { ...line, outcomes: { people: { what: 'accepted' as const, at } } };
  await store.recordOutcomes(recorded);
  const once = await raw();
  stage.loseAnswerOf('UpdateItem');
  await store.recordOutcomes(recorded);
  expect(await raw()).toEqual(once);
});

test('it expires ninety days after the last outcome, in seconds as the table wants it', async () => {
  await stage.store().recordOutcomes({ ...line, outcomes: { people: { what: 'accepted', at } } });
  expect((await raw())?.expiresAt).toEqual({ N: String(1_700_000_001 + 90 * 86_400) });
});

test('what a newer release wrote is not written over', async () => {
  const store = stage.store();
  const recorded = { ...line, outcomes: { people: { what: 'accepted' as const, at } } };
  await store.recordOutcomes(recorded);
  await stage.tamper(sk, { format: 2 }, pk());
  const before = await raw();
  await expect(store.recordOutcomes(recorded)).rejects.toThrow(/newer release/);
  expect(await raw()).toEqual(before);
  expect(() => parseHistory(before ?? {})).toThrow(/format 2 is newer/);
});

test('no longer than the signal allows', async () => {
  stage.next('UpdateItem', () => new Promise(() => undefined));
  const recorded = { ...line, outcomes: { people: { what: 'accepted' as const, at } } };
  await expect(stage.store().recordOutcomes(recorded, AbortSignal.timeout(50))).rejects.toThrow();
});
