import type { Change, ChangeKind, Notification } from '../../functions/domain/change.ts';

type Of<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;
type Version = Of<'approval'>;

/** A version of fraud-detector as SageMaker shows it; what matters to a test is named in it. */
export function version(number: number, more: Partial<Omit<Version, 'kind' | 'from' | 'to'>> = {}) {
  const group = more.group ?? 'fraud-detector';
  return {
    arn: `arn:aws:sagemaker:eu-west-1:111122223333:model-package/${group}/${number}`,
    group,
    version: number,
    at: '2026-11-20T14:03:22.000Z',
    status: 'Completed' as const,
    ...more,
  };
}

export function approved(number: number, more: Partial<Omit<Version, 'kind' | 'from' | 'to'>> = {}): Change {
  return { kind: 'approval', ...version(number, more), from: 'PendingManualApproval', to: 'Approved' };
}

/** A version that has waited for two days. */
export function reminder(number: number, more: Partial<Omit<Of<'reminder'>, 'kind' | 'to'>> = {}): Of<'reminder'> {
  const { since = '2026-11-18T12:00:00.000Z', ...facts } = more;
  const pending = { ...version(number, { approvalStatus: 'PendingManualApproval', ...facts }), since };
  return { kind: 'reminder', ...pending, to: 'PendingManualApproval' };
}

const account = 'arn:aws:sagemaker:eu-west-1:111122223333';
const at = '2026-11-20T14:03:22.000Z';

/** An unversioned model package. */
export function unversioned(name = 'my-model') {
  return { arn: `${account}:model-package/${name}`, name, at, status: 'Completed' as const };
}

export function imageVersion(number: number, image = 'training-image') {
  return { arn: `${account}:image-version/${image}/${number}`, image, version: number, at };
}

/** A whole image. */
export function wholeImage(image = 'training-image') {
  return { arn: `${account}:image/${image}`, image, at };
}

/** A group that a role without permission cannot read. */
export function refused(group = 'fraud-detector'): Of<'watch-failed'> {
  return {
    kind: 'watch-failed',
    subject: 'group',
    arn: `${account}:model-package-group/${group}`,
    group,
    at,
    operation: 'ListModelPackages',
    fault: 'refused',
    permission: 'sagemaker:ListModelPackages',
    reason: `User: poll is not authorized to perform: sagemaker:ListModelPackages on ${group}`,
  };
}

/** The role by which another account is read, and that does not trust us. */
export function distrusted(): Of<'watch-failed'> {
  return {
    kind: 'watch-failed',
    subject: 'registry',
    arn: `${account}:*`,
    at,
    operation: 'AssumeRole',
    fault: 'refused',
    permission: 'sts:AssumeRole',
    role: 'arn:aws:iam::111122223333:role/reader',
    reason: 'AccessDenied: User is not authorized to perform: sts:AssumeRole',
  };
}

/** An image that is not there. */
export function missing(image = 'training-image'): Of<'watch-failed'> {
  return {
    kind: 'watch-failed',
    subject: 'image',
    ...wholeImage(image),
    operation: 'ListImageVersions',
    fault: 'missing',
    reason: `No Image with the name ${image} exists.`,
  };
}

/** The group that `refused` is about, two hours later. */
export function recovered(group = 'fraud-detector'): Of<'watch-recovered'> {
  const { subject, arn, operation } = refused(group);
  return { kind: 'watch-recovered', subject, arn, group, operation, since: at, at: '2026-11-20T16:20:00.000Z' };
}

/** What an operator asked for, to see whether it arrives. */
export function tested(): Of<'test'> {
  return { kind: 'test', arn: `${account}:*`, at, by: { name: 'operator' } };
}

export function notify(
  change: Change,
  id = `id-of-${change.kind}-${'version' in change ? change.version : 'group'}`,
): Notification {
  return { id, destination: 'ml-leads', change };
}
