import type { Change } from '../../domain/change.ts';
import type { ApprovalStatus, PackageStatus } from '../../domain/model-package.ts';
import { cut, oneLine } from './clean.ts';

type Status = ApprovalStatus | PackageStatus;
type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

const longestStage = 63;

export const registeredWords: Record<Status, { readonly brief: string; readonly full: string }> = {
  PendingManualApproval: { brief: 'registered, waits for approval', full: 'was registered and waits for approval' },
  Approved: { brief: 'registered, already approved', full: 'was registered and is already approved' },
  Rejected: { brief: 'registered, already rejected', full: 'was registered and is already rejected' },
  Pending: { brief: 'registered, still being created', full: 'was registered and is still being created' },
  InProgress: { brief: 'registered, still being created', full: 'was registered and is still being created' },
  Completed: { brief: 'registered', full: 'was registered' },
  Failed: { brief: 'registered, but failed', full: 'was registered, but failed' },
  Deleting: { brief: 'registered, being deleted', full: 'was registered and is being deleted' },
};

export const statusWords: Record<Status, string> = {
  PendingManualApproval: 'waiting for approval',
  Approved: 'approved',
  Rejected: 'rejected',
  Pending: 'pending',
  InProgress: 'being created',
  Completed: 'completed',
  Failed: 'failed',
  Deleting: 'being deleted',
};

export function stageName(stage: string): string {
  return cut(oneLine(stage), longestStage) || '(no stage)';
}

/** `approved, was rejected before` */
export function approvalNews({ from, to }: Of<'approval'>): string {
  if (to === 'PendingManualApproval') return `waits for approval${from === undefined || from === to ? '' : ' again'}`;
  return overturned(from, to) ? `${statusWords[to]}, was ${statusWords[from]} before` : statusWords[to];
}

/** `was approved; it was rejected before` */
export function decided(change: Of<'approval'>): string {
  const { from, to } = change;
  if (to === 'PendingManualApproval') return approvalNews(change);
  return `was ${statusWords[to]}${overturned(from, to) ? `; it was ${statusWords[from]} before` : ''}`;
}

/** A decision that takes back another deserves a second look. */
function overturned(from: ApprovalStatus | undefined, to: ApprovalStatus): from is 'Approved' | 'Rejected' {
  return from !== undefined && from !== 'PendingManualApproval' && from !== to;
}

/** `moved to Production/Approved` */
export function stageNews({ from, to }: Of<'lifecycle'>): string {
  if (to !== undefined) return `moved to ${stageName(to)}`;
  return from === undefined ? 'has no stage' : `left ${stageName(from)}`;
}
