import type { Change } from '../../domain/change.ts';
import type { ApprovalStatus, PackageStatus } from '../../domain/model-package.ts';
import { tally } from './tally.ts';
import { count, groupName, stageName, statusWords } from './wording.ts';

/** Every kind but `group-removed`: the end of a group is news of its own. */
export type VersionChange = Exclude<Change, { kind: 'group-removed' }>;

/**
 * `3 versions of fraud-detector approved`, `5 decisions in fraud-detector: 3 approved, 2 rejected`: the subject, and the first
 * line, of a digest. The changes are of one group and one kind.
 */
export function digestHeadline(changes: readonly VersionChange[]): string {
  const [first] = changes;
  if (first === undefined) return 'Nothing changed';
  const group = groupName(first);
  const versions = `${count(changes.length, 'version')} of ${group}`;
  switch (first.kind) {
    case 'registered':
      return `${versions} registered${tail(changes.flatMap((change) => (change.kind === 'registered' ? change.to : [])))}`;
    case 'approval':
      return decisions(
        versions,
        group,
        changes.flatMap((change) => (change.kind === 'approval' ? change.to : [])),
      );
    case 'failed':
      return `${versions} failed`;
    case 'lifecycle': {
      const stages = new Set(changes.map((change) => (change.kind === 'lifecycle' ? change.to : undefined)));
      const [stage] = stages;
      return stages.size === 1 && stage !== undefined
        ? `${versions} moved to ${stageName(stage)}`
        : `${versions} changed stage`;
    }
    case 'description':
      return `${versions} changed description`;
    case 'removed':
      return `${versions} removed`;
  }
}

function tail(statuses: readonly (ApprovalStatus | PackageStatus)[]): string {
  const parts = tally(statuses);
  if (parts.length > 1) return `: ${parts.map(([status, number]) => `${number} ${statusWords[status]}`).join(', ')}`;
  const [only] = parts;
  return only === undefined || only[0] === 'Completed' ? '' : `, all ${statusWords[only[0]]}`;
}

function decisions(versions: string, group: string, statuses: readonly ApprovalStatus[]): string {
  const parts = tally(statuses);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return `${versions} ${statusWords[only[0]]}`;
  const noun = statuses.includes('PendingManualApproval') ? 'approval change' : 'decision';
  const counts = parts.map(([status, number]) => `${number} ${statusWords[status]}`).join(', ');
  return `${count(statuses.length, noun)} in ${group}: ${counts}`;
}
