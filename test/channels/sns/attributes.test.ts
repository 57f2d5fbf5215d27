import type { Change } from '../../../functions/domain/change.ts';
import { attributes } from '../../../functions/channels/sns/attributes.ts';
import {
  approved,
  imageVersion,
  missing,
  notify,
  recovered,
  refused,
  tested,
  unversioned,
  version,
  wholeImage,
  reminder,
} from '../build.ts';

const context = { account: '111122223333', region: 'eu-west-1' };
const string = (value: string) => ({ DataType: 'String', StringValue: value });
const array = (...values: readonly string[]) => ({ DataType: 'String.Array', StringValue: JSON.stringify(values) });

test('one change: all are strings', () => {
  expect(attributes([notify(approved(7), 'a')], context)).toEqual({
    id: string('a'),
    kind: string('approval'),
    group: string('fraud-detector'),
    status: string('Approved'),
    account: string('111122223333'),
    region: string('eu-west-1'),
  });
});

test('a digest: every id, and each status once', () => {
  const rejected: Change = { kind: 'approval', ...version(8), to: 'Rejected' };
  expect(
    attributes([notify(approved(7), 'a'), notify(rejected, 'b'), notify(approved(9), 'c')], context),
  ).toMatchObject({ id: array('a', 'b', 'c'), kind: string('approval'), status: array('Approved', 'Rejected') });
});

describe('what it is about is the group, the image, or the name of an unversioned model package', () => {
  const image = string('training-image');
  test.each<[string, Change, object]>([
    ['a version', approved(7), { group: string('fraud-detector') }],
    [
      'an unversioned model package',
      { kind: 'registered', ...unversioned(), to: 'Failed' },
      { name: string('my-model') },
    ],
    ['an image version', { kind: 'image-created', ...imageVersion(3), to: 'CREATED' }, { image }],
    ['a whole image', { kind: 'image-removed', ...wholeImage() }, { image }],
    ['a group that cannot be read', refused(), { group: string('fraud-detector') }],
    ['an image that cannot be read', missing(), { image }],
    ['the whole registry', { ...recovered(), subject: 'registry', group: undefined }, {}],
    ['a test message', tested(), {}],
    ['a nameless one: SNS refuses what is empty', { ...refused(), group: '\n' }, { group: string('-') }],
  ])('%s', (_what, change, about) => {
    const { id, kind, status, account, region, ...rest } = attributes([notify(change)], context);
    expect([id, kind, account, region]).not.toContain(undefined);
    expect(status?.StringValue).not.toBe('');
    expect(rest).toEqual(about);
  });

  test('of a digest: all of them', () => {
    expect(attributes([notify(refused('a')), notify(missing()), notify(refused('b'))], context)).toMatchObject({
      group: array('a', 'b'),
      image: string('training-image'),
    });
  });
});

describe('the status is the one that the change is about, otherwise that of the model package', () => {
  const pending = version(7, { approvalStatus: 'PendingManualApproval' });
  test.each<[string | undefined, Change]>([
    ['PendingManualApproval', { kind: 'registered', ...pending, to: 'PendingManualApproval' }],
    ['Rejected', { kind: 'approval', ...pending, to: 'Rejected' }],
    ['Failed', { kind: 'failed', ...pending, status: 'Failed', to: 'Failed' }],
    ['Approved', { kind: 'removed', ...pending, from: 'Approved' }],
    ['PendingManualApproval', { kind: 'lifecycle', ...pending, to: 'Staging/Active' }],
    ['PendingManualApproval', reminder(7)],
    ['Completed', { kind: 'description', ...version(7) }],
    ['CREATED', { kind: 'image-created', ...imageVersion(3), to: 'CREATED' }],
    ['DELETE_FAILED', { kind: 'image-failed', ...imageVersion(3), from: 'CREATED', to: 'DELETE_FAILED' }],
    ['CREATED', { kind: 'image-removed', ...imageVersion(3), from: 'CREATED' }],
    [undefined, { kind: 'image-removed', ...wholeImage(), versions: 3 }],
    [undefined, refused()],
    [undefined, recovered()],
    [undefined, tested()],
    [undefined, { kind: 'group-removed', arn: 'arn', group: 'g', at: '2026-11-20T14:03:22.000Z', versions: 1 }],
  ])('%s', (status, change) => {
    expect(attributes([notify(change)], context)['status']?.StringValue).toBe(status);
  });
});
