import { foldChunk } from '../../functions/domain/fold.ts';
import { outboxBytes } from '../../functions/domain/outbox.ts';
import { recordOf } from '../../functions/domain/record.ts';
import type { Chunk } from '../../functions/domain/state.ts';
import { arnOf, chunk, fraud, hour, rule, ruled, seen, start, waiting } from './build.ts';

const context = { collection: fraud, now: start + 9 * hour, ...ruled(rule()) };
const prefix = arnOf(1).slice(0, -1);
const empty: Chunk = { ...chunk(), rev: 0, arnPrefix: undefined, born: undefined };
const old = (version: number) => seen(version, { createdAt: start - version * hour });
const gone = (version: number) => ({ gone: true as const, arn: arnOf(version), member: version });
const knowing = (...versions: number[]) => chunk(versions.map((version) => [version, recordOf(seen(version))]));

describe('nothing is written', () => {
  test.each([
    ['when nothing was seen', knowing(1), [], []],
    ['when all that was seen is remembered', knowing(1, 2), [seen(2), seen(1)], []],
    ['when what is gone was not remembered', knowing(1), [gone(7)], []],
    ['when what was listed is remembered', knowing(1), [], [seen(1)]],
  ])('%s', (_, before, observations, listed) => {
    expect(foldChunk(before, observations, listed, context)).toBeUndefined();
  });
});

test('what was seen is recorded, and told in the order of versions', () => {
  const folded = foldChunk(knowing(1, 2), [seen(3), gone(2), seen(1, { approval: 'Approved' })], [], context);
  expect(folded?.changes.records).toEqual(
    new Map([
      [1, recordOf(seen(1, { approval: 'Approved' }))],
      [3, recordOf(seen(3))],
    ]),
  );
  expect(folded?.told.map(({ change }) => [change.kind, 'version' in change && change.version])).toEqual([
    ['approval', 1],
    ['removed', 2],
    ['registered', 3],
  ]);
});

test('what was listed is recorded silently, but never over a record: that was described, and is newer', () => {
  const approved = seen(1, { approval: 'Approved' });
  const before = chunk([[1, recordOf(approved)]]);
  const folded = foldChunk(before, [], [seen(1), old(2)], context);
  expect(folded?.told).toEqual([]);
  expect(folded?.changes.records).toEqual(
    new Map([
      [1, recordOf(approved)],
      [2, recordOf(old(2))],
    ]),
  );
});

test('what was listed and described at once is recorded as it was described', () => {
  const folded = foldChunk(empty, [{ ...old(1), approval: 'Approved' }], [old(1)], context);
  expect(folded?.changes.records?.get(1)).toMatchObject({ approval: 'Approved' });
});

test('the records that were handed in are left as they are', () => {
  const before = knowing(1);
  foldChunk(before, [gone(1), seen(2)], [old(3)], context);
  expect(before).toEqual(knowing(1));
});

describe('an item learns of its group', () => {
  test('the ARN of its versions, and when the oldest was created', () => {
    expect(foldChunk(empty, [], [old(1), old(5), old(3)], context)?.changes).toMatchObject({
      arnPrefix: prefix,
      born: start - 5 * hour,
    });
  });

  test('once', () => {
    const changes = foldChunk(knowing(1), [seen(2)], [], context)?.changes;
    expect(changes).not.toHaveProperty('arnPrefix');
    expect(changes).not.toHaveProperty('born');
    expect(changes).not.toHaveProperty('gone');
  });

  test('anew when the group was gone and is there again', () => {
    const before = chunk([], { gone: true });
    expect(foldChunk(before, [seen(1)], [], context)?.changes).toMatchObject({ gone: null, born: start + hour });
    expect(foldChunk({ ...before, records: knowing(1).records }, [gone(1)], [], context)?.changes).not.toHaveProperty(
      'gone',
    );
  });
});

describe('a commit takes only so much', () => {
  const loud = (version: number, size = 2000) => seen(version, { description: 'd'.repeat(size) });
  const entries = (told: readonly { id: string; change: never; to: readonly string[] }[]) =>
    told.map(({ id, change, to }) => ({
      id,
      change,
      order: 0,
      committedAt: 0,
      to: Object.fromEntries(to.map((name) => [name, waiting()])),
    }));

  test('what it does not take keeps its old record, and is found again', () => {
    let before: Chunk = empty;
    const told: number[] = [];
    const all = Array.from({ length: 200 }, (_, index) => loud(index + 1));
    for (let commits = 0; commits < 10; commits++) {
      const folded = foldChunk(before, all, [], context);
      if (!folded) break;
      expect(outboxBytes(entries(folded.told as never))).toBeLessThan(150_000);
      expect(folded.changes.records?.size).toBe(told.length + folded.told.length);
      told.push(...folded.told.map(({ change }) => ('version' in change ? (change.version ?? 0) : 0)));
      before = { ...before, records: folded.changes.records ?? before.records };
    }
    expect(told).toEqual(all.map(({ member }) => member));
  });

  test('the changes of one version stay together, and are never put off for ever', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `destination-${index}`);
    const crowded = { ...context, ...ruled(rule({ notify: many })) };
    const folded = foldChunk(empty, [seen(1), seen(2)], [], crowded);
    expect(folded?.told).toHaveLength(1);
    expect([...(folded?.changes.records?.keys() ?? [])]).toEqual([1]);
  });

  test('what is told to nobody takes nothing', () => {
    const silent = { ...context, ...ruled(rule({ groups: ['churn'] })) };
    const all = Array.from({ length: 500 }, (_, index) => loud(index + 1));
    expect(foldChunk(empty, all, [], silent)?.changes.records?.size).toBe(500);
  });
});
