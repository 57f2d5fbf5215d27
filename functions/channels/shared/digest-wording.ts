import type { Change } from '../../domain/change.ts';
import type { ApprovalStatus, PackageStatus } from '../../domain/model-package.ts';
import { byWhom } from './actor-wording.ts';
import { stageName, statusWords } from './package-wording.ts';
import { clean, subjectOf, type Subject } from './subject.ts';
import { tally } from './tally.ts';
import { faultNews } from './watch-wording.ts';
import { lasted, toTheMinute } from './when.ts';
import { count, news } from './wording.ts';

/**
 * What may be told as one: changes of one kind in one group or image, or of unversioned model packages. What cannot be read is
 * one thing however much it is: a role that breaks takes all with it. Nothing for the end of a whole group or image, which is news
 * of its own. Groups shared from other accounts may bear the same name: the ARN up to the account tells them apart.
 */
export function digestKey(change: Change): string | undefined {
  if (change.kind === 'watch-failed' || change.kind === 'watch-recovered') return change.kind;
  const subject = subjectOf(change);
  const owner = change.arn.split(':', 5);
  switch (subject.type) {
    case 'version':
      return JSON.stringify([change.kind, 'group', subject.group, owner]);
    case 'image-version':
      return JSON.stringify([change.kind, 'image', subject.image, owner]);
    case 'package':
      return JSON.stringify([change.kind, 'packages', owner]);
    case 'group':
    case 'image':
    case 'packages':
    case 'registry':
      return undefined;
  }
}

/**
 * `3 versions of fraud-detector approved`, `5 decisions in fraud-detector: 3 approved, 2 rejected`, `50 groups cannot be read`: the
 * subject, and the first line, of a digest. The changes are of one digest key.
 */
export function digestHeadline(changes: readonly Change[]): string {
  const [first] = changes;
  if (first === undefined) return 'Nothing changed';
  const all = things(changes);
  switch (first.kind) {
    case 'registered':
      return `${all} registered${tail(changes.flatMap((change) => (change.kind === 'registered' ? change.to : [])))}`;
    case 'approval':
      return decisions(
        changes,
        changes.flatMap((change) => (change.kind === 'approval' ? change.to : [])),
      );
    case 'failed':
      return `${all} failed`;
    case 'lifecycle': {
      const stage = shared(changes, (change) => (change.kind === 'lifecycle' ? change.to : undefined));
      return stage === undefined ? `${all} changed stage` : `${all} moved to ${stageName(stage)}`;
    }
    case 'description':
      return `${all} changed description`;
    case 'reminder':
      return waiting(changes);
    case 'removed':
    case 'group-removed':
    case 'image-removed':
      return `${all} removed`;
    case 'image-created':
      return `${all} created`;
    case 'image-failed':
      return `${all} ${shared(changes, news) ?? 'failed'}`;
    case 'watch-failed': {
      const fault = shared(changes, (change) => (change.kind === 'watch-failed' ? faultNews(change) : undefined));
      return `${all} cannot be read${fault === undefined ? '' : `: ${fault}`}`;
    }
    case 'watch-recovered':
      return `${all} can be read again`;
    case 'test':
      return count(changes.length, 'test message');
  }
}

/** What became of one of several, where its name stands before and the headline says what has happened. */
export function summary(change: Change): string {
  switch (change.kind) {
    case 'removed':
      return `removed, was ${statusWords[change.from]}`;
    case 'approval':
      return `${news(change)}${byWhom(change)}`;
    case 'reminder':
      return `has waited ${lasted(change.since, change.at)}`;
    case 'watch-failed':
      return faultNews(change);
    default:
      return news(change);
  }
}

/** `20 Nov 2026 14:03 UTC` */
export function moment(change: Change): string {
  if (change.kind === 'reminder') return `since ${toTheMinute(change.since)}`;
  return `${change.kind === 'watch-failed' ? 'since ' : ''}${toTheMinute(change.at)}`;
}

/** As a digest lists them: what has waited for longest is the most urgent; nothing else has an order of its own. */
export function byUrgency(a: Change, b: Change): number {
  if (a.kind !== 'reminder' || b.kind !== 'reminder') return 0;
  return Date.parse(a.since) - Date.parse(b.since);
}

/** `12 versions of fraud-detector wait for approval`; across groups, `12 model versions wait for approval`. */
export function waiting(changes: readonly Change[]): string {
  const isOneGroup = new Set(changes.map(digestKey)).size === 1;
  const all = isOneGroup ? things(changes) : count(changes.length, 'model version');
  return `${all} ${changes.length === 1 ? 'waits' : 'wait'} for approval`;
}

/** `3 versions of fraud-detector`, `3 model packages`, `48 groups, 2 images and the registry` */
function things(changes: readonly Change[]): string {
  const [first] = changes.map(subjectOf);
  switch (first?.type) {
    case 'version':
      return `${count(changes.length, 'version')} of ${clean(first.group)}`;
    case 'image-version':
      return `${count(changes.length, 'version')} of image ${clean(first.image)}`;
    case 'package':
      return count(changes.length, 'model package');
    default:
      return collections(changes.map((change) => subjectOf(change).type));
  }
}

function collections(types: readonly Subject['type'][]): string {
  const number = (type: Subject['type']) => types.filter((each) => each === type).length;
  const parts = [
    ...(number('group') > 0 ? [count(number('group'), 'group')] : []),
    ...(number('image') > 0 ? [count(number('image'), 'image')] : []),
    ...(number('packages') > 0 ? ['the unversioned model packages'] : []),
    ...(number('registry') > 0 ? ['the registry'] : []),
  ];
  const last = parts.pop() ?? '';
  const listed = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
  return listed.slice(0, 1).toUpperCase() + listed.slice(1);
}

function tail(statuses: readonly (ApprovalStatus | PackageStatus)[]): string {
  const parts = tally(statuses);
  if (parts.length > 1) return `: ${parts.map(([status, number]) => `${number} ${statusWords[status]}`).join(', ')}`;
  const [only] = parts;
  return only === undefined || only[0] === 'Completed' ? '' : `, all ${statusWords[only[0]]}`;
}

function decisions(changes: readonly Change[], statuses: readonly ApprovalStatus[]): string {
  const parts = tally(statuses);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return `${things(changes)} ${statusWords[only[0]]}`;
  const noun = statuses.includes('PendingManualApproval') ? 'approval change' : 'decision';
  const counts = parts.map(([status, number]) => `${number} ${statusWords[status]}`).join(', ');
  const [first] = changes.map(subjectOf);
  const place = first?.type === 'version' ? ` in ${clean(first.group)}` : '';
  return `${count(statuses.length, noun)}${place}: ${counts}`;
}

/** What is the same for all, if anything is. */
function shared(changes: readonly Change[], what: (change: Change) => string | undefined): string | undefined {
  const [only, ...others] = new Set(changes.map(what));
  return others.length === 0 ? only : undefined;
}
