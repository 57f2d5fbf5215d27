import { firstInLine, notificationId, outboxBytes, waitsBehind } from '../../functions/domain/outbox.ts';
import { emptiedOverflow } from '../../functions/domain/state.ts';
import { arnOf, chunk, entry, groupArn, outbox, removed, waiting } from './build.ts';

const to = (...names: string[]) => ({ to: Object.fromEntries(names.map((name) => [name, waiting()])) });
const lines = (...outboxes: Parameters<typeof firstInLine>[0]) =>
  firstInLine(outboxes).map(({ entry: { id }, destination }) => `${id} ${destination}`);

describe('first in line', () => {
  test('is the earliest change of each subject, for each destination', () => {
    const box = outbox([
      entry('late', 1, { order: 3000, ...to('people', 'machines') }),
      entry('early', 1, { order: 1000, ...to('people') }),
      entry('other', 2, { order: 2000, ...to('people') }),
    ]);
    expect(lines(box)).toEqual(['early people', 'other people', 'late machines']);
  });

  test('is found across the items of a collection, oldest first, wherever it lies', () => {
    const own = outbox([entry('third', 1, { order: 3000 }), entry('a', 2, { order: 4000 })]);
    const overflow = outbox([entry('second', 1, { order: 2000 })], 'outbox#1');
    const first = outbox([entry('first', 1, { order: 1000 }), entry('b', 3, { order: 5000 })], 'outbox#2');
    const found = firstInLine([own, overflow, first]);
    expect(found.map(({ entry: { id }, outbox: { key } }) => [id, key.sk])).toEqual([
      ['first', 'outbox#2'],
      ['a', 'group#fraud#0'],
      ['b', 'outbox#2'],
    ]);
  });

  test('is whoever follows, once it is settled or parked: neither is left in the outbox', () => {
    const later = entry('later', 1, { order: 2000, ...to('people', 'machines') });
    expect(lines(outbox([entry('earlier', 1, to('people')), later]))).toEqual(['earlier people', 'later machines']);
    expect(lines(outbox([entry('earlier', 1, to('machines')), later]))).toEqual(['earlier machines', 'later people']);
    expect(lines(outbox([later]))).toEqual(['later people', 'later machines']);
  });

  test('is every test message: none waits behind another, nor behind what is told of the registry', () => {
    const tested = (at: string) => ({ change: { kind: 'test' as const, arn: arnOf(1), at } });
    const box = outbox([
      entry('earlier', 1),
      entry('test', 1, { order: 2000, ...tested('2026-03-01T09:00:00.000Z') }),
      entry('next', 1, { order: 3000, ...tested('2026-03-01T09:00:01.000Z') }),
    ]);
    expect(lines(box)).toEqual(['earlier people', 'test people', 'next people']);
  });

  test('is what follows a reminder, too, as long as that sleeps', () => {
    const asleep = entry('asleep', 1, { to: { people: { ...waiting(), due: 9, asleep: true } } });
    const box = outbox([asleep, entry('later', 1, { order: 2000 }), entry('last', 1, { order: 3000 })]);
    expect(lines(box)).toEqual(['asleep people', 'later people']);
    expect(waitsBehind([outbox([asleep])], removed(1), 'people')).toBe(false);
    expect(waitsBehind([box], removed(1), 'people')).toBe(true);
  });

  test('is one subject in whatever case its ARN is written', () => {
    const lower = { ...removed(1), arn: arnOf(1).toLowerCase() };
    expect(lines(outbox([entry('a', 1), entry('b', 1, { order: 2000, change: lower })]))).toEqual(['a people']);
  });

  test('does not wait for its group: that is another subject', () => {
    const gone = {
      kind: 'group-removed' as const,
      arn: groupArn('Fraud'),
      group: 'Fraud',
      at: '2026-03-02T00:00:00.000Z',
      versions: 1,
    };
    expect(lines(outbox([entry('a', 1), entry('g', 1, { order: 2000, change: gone })]))).toEqual([
      'a people',
      'g people',
    ]);
  });

  test('is nobody of an entry that is settled for all', () => {
    expect(lines(outbox([entry('a', 1, { to: {} }), entry('b', 1, { order: 2000 })]))).toEqual(['b people']);
  });
});

test('a new change waits behind those of its subject that the same destination has not heard', () => {
  const boxes = [outbox([entry('a', 1, to('people'))]), outbox([entry('b', 2, to('machines'))], 'outbox#1')];
  const waits = (version: number, destination: string) => waitsBehind(boxes, removed(version), destination);
  expect([waits(1, 'people'), waits(2, 'machines')]).toEqual([true, true]);
  expect([waits(1, 'machines'), waits(2, 'people'), waits(3, 'people')]).toEqual([false, false, false]);
});

test('a notification’s id is its change’s and its destination’s', () => {
  expect(notificationId('change', 'people')).toBe('change.people');
});

test('the size of an outbox is that of its entries', () => {
  expect(outboxBytes([])).toBe(0);
  expect(outboxBytes([entry('a', 1), entry('b', 2)])).toBe(2 * outboxBytes([entry('a', 1)]));
});

test('an overflow item is spent when its last entry is settled', () => {
  const full = outbox([entry('a', 1)], 'outbox#1');
  const spent = outbox([], 'outbox#2');
  expect(emptiedOverflow(chunk([], { overflow: [full, spent] }))).toEqual([spent]);
});
