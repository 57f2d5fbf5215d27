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

export function notify(
  change: Change,
  id = `id-of-${change.kind}-${'version' in change ? change.version : 'group'}`,
): Notification {
  return { id, destination: 'ml-leads', change };
}
