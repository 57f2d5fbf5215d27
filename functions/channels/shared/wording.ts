import type { ApprovalStatus, PackageStatus } from '../../domain/model-package.ts';
import type { Change } from '../../domain/change.ts';
import { cut, oneLine } from './clean.ts';

type Status = ApprovalStatus | PackageStatus;
type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** SageMaker's names have at most 63 characters; more is not a name, and would push the news out of the subject. */
const longestName = 63;
const longestStage = 63;

const registeredWords: Record<Status, { readonly brief: string; readonly full: string }> = {
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

export function groupName(change: Change): string {
  return cut(oneLine(change.group), longestName) || '(no name)';
}

export function stageName(stage: string): string {
  return cut(oneLine(stage), longestStage) || '(no stage)';
}

/** `fraud-detector v7 approved`: what a subject says, before it is reduced to ASCII. */
export function headline(change: Change): string {
  switch (change.kind) {
    case 'group-removed':
      return `Model group ${groupName(change)} removed (${count(change.versions, 'version')})`;
    case 'description':
      return `${subjectOf(change)} ${change.description ? 'has a new description' : 'lost its description'}`;
    default:
      return `${subjectOf(change)} ${news(change)}`;
  }
}

/** `fraud-detector v7 was approved.`: the first line of a body. */
export function sentence(change: Change): string {
  switch (change.kind) {
    case 'registered':
      return `${subjectOf(change)} ${registeredWords[change.to].full}.`;
    case 'approval':
      return `${subjectOf(change)} ${decided(change)}.`;
    case 'failed':
    case 'lifecycle':
      return `${subjectOf(change)} ${news(change)}.`;
    case 'description':
      return `The description of ${subjectOf(change)} ${change.description ? 'changed' : 'was removed'}.`;
    case 'removed':
      return `${subjectOf(change)} was removed from the registry.`;
    case 'group-removed':
      return `The model group ${groupName(change)} was removed, ${lost(change.versions)}.`;
  }
}

/** `approved, was rejected`: what became of a version, where its name stands before. */
export function news(change: Exclude<Change, Of<'group-removed'>>): string {
  switch (change.kind) {
    case 'registered':
      return registeredWords[change.to].brief;
    case 'approval':
      return approvalNews(change);
    case 'failed':
      return 'failed';
    case 'lifecycle':
      if (change.to !== undefined) return `moved to ${stageName(change.to)}`;
      return change.from === undefined ? 'has no stage' : `left ${stageName(change.from)}`;
    case 'description':
      return change.description ? 'new description' : 'description removed';
    case 'removed':
      return 'removed';
  }
}

function approvalNews({ from, to }: Of<'approval'>): string {
  if (to === 'PendingManualApproval') return `waits for approval${from === undefined || from === to ? '' : ' again'}`;
  return overturned(from, to) ? `${statusWords[to]}, was ${statusWords[from]} before` : statusWords[to];
}

function decided(change: Of<'approval'>): string {
  const { from, to } = change;
  if (to === 'PendingManualApproval') return approvalNews(change);
  return `was ${statusWords[to]}${overturned(from, to) ? `; it was ${statusWords[from]} before` : ''}`;
}

/** A decision that takes back another deserves a second look. */
function overturned(from: ApprovalStatus | undefined, to: ApprovalStatus): from is 'Approved' | 'Rejected' {
  return from !== undefined && from !== 'PendingManualApproval' && from !== to;
}

function subjectOf(change: Exclude<Change, Of<'group-removed'>>): string {
  return `${groupName(change)} v${change.version}`;
}

function lost(versions: number): string {
  if (versions === 0) return 'it had no versions';
  return versions === 1 ? 'with its only version' : `with its ${versions} versions`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
