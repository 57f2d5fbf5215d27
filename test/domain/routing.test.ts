import type { ApprovalStatus } from '../../functions/domain/model-package.ts';
import { ownGroup, unversioned } from '../../functions/domain/collection.ts';
import { bringIntoForce, InForce } from '../../functions/domain/in-force.ts';
import { Routing } from '../../functions/domain/routing.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import { changeKinds, type ChangeKind } from '../../functions/domain/change.ts';
import { fraud, hour, removed, rule, ruled, seen, source, start } from './build.ts';

const change = (kind: ChangeKind, approvalStatus?: ApprovalStatus) =>
  ({ ...removed(1), kind, ...(approvalStatus && { approvalStatus }) }) as ReturnType<typeof removed>;

const created = (createdAt: number) => ({ createdAt, member: 1 });

describe('a change of a known version is heard', () => {
  test('by a destination once, however many rules and selectors name it', () => {
    const { routing } = ruled(
      rule({ groups: ['*', 'fraud', 'f*'], notify: ['people', 'machines'] }),
      rule({ notify: ['machines', 'leads', 'people'] }),
    );
    expect(routing.destinationsOf(change('approval'), fraud, created(start))).toEqual(['people', 'machines', 'leads']);
  });

  test('by those whose rule asks for its kind', () => {
    const { routing } = ruled(
      rule({ changes: ['approval'], notify: ['a'] }),
      rule({ changes: ['failed', 'removed'], notify: ['b'] }),
    );
    expect(routing.destinationsOf(change('approval'), fraud, created(start))).toEqual(['a']);
    expect(routing.destinationsOf(change('removed'), fraud, created(start))).toEqual(['b']);
    expect(routing.destinationsOf(change('lifecycle'), fraud, created(start))).toEqual([]);
  });

  test.each<[readonly ApprovalStatus[] | undefined, ApprovalStatus | undefined, boolean]>([
    [undefined, 'Approved', true],
    [undefined, undefined, true],
    [['Approved'], 'Approved', true],
    [['Approved', 'Rejected'], 'Rejected', true],
    [['Approved'], 'Rejected', false],
    [['Approved'], undefined, false],
  ])('by a rule of status %j for a version with status %s: %s', (approvalStatus, status, heard) => {
    const { routing } = ruled(rule({ ...(approvalStatus && { approvalStatus }) }));
    expect(routing.destinationsOf(change('removed', status), fraud, created(start))).toEqual(heard ? ['people'] : []);
  });

  test('by rules whose selectors select its group and creation time', () => {
    const { routing } = ruled(
      rule({ groups: ['fraud'], notify: ['a'] }),
      rule({ groups: ['churn'], notify: ['b'] }),
      rule({ createdAfter: new Date(start).toISOString(), notify: ['c'] }),
      rule({ except: ['fr*'], notify: ['d'] }),
    );
    expect(routing.destinationsOf(change('approval'), fraud, created(start))).toEqual(['a']);
    expect(routing.destinationsOf(change('approval'), fraud, created(start + 1))).toEqual(['a', 'c']);
  });
});

test('an unversioned model package has no status to ask for: it is heard whatever its rule asks', () => {
  const { routing } = ruled(rule({ packages: ['*'], approvalStatus: ['Approved'] }));
  const { group, version, ...loose } = removed(1);
  expect([group, version]).toEqual(['Fraud', 1]);
  const of = { member: 'model', createdAt: start };
  expect(routing.destinationsOf({ ...loose, name: 'model' }, unversioned, of)).toEqual(['people']);
});

test('that a group is gone is heard by those who watch it and ask for that, whatever they filter versions by', () => {
  const { routing } = ruled(
    rule({ notify: ['a'], approvalStatus: ['Approved'], createdAfter: '2030-01-01T00:00:00Z' }),
    rule({ notify: ['b', 'a'] }),
    rule({ notify: ['c'], changes: changeKinds.filter((kind) => kind !== 'group-removed') }),
    rule({ notify: ['d'], groups: ['churn'] }),
  );
  expect(routing.destinationsOfWhole('group-removed', fraud)).toEqual(['a', 'b']);
});

describe('of a version seen for the first time each destination hears one thing', () => {
  const offered = ['failed', 'registered', 'approval', 'lifecycle'] as const;
  const offer = (approvalStatus?: ApprovalStatus) => offered.map((kind) => change(kind, approvalStatus));
  const toldOf = (all: ReturnType<typeof Routing.prototype.firstSight>) =>
    Object.fromEntries(all.map(({ change: { kind }, to }) => [kind, to]));
  const told = (version: Parameters<typeof seen>[1], ...rules: readonly Rule[]) => {
    const { routing, inForce } = ruled(...rules);
    return toldOf(routing.firstSight(offer(seen(1, version).approval), fraud, seen(1, version), inForce));
  };

  test('the first of what it asks for', () => {
    expect(
      told(
        {},
        rule({ notify: ['a'] }),
        rule({ notify: ['b'], changes: ['registered', 'approval'] }),
        rule({ notify: ['c'], changes: ['lifecycle', 'approval'] }),
        rule({ notify: ['d'], changes: ['lifecycle'] }),
        rule({ notify: ['e'], changes: ['removed', 'description'] }),
      ),
    ).toEqual({ failed: ['a'], registered: ['b'], approval: ['c'], lifecycle: ['d'] });
  });

  test('the first of what all its rules together ask for', () => {
    expect(told({}, rule({ changes: ['lifecycle'] }), rule({ changes: ['registered'] }))).toEqual({
      registered: ['people'],
    });
  });

  test('only of a status that its rule asks for', () => {
    const approved = rule({ approvalStatus: ['Approved'], notify: ['a'] });
    const pending = rule({ approvalStatus: ['PendingManualApproval'], notify: ['b'] });
    expect(told({ approval: 'Approved' }, approved, pending)).toEqual({ failed: ['a'] });
    expect(told({}, approved, pending)).toEqual({ failed: ['b'] });
  });

  test('only where it is news for a selector of the very rule that asks', () => {
    const before = rule({ notify: ['before'] });
    const after = rule({ notify: ['after'], groups: ['fraud'] });
    const terms = bringIntoForce({}, new Routing([before], source).selectors, start);
    const routing = new Routing([before, after], source);
    const inForce = new InForce(bringIntoForce(terms, routing.selectors, start + 2 * hour), source);
    const between = seen(1, { createdAt: start + hour });
    expect(toldOf(routing.firstSight(offer(between.approval), fraud, between, inForce))).toEqual({
      failed: ['before'],
    });
    expect(routing.isNews(fraud, between, inForce)).toBe(true);
    expect(routing.isNews(fraud, seen(1, { createdAt: start }), inForce)).toBe(false);
  });
});

test('a group is wanted by the selectors that cover it', () => {
  const { routing } = ruled(rule({ groups: ['fraud', 'f*', 'churn'] }), rule({ except: ['fraud'] }));
  expect(routing.isWanted(fraud)).toBe(true);
  expect(routing.selectorsFor(fraud)).toHaveLength(2);
  expect(routing.selectorsFor(ownGroup('other'))).toHaveLength(1);
  expect(ruled(rule({ groups: ['churn'] })).routing.isWanted(fraud)).toBe(false);
});
