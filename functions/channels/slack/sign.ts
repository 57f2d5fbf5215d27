import type { Change } from '../../domain/change.ts';
import type { ImageVersionStatus } from '../../domain/image-version.ts';
import type { ApprovalStatus, PackageStatus } from '../../domain/model-package.ts';

export type Status = ApprovalStatus | PackageStatus | ImageVersionStatus;

/** Good, bad, waiting: seen before a word is read. The words say it too. */
const signs = {
  good: '✅',
  bad: '❌',
  warning: '⚠️',
  waiting: '⏳',
  gone: '🗑️',
  moved: '➡️',
  noted: '📝',
  test: '🧪',
} as const;

const statusSigns: Record<Status, string> = {
  PendingManualApproval: signs.waiting,
  Approved: signs.good,
  Rejected: signs.bad,
  Pending: signs.waiting,
  InProgress: signs.waiting,
  Completed: signs.good,
  Failed: signs.bad,
  Deleting: signs.gone,
  CREATING: signs.waiting,
  CREATED: signs.good,
  CREATE_FAILED: signs.bad,
  DELETING: signs.gone,
  DELETE_FAILED: signs.bad,
};

export function signOfStatus(status: Status): string {
  return statusSigns[status];
}

/** What a change comes to. */
export function signOf(change: Change): string {
  switch (change.kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'reminder':
    case 'image-created':
    case 'image-failed':
      return statusSigns[change.to];
    case 'lifecycle':
      return signOfStage(change.to) ?? signs.moved;
    case 'description':
      return signs.noted;
    case 'removed':
    case 'group-removed':
    case 'image-removed':
      return signs.gone;
    case 'watch-failed':
      return signs.warning;
    case 'watch-recovered':
      return signs.good;
    case 'test':
      return signs.test;
  }
}

/** Of "stage/stage status"; stages are named as their users like, but SageMaker's own actions know these statuses. */
export function signOfStage(stage: string | undefined): string | undefined {
  const status = stage?.slice(stage.lastIndexOf('/') + 1).toLowerCase() ?? '';
  if (/^(?:pending|waiting)/u.test(status)) return signs.waiting;
  if (/^(?:rejected|failed)$/u.test(status)) return signs.bad;
  return status === 'approved' ? signs.good : undefined;
}
