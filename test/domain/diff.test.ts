import { changeSchema, type Change } from '../../functions/domain/change.ts';
import { baseline, diffMember, collectionRemoval, type DiffContext, type Told } from '../../functions/domain/diff.ts';
import type { DescribedModelPackage } from '../../functions/domain/model-package.ts';
import { recordOf } from '../../functions/domain/record.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import { arnOf, fraud, groupArn, hour, kinds, rule, ruled, seen, start } from './build.ts';

const everything = rule({
  changes: ['registered', 'approval', 'failed', 'lifecycle', 'description', 'removed', 'group-removed'],
});
const context = (more: Partial<DiffContext> = {}, ...rules: readonly Rule[]): DiffContext => ({
  collection: fraud,
  now: start + 5 * hour,
  ...ruled(...(rules.length > 0 ? rules : [everything])),
  ...more,
});
const changesOf = (told: readonly Told[]): readonly Change[] => told.map(({ change }) => change);
const gone = { gone: true as const, arn: arnOf(1), member: 1 };

const pending = seen(1);
const modified = { modifiedAt: start + 4 * hour };
const staging = { stage: 'Staging', stageStatus: 'Ready', stageDescription: 'soon' };
const production = { stage: 'Production', stageStatus: 'Active' };

describe('a difference from what is remembered is a change', () => {
  test.each<[string, Partial<DescribedModelPackage>, Partial<DescribedModelPackage>, object[]]>([
    ['approved', {}, { approval: 'Approved' }, [{ kind: 'approval', from: 'PendingManualApproval', to: 'Approved' }]],
    [
      'rejected',
      { approval: 'Approved' },
      { approval: 'Rejected' },
      [{ kind: 'approval', from: 'Approved', to: 'Rejected' }],
    ],
    [
      'back to pending',
      { approval: 'Rejected' },
      {},
      [{ kind: 'approval', from: 'Rejected', to: 'PendingManualApproval' }],
    ],
    ['first given a status', { approval: undefined }, {}, [{ kind: 'approval', to: 'PendingManualApproval' }]],
    ['deprived of its status', {}, { approval: undefined }, []],
    [
      'failed',
      { status: 'InProgress' },
      { status: 'Failed', failureReason: 'no entry point' },
      [{ kind: 'failed', from: 'InProgress', to: 'Failed', reason: 'no entry point' }],
    ],
    ['failed without a reason', {}, { status: 'Failed' }, [{ kind: 'failed', from: 'Completed', to: 'Failed' }]],
    ['completed', { status: 'InProgress' }, {}, []],
    ['being deleted', {}, { status: 'Deleting' }, []],
    ['given a stage', {}, { lifeCycle: staging }, [{ kind: 'lifecycle', to: 'Staging/Ready', lifeCycle: staging }]],
    [
      'moved on',
      { lifeCycle: staging },
      { lifeCycle: production },
      [{ kind: 'lifecycle', from: 'Staging/Ready', to: 'Production/Active' }],
    ],
    ['without a stage', { lifeCycle: staging }, {}, [{ kind: 'lifecycle', from: 'Staging/Ready' }]],
    ['described', {}, { description: 'new' }, [{ kind: 'description', description: 'new' }]],
    ['no longer described', { description: 'old' }, {}, [{ kind: 'description' }]],
    ['registered otherwise', { registrationType: 'Logged' }, { registrationType: 'Registered' }, []],
    ['as it was', {}, {}, []],
    [
      'changed in every way',
      {},
      { status: 'Failed', approval: 'Rejected', lifeCycle: production, description: 'bad' },
      [{ kind: 'approval' }, { kind: 'failed' }, { kind: 'lifecycle' }, { kind: 'description' }],
    ],
  ])('%s', (_, before, after, expected) => {
    const now = seen(1, { ...modified, ...after });
    const { record, told } = diffMember(recordOf(seen(1, before)), now, context());
    expect(record).toEqual(recordOf(now));
    expect(told).toHaveLength(expected.length);
    expect(changesOf(told)).toMatchObject(expected);
    for (const change of changesOf(told)) {
      expect(change).toMatchObject({
        arn: arnOf(1),
        group: 'Fraud',
        version: 1,
        at: new Date(now.modifiedAt).toISOString(),
      });
      expect(changeSchema.parse(change)).toEqual(change);
    }
  });

  test('with absent fields absent, not empty', () => {
    const { told } = diffMember(recordOf(seen(1, { lifeCycle: staging })), pending, context());
    expect(changesOf(told)[0]).not.toHaveProperty('to');
    expect(changesOf(told)[0]).not.toHaveProperty('lifeCycle');
    expect(changesOf(told)[0]).not.toHaveProperty('description');
  });
});

