import { CollectionLook, type Nomination } from '../../functions/domain/collection-look.ts';
import type { Window } from '../../functions/domain/listing-plan.ts';
import { recordOf, type MemberRecord } from '../../functions/domain/record.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import type { Chunk } from '../../functions/domain/state.ts';
import { arnOf, chunk, fraud, hour, rule, ruled, seen, start } from './build.ts';

const always: Window = { after: -Infinity, before: Infinity };
const records = (...versions: number[]): [number, MemberRecord][] =>
  versions.map((version) => [version, recordOf(seen(version))]);
const old = (version: number) => seen(version, { createdAt: start - hour });

function look(chunks: readonly Chunk[], ...rules: readonly Rule[]): CollectionLook {
  const { routing, inForce } = ruled(...(rules.length > 0 ? rules : [rule()]));
  return new CollectionLook(fraud, chunks, routing, inForce);
}

const short = (nominations: readonly Nomination[]) =>
  nominations.map(({ chunk: number, describe, baseline, baselined }) => ({
    chunk: number,
    ...(describe.size > 0 && { describe: [...describe.keys()] }),
    ...(baseline.length > 0 && { baseline: baseline.map(({ member }) => member) }),
    ...(baselined !== undefined && { baselined }),
  }));

/** A group that is recorded whole, as of the rules of these tests. */
const whole = (...versions: number[]) => chunk(records(...versions), { baselined: start });

describe('a listing nominates', () => {
  test('nothing where all is as it is remembered', () => {
    const one = look([whole(1, 2)]);
    one.see(seen(1));
    one.see(seen(2));
    one.complete(always);
    expect(one.nominations()).toEqual([]);
    expect(one.mayBeGone).toBe(false);
  });

  test('what differs, by the ARN that was listed', () => {
    const one = look([whole(1, 2)]);
    one.see(seen(1, { approval: 'Approved', arn: 'arn:as-listed' }));
    one.see(seen(2));
    expect(one.nominations()).toEqual([
      { collection: fraud, chunk: 0, describe: new Map([[1, 'arn:as-listed']]), baseline: [] },
    ]);
  });

  test('what is new, whether the group is known or not', () => {
    const known = look([whole(1)]);
    known.see(seen(2));
    expect(short(known.nominations())).toEqual([{ chunk: 0, describe: [2] }]);
    const unknown = look([]);
    unknown.see(seen(1));
    unknown.complete(always);
    expect(short(unknown.nominations())).toEqual([{ chunk: 0, describe: [1], baselined: start }]);
  });

  test('nothing twice: what is given is being confirmed', () => {
    const one = look([whole(1)]);
    one.see(seen(2));
    expect(short(one.nominations())).toEqual([{ chunk: 0, describe: [2] }]);
    one.see(seen(3));
    one.complete(always);
    expect(short(one.nominations())).toEqual([{ chunk: 0, describe: [3, 1] }]);
  });

  test.each([
    ['before', start - 1, []],
    ['after', start + 1, [{ chunk: 0, baselined: start }]],
  ])('a baseline that is complete, if the look began %s its rules came into force', (_, began, expected) => {
    const one = look([chunk(records(1))]);
    one.see(seen(1));
    one.complete(always, began);
    expect(short(one.nominations())).toEqual(expected);
  });

  test('what is absent from a complete listing, by the ARN that it must have', () => {
    const one = look([whole(1, 2, 3)]);
    one.see(seen(2));
    one.complete(always);
    expect([...(one.nominations()[0]?.describe ?? [])]).toEqual([
      [1, arnOf(1)],
      [3, arnOf(3)],
    ]);
  });

  test('nothing for its absence from a listing that broke off', () => {
    const one = look([whole(1, 2, 3)]);
    one.see(seen(2));
    expect(one.nominations()).toEqual([]);
    expect(one.mayBeGone).toBe(false);
  });

  test.each<[string, Window, number[]]>([
    ['before it', { after: start + hour, before: Infinity }, []],
    ['after it', { after: -Infinity, before: start + hour }, []],
    ['in it', { after: start, before: start + 2 * hour }, [1]],
  ])('what is absent only if it was created in the window listed: %s', (_, window, describe) => {
    const one = look([whole(1)]);
    one.complete(window);
    expect(one.nominations().flatMap((nomination) => [...nomination.describe.keys()])).toEqual(describe);
  });

  test('what it cannot ask for: nothing', () => {
    const one = look([chunk(records(1), { arnPrefix: undefined, baselined: start })]);
    one.complete(always);
    expect(one.nominations()).toEqual([]);
  });
});

