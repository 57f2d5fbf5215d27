import { groupByReference, ownGroup } from '../../functions/domain/collection.ts';
import { planListing, windowOf, type KnownGroup } from '../../functions/domain/listing-plan.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import { groupArn, rule, ruled, selector, source } from './build.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `g${index}`);
const known = (count: number, versions: number): KnownGroup[] =>
  names(count).map((name) => ({ group: ownGroup(name), versions }));
const shared = groupByReference(groupArn('Shared', '999999999999'), source);
const plan = (rules: readonly Rule[], some: readonly KnownGroup[] = [], accountCalls?: number) =>
  planListing(ruled(...rules).routing, some, { pageSize: 100 }, accountCalls);

describe('the listing that needs fewer calls is chosen', () => {
  test.each<[string, readonly Rule[], KnownGroup[], number | undefined, boolean]>([
    ['everything is wanted', [rule()], known(1, 5), undefined, true],
    ['everything is wanted, however much there is', [rule()], known(1, 5), 5000, true],
    ['one group is named: one call either way', [rule({ groups: ['g0'] })], [], undefined, true],
    ['many small groups: their versions fit a page', [rule({ groups: names(50) })], known(50, 2), undefined, true],
    [
      'many small groups, in an account that is known to be great',
      [rule({ groups: names(50) })],
      known(50, 2),
      51,
      false,
    ],
    ['as great as it is worth', [rule({ groups: names(50) })], known(50, 2), 50, true],
    ['few great groups: pages are full either way', [rule({ groups: names(2) })], known(2, 1000), undefined, true],
    ['few great groups, in a greater account', [rule({ groups: names(2) })], known(2, 1000), 21, false],
    ['a glob, of which nothing is known yet', [rule({ groups: ['g*'] })], [], undefined, true],
    ['a glob, in a great account', [rule({ groups: ['g*'] })], known(3, 10), 30, false],
    ['only groups that others share', [rule({ groups: [shared.reference] })], [], undefined, false],
  ])('%s: account-wide? %#', (_, rules, some, accountCalls, accountWide) => {
    expect(plan(rules, some, accountCalls).accountWide).toBe(accountWide);
  });

  test.each([
    [10, 5, 0],
    [1, 950, 0],
    [3, 100, 1],
    [40, 101, 1],
  ])('%i groups of %i versions: the plan’s worth is the calls that one by one would take', (groups, versions) => {
    const { worthCalls } = plan([rule({ groups: names(groups) })], known(groups, versions));
    expect(worthCalls).toBe(Math.max(2, groups * Math.ceil(versions / 100)));
  });
});

describe('an account-wide listing', () => {
  test('names no group but those that others share, which it does not show', () => {
    expect(plan([rule({ groups: ['*', shared.reference] })], known(3, 1))).toEqual({
      accountWide: true,
      discover: false,
      groups: [shared],
      calls: 2,
      worthCalls: Infinity,
    });
  });

  test('that was given up is not tried again until more calls are worth it', () => {
    const rules = [rule({ groups: ['g*'] })];
    const first = plan(rules);
    expect(first).toMatchObject({ accountWide: true, worthCalls: 2 });
    const learned = first.worthCalls + 1;
    expect(plan(rules, known(1, 50), learned)).toMatchObject({ accountWide: false, discover: true });
    expect(plan(rules, known(5, 50), learned)).toMatchObject({ accountWide: true, worthCalls: 6 });
    expect(plan(rules, known(5, 50), 7)).toMatchObject({ accountWide: false });
  });

  test('that is not to be had is done without, even if everything is wanted', () => {
    expect(plan([rule()], known(2, 10), Infinity)).toEqual({
      accountWide: false,
      discover: true,
      groups: known(2, 0).map(({ group }) => group),
      calls: 3,
      worthCalls: 0,
    });
  });
});

describe('one listing per group', () => {
  const one = (rules: readonly Rule[], some: readonly KnownGroup[]) => plan(rules, some, Infinity);

  test('is of the groups that are named or known, each once, in whatever case they are written', () => {
    const rules = [rule({ groups: ['Churn', 'G0', groupArn('g1'), shared.reference] }), rule({ groups: ['churn'] })];
    const { groups, discover } = one(rules, [...known(2, 5), { group: shared, versions: 3 }]);
    expect(groups.map(({ id }) => id).sort()).toEqual([shared.id, 'churn', 'g0', 'g1'].sort());
    expect(discover).toBe(false);
  });

  test('finds what a glob means by their names', () => {
    expect(one([rule({ groups: ['g*'] })], [])).toMatchObject({ discover: true, groups: [] });
  });

  test('is of no group that nobody wants: known once, or named and excepted', () => {
    const rules = [rule({ groups: ['g0', 'churn', 'eu-g2'], except: ['g*'], nameContains: 'c' })];
    expect(one(rules, known(3, 5)).groups.map(({ id }) => id)).toEqual(['churn']);
  });
});

test('a listing’s window holds all that any of its selectors can select', () => {
  const after = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
  const window = (...days: [number?, number?][]) =>
    windowOf(
      days.map(([from, to]) =>
        selector('*', { ...(from && { createdAfter: after(from) }), ...(to && { createdBefore: after(to) }) }),
      ),
    );
  expect(window([2, 4], [3, 8])).toEqual({ after: Date.parse(after(2)), before: Date.parse(after(8)) });
  expect(window([2], [3, 8])).toEqual({ after: Date.parse(after(2)), before: Infinity });
  expect(window([2, 4], [])).toEqual({ after: -Infinity, before: Infinity });
});
