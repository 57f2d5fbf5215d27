import { diffMember } from '../../functions/domain/diff.ts';
import type { Actor, DescribedModelPackage } from '../../functions/domain/model-package.ts';
import { recordOf } from '../../functions/domain/record.ts';
import { fraud, hour, rule, ruled, seen, start } from './build.ts';

const alice: Actor = { name: 'alice', arn: 'arn:aws:iam::111122223333:user/alice' };
const bob: Actor = { name: 'bob', role: 'MlApprovers' };
const modifiedAt = start + 2 * hour;
const told = (known: DescribedModelPackage | undefined, now: DescribedModelPackage, at = modifiedAt + 10_000) =>
  diffMember(known && recordOf(known), now, {
    collection: fraud,
    ...ruled(rule({ changes: ['registered', 'approval', 'failed', 'lifecycle', 'description', 'removed'] })),
    now: at,
  }).told.map(({ change }) => change);

const pending = seen(1);
const edited = (more: Partial<DescribedModelPackage>): DescribedModelPackage =>
  seen(1, { modifiedAt, createdBy: alice, modifiedBy: bob, ...more });
const approved = edited({ approval: 'Approved', approvalDescription: 'bias report read' });

describe('who did it is told', () => {
  test('of a registration: SageMaker keeps that', () => {
    expect(told(undefined, edited({}))).toMatchObject([{ kind: 'registered', by: alice }]);
  });

  test('of a decision that was read within the minute, and what was noted', () => {
    expect(told(pending, approved)).toMatchObject([
      { kind: 'approval', by: bob, approvalDescription: 'bias report read' },
    ]);
    expect(told(pending, approved, modifiedAt + 60_000)).toMatchObject([{ by: bob }]);
  });

  test.each<[string, Partial<DescribedModelPackage>]>([
    ['lifecycle', { lifeCycle: { stage: 'Production', stageStatus: 'Active' } }],
    ['description', { description: 'better' }],
  ])('of a %s', (kind, more) => {
    expect(told(pending, edited(more))).toMatchObject([{ kind, by: bob }]);
  });

  test('of a version that is first seen decided, and was never edited', () => {
    const decided = seen(1, { approval: 'Approved', modifiedAt: start + hour, createdBy: alice });
    const first = diffMember(undefined, decided, {
      collection: fraud,
      ...ruled(rule({ changes: ['approval'] })),
      now: modifiedAt,
    });
    expect(first.told.map(({ change }) => change)).toMatchObject([{ kind: 'approval', by: alice }]);
  });
});

describe('who edited last is told as that, and not as who did it', () => {
  const [late] = told(pending, approved, modifiedAt + 60_001);
  const both = edited({ approval: 'Approved', description: 'better' });

  test('when it was read later than a minute after', () => {
    expect(late).toMatchObject({ kind: 'approval', editedBy: bob });
    expect(late).not.toHaveProperty('by');
  });

  test('when more than one thing differs', () => {
    const all = told(pending, both);
    expect(all.map(({ kind }) => kind)).toEqual(['approval', 'description']);
    for (const change of all) {
      expect(change).toMatchObject({ editedBy: bob });
      expect(change).not.toHaveProperty('by');
    }
  });
});

test('nobody is named of what SageMaker did itself, or of what it names nobody for', () => {
  const [failed] = told(pending, edited({ status: 'Failed' }));
  expect(failed).toMatchObject({ kind: 'failed' });
  expect(Object.keys(failed ?? {})).not.toEqual(expect.arrayContaining(['by']));
  expect(failed).not.toHaveProperty('editedBy');
  const [unknown] = told(pending, seen(1, { modifiedAt, approval: 'Approved' }));
  expect(unknown).toMatchObject({ kind: 'approval' });
  expect(unknown).not.toHaveProperty('by');
  expect(unknown).not.toHaveProperty('editedBy');
});