describe('the baseline', () => {
  test('records what was there before as it was listed, and marks the group after a complete listing', () => {
    const one = look([]);
    one.see(old(1));
    one.see(old(2));
    one.see(seen(3));
    one.complete(always);
    expect(one.nominations()).toEqual([
      { collection: fraud, chunk: 0, describe: new Map([[3, arnOf(3)]]), baseline: [old(1), old(2)], baselined: start },
    ]);
  });

  test('is not marked by a listing that broke off, and goes on with what is not recorded yet', () => {
    const one = look([chunk([[1, recordOf(old(1))]])]);
    one.see(old(1));
    one.see(old(2));
    expect(short(one.nominations())).toEqual([{ chunk: 0, baseline: [2] }]);
  });

  test('complete, lets nothing be recorded by a listing alone: what is odd is described', () => {
    const one = look([whole(1)]);
    one.see(seen(1));
    one.see(old(2));
    one.complete(always);
    expect(short(one.nominations())).toEqual([{ chunk: 0, describe: [2] }]);
  });

  test('is incomplete again for a selector that came into force since', () => {
    const one = look([chunk(records(1), { baselined: start - 1 })]);
    one.see(seen(1));
    one.see(old(2));
    one.complete(always);
    expect(short(one.nominations())).toEqual([{ chunk: 0, baseline: [2], baselined: start }]);
  });

  test('is marked on a group that is recorded and has nothing left, and not on one that nobody ever saw', () => {
    const emptied = look([chunk()]);
    emptied.complete(always);
    expect(short(emptied.nominations())).toEqual([{ chunk: 0, baselined: start }]);
    const unknown = look([]);
    unknown.complete(always);
    expect(unknown.nominations()).toEqual([]);
  });

  test('is marked last, when the higher items are written', () => {
    const one = look([]);
    for (const version of [1, 1025, 2500]) one.see(old(version));
    one.see(seen(2501));
    one.complete(always);
    expect(short(one.nominations())).toEqual([
      { chunk: 2, describe: [2501], baseline: [2500] },
      { chunk: 1, baseline: [1025] },
      { chunk: 0, baseline: [1], baselined: start },
    ]);
  });

  test('is marked on item 0 even if that holds nothing', () => {
    const one = look([]);
    one.see(old(2000));
    one.complete(always);
    expect(short(one.nominations())).toEqual([
      { chunk: 1, baseline: [2000] },
      { chunk: 0, baselined: start },
    ]);
  });

  test('is looked up in the item that holds the version', () => {
    const one = look([whole(1), chunk(records(1025), { chunk: 1 })]);
    one.see(seen(1));
    one.see(seen(1025));
    one.complete(always);
    expect(one.nominations()).toEqual([]);
  });
});

describe('a group may be gone', () => {
  test.each<[string, boolean, () => CollectionLook]>([
    ['recorded, and nothing of it was listed', true, () => look([whole(1)])],
    ['recorded without versions', true, () => look([whole()])],
    ['recorded in higher items only', true, () => look([chunk(records(1025), { chunk: 1 })])],
    ['never recorded', false, () => look([])],
    ['told as gone already', false, () => look([chunk([], { gone: true })])],
  ])('%s: %s', (_, maybe, begin) => {
    const one = begin();
    expect(one.mayBeGone).toBe(false);
    one.complete(always);
    expect(one.mayBeGone).toBe(maybe);
  });

  test('not when one of its versions was listed', () => {
    const one = look([whole(1, 2)]);
    one.see(seen(2));
    one.complete(always);
    expect(one.mayBeGone).toBe(false);
  });
});
