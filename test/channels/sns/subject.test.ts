import fc from 'fast-check';
import type { Change } from '../../../functions/domain/change.ts';
import { compose } from '../../../functions/channels/sns/compose.ts';
import { longestSubject, toSubject } from '../../../functions/channels/sns/subject.ts';
import { anyText } from '../arbitrary.ts';
import {
  approved,
  imageVersion,
  missing,
  notify,
  recovered,
  refused,
  unversioned,
  version,
  reminder,
  tested,
} from '../build.ts';

const context = { account: '111122223333', region: 'eu-west-1' };

function subjectOf(...changes: readonly Change[]) {
  const [message] = compose(
    changes.map((change) => notify(change)),
    { format: 'text', context },
    'rich',
  );
  return message?.subject;
}

const registered = (number: number, to: Extract<Change, { kind: 'registered' }>['to']): Change => ({
  kind: 'registered',
  ...version(number, { group: 'churn' }),
  to,
});
const moved = (number: number, to?: string, from?: string): Change => ({
  kind: 'lifecycle',
  ...version(number),
  from,
  to,
});
const pendingAgain = (number: number): Change => ({
  kind: 'approval',
  ...version(number),
  from: 'Rejected',
  to: 'PendingManualApproval',
});
const rejected = (number: number): Change => ({ kind: 'approval', ...version(number), to: 'Rejected' });
const removed = (number: number): Change => ({ kind: 'removed', ...version(number), from: 'Rejected' });

const unread: Change = {
  ...refused(),
  subject: 'packages',
  group: undefined,
  arn: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/*',
  fault: 'unavailable',
};
const imageFailed = (number: number, to: 'CREATE_FAILED' | 'DELETE_FAILED'): Change => ({
  kind: 'image-failed',
  ...imageVersion(number),
  to,
});

test.each<[string, Change[]]>([
  ['churn v3 registered, waits for approval', [registered(3, 'PendingManualApproval')]],
  ['churn v3 registered, already approved', [registered(3, 'Approved')]],
  ['churn v3 registered, already rejected', [registered(3, 'Rejected')]],
  ['churn v3 registered', [registered(3, 'Completed')]],
  ['churn v3 registered, still being created', [registered(3, 'InProgress')]],
  ['churn v3 registered, but failed', [registered(3, 'Failed')]],
  ['fraud-detector v7 approved', [approved(7)]],
  ['fraud-detector v7 rejected', [rejected(7)]],
  ['fraud-detector v7 waits for approval again', [pendingAgain(7)]],
  ['fraud-detector v7 moved to Production/Active', [moved(7, 'Production/Active', 'Staging/Active')]],
  ['fraud-detector v7 left Staging/Active', [moved(7, undefined, 'Staging/Active')]],
  ['fraud-detector v7 lost its description', [{ kind: 'description', ...version(7) }]],
  ['fraud-detector v7 removed', [removed(7)]],
  ['fraud-detector v7 has waited 2 days for approval', [reminder(7)]],
  ['fraud-detector v7 has waited 47 hours for approval', [reminder(7, { since: '2026-11-18T14:03:23.000Z' })]],
  ['fraud-detector v7 has waited 1 hour for approval', [reminder(7, { since: '2026-11-20T12:04:00.000Z' })]],
  ['fraud-detector v7 has waited 1 minute for approval', [reminder(7, { since: '2026-11-20T14:02:00.000Z' })]],
  ['2 versions of fraud-detector wait for approval', [reminder(7), reminder(8)]],
  ['2 versions of churn registered', [registered(3, 'Completed'), registered(4, 'Completed')]],
  [
    '2 versions of churn registered, all waiting for approval',
    [registered(3, 'PendingManualApproval'), registered(4, 'PendingManualApproval')],
  ],
  [
    '3 versions of churn registered: 2 waiting for approval, 1 failed',
    [registered(3, 'PendingManualApproval'), registered(4, 'Failed'), registered(5, 'PendingManualApproval')],
  ],
  ['3 versions of fraud-detector approved', [approved(7), approved(8), approved(9)]],
  ['2 decisions in fraud-detector: 1 approved, 1 rejected', [approved(7), rejected(8)]],
  ['2 approval changes in fraud-detector: 1 approved, 1 waiting for approval', [approved(7), pendingAgain(8)]],
  [
    '2 versions of fraud-detector moved to Production/Active',
    [moved(7, 'Production/Active'), moved(8, 'Production/Active')],
  ],
  ['2 versions of fraud-detector changed stage', [moved(7, 'Production/Active'), moved(8)]],
  ['2 versions of fraud-detector removed', [removed(7), removed(8)]],
  ['Model package my-model registered', [{ kind: 'registered', ...unversioned(), to: 'Completed' }]],
  ['Model package my-model has a new description', [{ kind: 'description', ...unversioned(), description: 'x' }]],
  [
    '2 model packages failed',
    ['a', 'b'].map((name): Change => ({ kind: 'failed', ...unversioned(name), to: 'Failed' })),
  ],
  ['Image training-image v3 could not be deleted', [imageFailed(3, 'DELETE_FAILED')]],
  ['2 versions of image training-image failed', [imageFailed(3, 'DELETE_FAILED'), imageFailed(4, 'CREATE_FAILED')]],
  [
    '2 versions of image training-image could not be created',
    [imageFailed(3, 'CREATE_FAILED'), imageFailed(4, 'CREATE_FAILED')],
  ],
  ['Image training-image v3 removed', [{ kind: 'image-removed', ...imageVersion(3) }]],
  ['Model group fraud-detector cannot be read: access is refused', [{ ...refused(), permission: undefined }]],
  ['Image training-image cannot be read: it does not exist', [missing()]],
  ['The unversioned model packages cannot be read: SageMaker does not answer', [unread]],
  ['Test message: nothing has changed', [tested()]],
  ['2 groups can be read again', [recovered('a'), recovered('b')]],
  [
    '2 groups, 1 image and the unversioned model packages cannot be read',
    [unread, refused('a'), missing(), refused('b')],
  ],
])('%s', (expected, changes) => {
  expect(subjectOf(...changes)).toBe(expected);
});

test.each([
  ['line breaks and controls become blanks', 'churn\r\nBcc: all\u0000 v3', 'churn Bcc: all v3'],
  ['bidi overrides vanish', 'churn \u202edevorppa\u202c v3', 'churn devorppa v3'],
  ['accents are dropped, dashes kept, other letters are shown as "?"', 'Détecteur – 字 v3', 'Detecteur - ? v3'],
  ['what is too long is cut visibly', 'x'.repeat(200), `${'x'.repeat(96)}...`],
  ['nothing at all is still a subject', '\u200b \n', 'Model registry'],
])('%s', (_what, text, expected) => {
  expect(toSubject(text)).toBe(expected);
});

test('a long name does not push the news out', () => {
  expect(subjectOf(approved(7, { group: 'g'.repeat(500) }))).toBe(`${'g'.repeat(60)}... v7 approved`);
});

test('any text makes a subject that SNS takes', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const subject = toSubject(text);
      expect(subject.length).toBeLessThanOrEqual(longestSubject);
      expect(subject).toMatch(/^[!-~]([ -~]*[!-~])?$/u);
    }),
  );
});
