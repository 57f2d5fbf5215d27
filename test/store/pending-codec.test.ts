import fc from 'fast-check';
import type { Pending, PendingMembers } from '../../functions/domain/pending.ts';
import { StateError } from '../../functions/store/errors.ts';
import { decodePending, encodePending } from '../../functions/store/pending-codec.ts';
import { fraud, record } from '../domain/build.ts';
import { committed, Stage } from './stage.ts';

const time = fc.oneof(
  fc.integer({ min: Date.parse('2017-01-01'), max: Date.parse('2100-01-01') }),
  fc.integer({ min: -8.64e14, max: 8.64e14 }),
);
const anyPending: fc.Arbitrary<PendingMembers> = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.record({ since: time, reminded: time }, { requiredKeys: [] })),
    { maxLength: 60, selector: ([version]) => version },
  )
  .map((rows) => new Map(rows));

describe('what waits, packed', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyPending, (pending) => {
        expect(decodePending(encodePending(pending))).toEqual(pending);
      }),
    );
  });

  test('fails loudly when it is cut short, or goes on', () => {
    fc.assert(
      fc.property(anyPending, fc.nat(), (pending, cut) => {
        const bytes = encodePending(pending);
        expect(() => decodePending(bytes.slice(0, cut % bytes.length))).toThrow(StateError);
        expect(() => decodePending(Uint8Array.from([...bytes, 0]))).toThrow(StateError);
      }),
    );
  });

  test.each([
    ['of another layout', [2, 0]],
    ['with a version twice', [1, 2, 1, 0, 0, 0]],
    ['with flags that nobody writes', [1, 1, 1, 4]],
  ])('fails loudly %s', (_, bytes) => {
    expect(() => decodePending(Uint8Array.from(bytes))).toThrow(StateError);
  });

  test('takes 10 bytes a version at most where a whole chunk was reminded of at once', () => {
    const start = Date.parse('2026-01-01');
    const all = new Map(
      Array.from({ length: 1024 }, (_, n): [number, Pending] => [n + 1025, { reminded: start + n * 3_600_000 }]),
    );
    expect(encodePending(all).length).toBeLessThan(10 * 1024);
  });
});

describe('in an item', () => {
  const stage = new Stage();
  beforeAll(() => stage.open());
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.reset();
  });
  const records = new Map([[1, record()]]);
  const pending = new Map([[1, { reminded: 1_770_000_000_000 }]]);

  test('it stands beside the records, stays when a commit does not speak of it, and goes when it is cleared', async () => {
    const store = stage.store();
    const first = await committed(store, await store.read(fraud, 0), { records, pending });
    expect((await store.read(fraud, 0)).pending).toEqual(pending);
    const second = await committed(store, first, { baselined: 1 });
    expect(second.pending).toEqual(pending);
    const [loaded] = (await store.load()).chunks;
    expect(loaded?.pending).toEqual(pending);
    await committed(store, second, { pending: null });
    expect(await stage.raw('group#fraud#0')).not.toHaveProperty('pending');
  });

  test('that cannot be read, it makes the item unreadable, and nothing else', async () => {
    const store = stage.store();
    await committed(store, await store.read(fraud, 0), { records, pending });
    await stage.tamper('group#fraud#0', { pending: Uint8Array.from([9]) });
    await expect(store.read(fraud, 0)).rejects.toThrow(/packed waits have layout 9/);
    const state = await store.load();
    expect(state.broken.map(({ sk }) => sk)).toEqual(['group#fraud#0']);
  });
});
