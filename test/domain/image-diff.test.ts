import { changeSchema } from '../../functions/domain/change.ts';
import { imageOf } from '../../functions/domain/collection.ts';
import { collectionRemoval, diffMember } from '../../functions/domain/diff.ts';
import {
  imageVersionStatuses,
  type ImageVersion,
  type ImageVersionStatus,
} from '../../functions/domain/image-version.ts';
import { recordOf } from '../../functions/domain/record.ts';
import { hour, rule, ruled, start } from './build.ts';

const training = imageOf('Training');
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:image-version/training/1';
const seen = (status: ImageVersionStatus, more: Partial<ImageVersion> = {}): ImageVersion => ({
  arn,
  image: 'Training',
  member: 1,
  createdAt: start + hour,
  modifiedAt: start + 2 * hour,
  status,
  ...more,
});
const context = (overrides: Parameters<typeof rule>[0] = {}) => ({
  collection: training,
  ...ruled(rule({ groups: [], images: ['*'], ...overrides })),
  now: start + 3 * hour,
});
const short = (known: ImageVersionStatus | undefined, now: ImageVersionStatus): string[] =>
  diffMember(known && recordOf(seen(known)), seen(now), context()).told.map(({ change }) => {
    expect(changeSchema.parse(change)).toEqual(change);
    return change.kind;
  });

test.each<[ImageVersionStatus | undefined, ImageVersionStatus, string[]]>([
  [undefined, 'CREATED', ['image-created']],
  [undefined, 'CREATE_FAILED', ['image-failed']],
  [undefined, 'DELETE_FAILED', ['image-failed']],
  [undefined, 'CREATING', []],
  [undefined, 'DELETING', []],
  ['CREATING', 'CREATED', ['image-created']],
  ['CREATING', 'CREATE_FAILED', ['image-failed']],
  ['CREATED', 'DELETING', []],
  ['DELETING', 'DELETE_FAILED', ['image-failed']],
  ['DELETE_FAILED', 'CREATED', []],
  ['DELETING', 'CREATED', []],
  ['CREATE_FAILED', 'DELETING', []],
])('from %s to %s: %j', (known, now, expected) => {
  expect(short(known, now)).toEqual(expected);
});

test.each(imageVersionStatuses)('what stays %s is no change', (status) => {
  expect(short(status, status)).toEqual([]);
});

test('a failure has its reason, and the time at which it was noted', () => {
  const { told } = diffMember(recordOf(seen('CREATING')), seen('CREATE_FAILED', { failureReason: 'no' }), context());
  expect(told[0]?.change).toMatchObject({
    reason: 'no',
    from: 'CREATING',
    at: new Date(start + 2 * hour).toISOString(),
  });
});

test('one that is gone is removed; of another creation time, removed and created', () => {
  const known = recordOf(seen('CREATED'));
  const gone = diffMember(known, { gone: true, arn, member: 1 }, context());
  expect(gone.record).toBeUndefined();
  expect(gone.told.map(({ change }) => change)).toMatchObject([
    { kind: 'image-removed', image: 'Training', version: 1, from: 'CREATED' },
  ]);
  const anew = diffMember(known, seen('CREATED', { createdAt: start + 5 * hour }), context());
  expect(anew.told.map(({ change: { kind } }) => kind)).toEqual(['image-removed', 'image-created']);
});

test('is told to those whose rule asks for its kind; a status of approval is none of its', () => {
  const told = (overrides: Parameters<typeof rule>[0]) =>
    diffMember(undefined, seen('CREATED'), context(overrides)).told.length;
  expect(told({ changes: ['image-failed'] })).toBe(0);
  expect(told({ approvalStatus: ['Approved'], groups: ['*'] })).toBe(1);
  expect(told({ images: ['other-*'] })).toBe(0);
  expect(told({ images: [], groups: ['*'], packages: ['*'] })).toBe(0);
});

test('an image that is gone is one change, as a group is', () => {
  const { change, to } = collectionRemoval(training, 'arn:image', 3, start, context());
  expect(change).toEqual({
    kind: 'image-removed',
    arn: 'arn:image',
    image: 'Training',
    at: new Date(start + 3 * hour).toISOString(),
    versions: 3,
  });
  expect(to).toEqual(['people']);
});