test('what nobody asks for is recorded all the same', () => {
  const now = seen(1, { ...modified, approval: 'Approved' });
  const uninterested = rule({ changes: ['failed'] });
  expect(diffMember(recordOf(pending), now, context({}, uninterested))).toEqual({ record: recordOf(now), told: [] });
  const elsewhere = rule({ groups: ['churn'] });
  expect(diffMember(recordOf(pending), now, context({}, elsewhere))).toEqual({ record: recordOf(now), told: [] });
});

test('what is equal gives the very record back, so that nothing is written', () => {
  const record = recordOf(pending);
  expect(diffMember(record, pending, context()).record).toBe(record);
});

describe('a version that is gone', () => {
  test.each<[string, Partial<DescribedModelPackage>, object]>([
    ['pending', {}, { from: 'PendingManualApproval', approvalStatus: 'PendingManualApproval' }],
    ['approved', { approval: 'Approved', lifeCycle: production }, { from: 'Approved', lifeCycle: production }],
    ['failed', { status: 'Failed' }, { from: 'Failed', status: 'Failed' }],
    ['without approval', { approval: undefined }, { from: 'Completed' }],
    ['just logged', { registrationType: 'Logged' }, { registrationType: 'Logged' }],
  ])('was %s: it is told as it was, and forgotten', (_, before, expected) => {
    const { record, told } = diffMember(recordOf(seen(1, before)), gone, context());
    expect(record).toBeUndefined();
    expect(changesOf(told)).toEqual([
      expect.objectContaining({
        kind: 'removed',
        version: 1,
        at: new Date(start + 5 * hour).toISOString(),
        ...expected,
      }),
    ]);
    for (const change of changesOf(told)) expect(changeSchema.parse(change)).toEqual(change);
  });

  test('and was never remembered is nothing', () => {
    expect(diffMember(undefined, gone, context())).toEqual({ told: [] });
  });

  test('is told to those who ask for the status that it had', () => {
    const approvedOnly = context({}, rule({ approvalStatus: ['Approved'] }));
    expect(diffMember(recordOf(pending), gone, approvedOnly).told).toEqual([]);
    expect(diffMember(recordOf(seen(1, { approval: 'Approved' })), gone, approvedOnly).told).toHaveLength(1);
  });
});

