import type { WatchChange } from './change.ts';
import { changeId } from './change-id.ts';
import { partitionOf, type Collection, type Source } from './collection.ts';
import type { Told } from './diff.ts';
import type { Failing } from './state.ts';
import { cut, iso } from './text.ts';

/** Why a collection cannot be read. */
export interface Trouble {
  readonly collection: Collection;
  readonly operation: string;
  readonly fault: 'refused' | 'missing' | 'unavailable';
  readonly why: string;
}

/** SageMaker has its bad minutes: operators hear of what stays so, in ms. */
const unavailableFor = 15 * 60_000;

interface Watched {
  readonly arn: string;
  readonly operators: readonly string[];
  readonly now: number;
  /** By which role the source is read, if it is another account or region. */
  readonly role?: string | undefined;
}

/** What is to be remembered of a trouble, and told once. Undefined when that is done, or not to be done yet. */
export function troubled(
  { collection, operation, fault, why }: Trouble,
  before: Failing | undefined,
  { arn, operators, now, role }: Watched,
): { readonly failing: Failing; readonly told: readonly Told[] } | undefined {
  if (before?.told) return undefined;
  const since = before?.since ?? now;
  if (fault === 'unavailable' && now - since < unavailableFor) {
    return before ? undefined : { failing: { since, operation, told: false }, told: [] };
  }
  const change: WatchChange = {
    kind: 'watch-failed',
    arn,
    at: iso(since),
    ...subjectOf(collection),
    operation,
    fault,
    ...(fault === 'refused' && { permission: permissionFor(operation) }),
    ...(role !== undefined && { role }),
    reason: cut(why),
  };
  return { failing: { since, operation, told: true }, told: [{ id: changeId(change, since), change, to: operators }] };
}

/** What is told when a collection can be read again: nothing, if nobody heard that it could not. */
export function recovered(
  collection: Collection,
  { since, operation, told }: Failing,
  { arn, operators, now }: Watched,
): readonly Told[] {
  if (!told) return [];
  const change: WatchChange = {
    kind: 'watch-recovered',
    arn,
    at: iso(now),
    ...subjectOf(collection),
    operation,
    since: iso(since),
  };
  return [{ id: changeId(change, since), change, to: operators }];
}

/** The ARN of a group or an image as far as it can be known unread; a pattern for what has none. */
export function watchedArn({ kind, name, reference }: Collection, { account, region }: Source): string {
  if (reference.startsWith('arn:')) return reference;
  const prefix = `arn:${partitionOf(region)}:sagemaker:${region}:${account}:`;
  switch (kind) {
    case 'group':
      return `${prefix}model-package-group/${name}`;
    case 'image':
      return `${prefix}image/${name}`;
    case 'packages':
      return `${prefix}model-package/*`;
    case 'registry':
      return `${prefix}*`;
  }
}

/** All is asked of SageMaker, but for the role to ask by. */
const permissionFor = (operation: string): string =>
  operation === 'AssumeRole' ? 'sts:AssumeRole' : `sagemaker:${operation}`;

const subjectOf = ({ kind, name }: Collection) => ({
  subject: kind,
  ...(kind === 'group' && { group: name }),
  ...(kind === 'image' && { image: name }),
});
