import { ownGroup } from '../../functions/domain/collection.ts';
import { bringIntoForce, InForce, type Terms } from '../../functions/domain/in-force.ts';
import type { Selector } from '../../functions/domain/selector.ts';
import { fraud, hour, seen, selector, source, start } from './build.ts';

/** Deployments one after the other, each `at` hours after `start`; terms as they are after the last. */
function deployed(...deployments: readonly (readonly [at: number, ...selectors: Selector[]])[]): Terms {
  return deployments.reduce<Terms>(
    (terms, [at, ...selectors]) => bringIntoForce(terms, selectors, start + at * hour),
    {},
  );
}

/** Whether a version registered `at` hours after `start` is news for a selector. */
const isNews = (terms: Terms, one: Selector, at: number, group = fraud): boolean =>
  new InForce(terms, source).isNews(one, group, seen(1, { createdAt: start + at * hour }));

const all = selector('*');
const only = selector('fraud');
const edited = selector('*', { except: ['*-sandbox'] });

test('what was there before the first deployment is no news; what comes after is', () => {
  const terms = deployed([0, all]);
  expect([-1000, -1, 0].map((at) => isNews(terms, all, at))).toEqual([false, false, false]);
  expect([1 / hour, 1, 1000].map((at) => isNews(terms, all, at))).toEqual([true, true, true]);
});

test('a selector that has not come into force knows no news', () => {
  expect(isNews({}, all, 5)).toBe(false);
  expect(new InForce({}, source).since(all)).toBe(Infinity);
});

test('a selector keeps the time at which it came into force, however often it is deployed, and nothing is written', () => {
  const terms = deployed([0, all]);
  expect(bringIntoForce(terms, [all], start + 500 * hour)).toBe(terms);
  expect(bringIntoForce(terms, [all, selector('*')], start + 500 * hour)).toBe(terms);
});

test('a selector added later knows as news only what comes after it; the one before keeps its own', () => {
  const terms = deployed([0, only], [100, only, all]);
  expect(isNews(terms, all, 99)).toBe(false);
  expect(isNews(terms, all, 101)).toBe(true);
  expect(isNews(terms, only, 99)).toBe(true);
});

describe('a selector that was edited', () => {
  const terms = deployed([0, all], [100, edited]);

  test('keeps as news what was created under the one before it', () => {
    expect(isNews(terms, edited, 99.9)).toBe(true);
    expect(isNews(terms, edited, 100)).toBe(true);
  });

  test('makes no news of what was there before either', () => {
    expect(isNews(terms, edited, -1)).toBe(false);
    expect(isNews(terms, edited, 0)).toBe(false);
  });

  test('makes no news of groups, or times, that the one before did not select', () => {
    const narrow = selector('churn');
    const late = selector('*', { createdAfter: new Date(start + 50 * hour).toISOString() });
    expect(isNews(deployed([0, narrow], [100, all]), all, 99)).toBe(false);
    expect(isNews(deployed([0, narrow], [100, all]), all, 99, ownGroup('Churn'))).toBe(true);
    expect(isNews(deployed([0, late], [100, all]), all, 40)).toBe(false);
    expect(isNews(deployed([0, late], [100, all]), all, 60)).toBe(true);
  });

  test('is forgotten after an hour, by when what it selected is recorded', () => {
    const kept = bringIntoForce(terms, [edited], start + 101 * hour - 1);
    expect(kept).toBe(terms);
    const forgotten = bringIntoForce(terms, [edited], start + 101 * hour);
    expect(Object.keys(forgotten)).toEqual([edited.key]);
    expect(isNews(forgotten, edited, 99.9)).toBe(false);
    expect(bringIntoForce(forgotten, [edited], start + 200 * hour)).toBe(forgotten);
  });
});

describe('a selector that comes back', () => {
  test('within an hour has never been away: what came meanwhile is news', () => {
    const terms = deployed([0, all], [100, edited], [100.9, all]);
    expect([-1, 50, 100.5, 102].map((at) => isNews(terms, all, at))).toEqual([false, true, true, true]);
    expect(terms[all.key]).toEqual({ since: start });
  });

  test('after an hour or more is new: nothing that was told long ago floods', () => {
    for (const back of [101, 102, 5000]) {
      const terms = deployed([0, all], [100, edited], [back, all]);
      expect([1, 50, 99].map((at) => isNews(terms, all, at))).toEqual([false, false, false]);
      expect(isNews(terms, all, back + 1)).toBe(true);
    }
  });

  test('after an hour is new even if no invocation ran in between', () => {
    const terms = deployed([0, all], [100], [103, all]);
    expect(terms).toEqual({ [all.key]: { since: start + 103 * hour } });
  });

  test('again and again, within an hour each time, keeps its time', () => {
    const terms = deployed([0, all], [1, edited], [1.5, all], [2, edited], [2.5, all], [3, edited], [3.5, all]);
    expect(terms[all.key]).toEqual({ since: start });
    expect(terms[edited.key]).toEqual({ since: start + hour, until: start + 3.5 * hour });
  });
});

test('two configs that take turns while one replaces the other keep all that is news, and only that', () => {
  const turns = Array.from({ length: 10 }, (_, n): [number, Selector] => [100 + n / 100, n % 2 ? all : edited]);
  const terms = deployed([0, all], ...turns);
  expect(isNews(terms, all, 99)).toBe(true);
  expect(isNews(terms, all, -1)).toBe(false);
});

test('a retired selector that only a newer release understands makes no news, and is kept and forgotten as any', () => {
  const newer = { '["*",[],null,null,null,"newer"]': { since: start, until: start + 10 * hour } };
  expect(isNews(bringIntoForce(newer, [all], start + 10 * hour), all, 5)).toBe(false);
  expect(Object.keys(bringIntoForce(newer, [all], start + 12 * hour))).toEqual([all.key]);
});