describe('a version seen for the first time', () => {
  const first = (version: Partial<DescribedModelPackage>, ...rules: readonly Rule[]) => {
    const now = seen(1, version);
    const { record, told } = diffMember(undefined, now, context({}, ...rules));
    expect(record).toEqual(recordOf(now));
    for (const change of changesOf(told)) expect(changeSchema.parse(change)).toEqual(change);
    return told.map(({ change, to }) => ({ ...change, destinations: to }));
  };

  test.each<[string, Partial<DescribedModelPackage>, object]>([
    ['pending', {}, { kind: 'registered', to: 'PendingManualApproval' }],
    ['approved already', { approval: 'Approved' }, { kind: 'registered', to: 'Approved' }],
    ['without approval', { approval: undefined, status: 'InProgress' }, { kind: 'registered', to: 'InProgress' }],
    ['in a stage already', { lifeCycle: production }, { kind: 'registered', lifeCycle: production }],
    ['failed', { status: 'Failed', failureReason: 'x' }, { kind: 'failed', to: 'Failed', reason: 'x' }],
  ])('%s is one change, at the time of its creation', (_, version, expected) => {
    const told = first(version);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ at: new Date(start + hour).toISOString(), destinations: ['people'], ...expected });
    expect(told[0]).not.toHaveProperty('from');
  });

  test('tells those who do not ask for registrations what is already true', () => {
    const approvals = rule({ changes: ['approval'], notify: ['a'] });
    const stages = rule({ changes: ['lifecycle'], notify: ['s'] });
    expect(first({}, approvals, stages)).toEqual([]);
    const told = first({ approval: 'Approved', lifeCycle: production }, approvals, stages);
    expect(told).toEqual([
      expect.objectContaining({ kind: 'approval', to: 'Approved', destinations: ['a'] }),
      expect.objectContaining({ kind: 'lifecycle', to: 'Production/Active', destinations: ['s'] }),
    ]);
  });

  test('that failed is told as registered to those who do not ask for failures', () => {
    const told = first({ status: 'Failed' }, rule({ changes: ['registered'] }));
    expect(told).toMatchObject([{ kind: 'registered', to: 'PendingManualApproval', status: 'Failed' }]);
  });

  test('is recorded silently if it was there before anyone watched', () => {
    expect(first({ createdAt: start })).toEqual([]);
    expect(baseline(seen(1))).toEqual({ record: recordOf(seen(1)), told: [] });
  });
});

