import type { Change } from '../../../functions/domain/change.ts';
import { attributes } from '../../../functions/channels/sns/attributes.ts';
import { approved, notify, version } from '../build.ts';

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

describe('the status is the one that the change is about, otherwise that of the version', () => {
  const pending = version(7, { approvalStatus: 'PendingManualApproval' });
  test.each<[string | undefined, Change]>([
    ['PendingManualApproval', { kind: 'registered', ...pending, to: 'PendingManualApproval' }],
    ['Rejected', { kind: 'approval', ...pending, to: 'Rejected' }],
    ['Failed', { kind: 'failed', ...pending, status: 'Failed', to: 'Failed' }],
    ['Approved', { kind: 'removed', ...pending, from: 'Approved' }],
    ['PendingManualApproval', { kind: 'lifecycle', ...pending, to: 'Staging/Active' }],
    ['Completed', { kind: 'description', ...version(7) }],
    [undefined, { kind: 'group-removed', arn: 'arn', group: 'g', at: '2026-11-20T14:03:22.000Z', versions: 1 }],
  ])('%s', (status, change) => {
    expect(attributes([notify(change)], context)['status']?.StringValue).toBe(status);
  });
});
