import { isRemembered, recordOf, sameCreation } from '../../functions/domain/record.ts';
import { seen, start } from './build.ts';

const full = seen(1, {
  approval: 'Approved',
  lifeCycle: { stage: 'Staging', stageStatus: 'Ready', stageDescription: 'soon' },
  registrationType: 'Registered',
  description: 'first',
});

test.each<[string, boolean, Partial<typeof full>]>([
  ['nothing', true, {}],
  [
    'the stage’s description',
    true,
    { lifeCycle: { stage: 'Staging', stageStatus: 'Ready', stageDescription: 'later' } },
  ],
  ['when it was changed, or its ARN’s case', true, { modifiedAt: 1, arn: full.arn.toLowerCase() }],
  ['the milliseconds, of which one API tells none', true, { createdAt: full.createdAt + 999 }],
  ['its creation', false, { createdAt: full.createdAt + 1000 }],
  ['its status', false, { status: 'Failed' }],
  ['its approval', false, { approval: 'Rejected' }],
  ['that it has no approval', false, { approval: undefined }],
  ['its stage', false, { lifeCycle: { stage: 'Production', stageStatus: 'Ready' } }],
  ['its stage’s status', false, { lifeCycle: { stage: 'Staging', stageStatus: 'Active' } }],
  ['that it has no stage', false, { lifeCycle: undefined }],
  ['its registration', false, { registrationType: 'Logged' }],
  ['its description', false, { description: 'second' }],
  ['that it has no description', false, { description: '' }],
])('a version that differs by %s is as remembered: %s', (_, remembered, more) => {
  expect(isRemembered(recordOf(full), { ...full, ...more })).toBe(remembered);
});

test('what has less is remembered as what it is', () => {
  const bare = seen(1, { approval: undefined });
  expect(isRemembered(recordOf(bare), bare)).toBe(true);
  expect(recordOf(bare)).toEqual({ createdAt: bare.createdAt, status: 'Completed' });
});

test.each([
  [start, start, true],
  [start + 123, start + 123, true],
  [start, start + 999, true],
  [start + 999, start, true],
  [start, start + 1000, false],
  [start, start - 1, false],
  [start + 123, start + 124, false],
  [start + 1, start + 999, false],
])('creations at %i and %i are the same: %s', (a, b, same) => {
  expect(sameCreation(a, b)).toBe(same);
});