describe('the same number with another creation time', () => {
  const anew = seen(1, { createdAt: start + 3 * hour, approval: 'Approved' });

  test('was removed and registered anew', () => {
    const { record, told } = diffMember(recordOf(pending), anew, context());
    expect(record).toEqual(recordOf(anew));
    expect(changesOf(told)).toMatchObject([
      { kind: 'removed', from: 'PendingManualApproval' },
      { kind: 'registered', to: 'Approved' },
    ]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  });

  test('was removed no later than the new one came: by their times, that is what is there', () => {
    const late = { ...context(), now: start + 9 * hour };
    const [removal, registration] = changesOf(diffMember(recordOf(pending), anew, late).told);
    expect(removal?.at).toBe(registration?.at);
  });

  test('is silent about the new one if that is older than the watch', () => {
    const { record, told } = diffMember(recordOf(pending), seen(1, { createdAt: start - hour }), context());
    expect(record).toMatchObject({ createdAt: start - hour });
    expect(kinds(changesOf(told))).toEqual(['removed']);
  });

  test('tells the removal by what the old one was selected by', () => {
    const late = rule({ createdAfter: new Date(start + 2 * hour).toISOString() });
    expect(kinds(changesOf(diffMember(recordOf(pending), anew, context({}, late)).told))).toEqual(['registered']);
  });
});

describe('a group that is gone', () => {
  const removal = (more: { now?: number; versions?: number; born?: number } = {}, ...rules: readonly Rule[]) =>
    collectionRemoval(fraud, groupArn('Fraud'), more.versions ?? 3, more.born ?? start, {
      ...context({}, ...rules),
      now: more.now ?? start + hour,
    });

  test('is one change', () => {
    const { change, to } = removal();
    expect(change).toEqual({
      kind: 'group-removed',
      arn: groupArn('Fraud'),
      group: 'Fraud',
      at: new Date(start + hour).toISOString(),
      versions: 3,
    });
    expect(changeSchema.parse(change)).toEqual(change);
    expect(to).toEqual(['people']);
    expect(removal({}, rule({ groups: ['churn'] })).to).toEqual([]);
  });

  test('has an id of its life, not of the look', () => {
    expect(removal({ now: start + 9 * hour, versions: 2 }).id).toBe(removal().id);
    expect(removal({ born: start + 1 }).id).not.toBe(removal().id);
  });
});

describe('a change’s id', () => {
  const idsOf = (told: readonly Told[]) => told.map(({ id }) => id);
  const approved = seen(1, { ...modified, approval: 'Approved' });
  const cases: [string, (more?: Partial<DiffContext>) => readonly Told[]][] = [
    ['approval', (more) => diffMember(recordOf(pending), approved, context(more)).told],
    ['removal', (more) => diffMember(recordOf(pending), gone, context(more)).told],
    ['first sight', (more) => diffMember(undefined, approved, context(more)).told],
    [
      'recreation',
      (more) => diffMember(recordOf(pending), seen(1, { createdAt: start + 3 * hour }), context(more)).told,
    ],
  ];

  test.each(cases)('is the same however often and whenever it is found: %s', (_, told) => {
    expect(idsOf(told()).length).toBeGreaterThan(0);
    expect(idsOf(told({ now: start + 900 * hour }))).toEqual(idsOf(told()));
  });

  test('does not depend on the rules, the ARN’s case, or what else changed', () => {
    const [id] = idsOf(diffMember(recordOf(pending), approved, context()).told);
    const others = context({}, rule({ notify: ['x', 'y'], groups: ['fraud'] }));
    expect(idsOf(diffMember(recordOf(pending), approved, others).told)).toEqual([id]);
    const lower = { ...approved, arn: approved.arn.toLowerCase(), description: 'x', lifeCycle: production };
    expect(idsOf(diffMember(recordOf(pending), lower, context()).told)[0]).toBe(id);
  });

  test('is known from release to release: 128 bits in base64url, pinned here', () => {
    const [id] = idsOf(diffMember(recordOf(pending), approved, context()).told);
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(id).toBe('Smm-OZc6N1OPutDI1sV8dA');
  });

  test('differs by version, creation, kind, outcome and time of the change', () => {
    const told = [
      diffMember(recordOf(pending), approved, context()),
      diffMember(recordOf(pending), { ...approved, modifiedAt: start + 6 * hour }, context()),
      diffMember(recordOf(pending), { ...approved, approval: 'Rejected' }, context()),
      diffMember(recordOf(seen(2)), { ...approved, arn: arnOf(2), member: 2 }, context()),
      diffMember(recordOf(pending), { ...approved, approval: 'PendingManualApproval', lifeCycle: staging }, context()),
      diffMember(recordOf(pending), gone, context()),
      diffMember(recordOf(seen(1, { createdAt: start + 2 * hour })), gone, context()),
      diffMember(undefined, approved, context()),
    ].flatMap((diff) => idsOf(diff.told));
    expect(new Set(told).size).toBe(told.length);
  });
});

test('texts of the registry are cut to 2000 characters', () => {
  const long = { description: 'd'.repeat(5000), failureReason: 'r'.repeat(5000), status: 'Failed' as const };
  const { told } = diffMember(recordOf(pending), seen(1, { ...modified, ...long }), context());
  expect(changesOf(told)).toMatchObject([
    { kind: 'failed', reason: `${'r'.repeat(1999)}…`, description: `${'d'.repeat(1999)}…` },
    { kind: 'description', description: `${'d'.repeat(1999)}…` },
  ]);
  const brief = { description: 'd'.repeat(2000) };
  expect(diffMember(recordOf(pending), seen(1, { ...modified, ...brief }), context()).told[0]?.change).toMatchObject(
    brief,
  );
});

test('a stage’s texts are cut as well: no change is larger than an item can bear', () => {
  const endless = { stage: 'Staging', stageStatus: 'Ready', stageDescription: 's'.repeat(100_000) };
  const { told } = diffMember(recordOf(pending), seen(1, { ...modified, lifeCycle: endless }), context());
  expect(JSON.stringify(told).length).toBeLessThan(10_000);
});
