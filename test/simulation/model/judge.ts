import type { Version } from '../aws/sagemaker.ts';

/** A notification that a destination accepted. */
export interface Accepted {
  readonly destination: string;
  readonly id: string;
  readonly at: number;
  /** Whether something befell the process that sent it, so that it may not have known of the acceptance, or not have kept it. */
  readonly wasHarmed: () => boolean;
  readonly change: Told;
}

/** A change as it is told to programs. */
export interface Told {
  readonly kind: string;
  readonly arn: string;
  readonly at: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly group?: string | undefined;
  readonly approvalStatus?: string | undefined;
}

/** A poll that nothing befell, and that saw the present. */
export interface CleanPoll {
  readonly began: number;
  readonly ended: number;
}

export interface Evidence {
  readonly versions: readonly Version[];
  readonly removedGroups: readonly { readonly group: string; readonly at: number }[];
  readonly accepted: readonly Accepted[];
  readonly destinations: readonly string[];
  readonly cleanPolls: readonly CleanPoll[];
  /** When the rules came into force. */
  readonly inForce: number;
}

/**
 * What should have been told, said anew: from the registry's own history, by the promises of the product, and without a line of its
 * code. Gives the first promise that is broken.
 */
export function judge(evidence: Evidence): string | undefined {
  for (const destination of evidence.destinations) {
    const all = evidence.accepted.filter((one) => one.destination === destination);
    const first = all
      .filter((one, index) => all.findIndex(({ id }) => id === one.id) === index)
      // What one message tells together has no order in it.
      .sort((a, b) => a.at - b.at || (a.change.at < b.change.at ? -1 : Number(a.change.at > b.change.at)));
    const broken =
      doubled(all) ??
      twoIds(first) ??
      invented(first, evidence) ??
      outOfOrder(first, evidence) ??
      lost(first, evidence);
    if (broken !== undefined) return `${destination}: ${broken}`;
  }
  return undefined;
}

/** Told twice only when the acceptance may not have reached the record, or a process woke up long after its time. */
function doubled(all: readonly Accepted[]): string | undefined {
  for (const [index, one] of all.entries()) {
    const earlier = all.slice(0, index).filter(({ id }) => id === one.id);
    if (!one.wasHarmed() && earlier.some(({ wasHarmed }) => !wasHarmed())) return `doubled: ${words(one.change)}`;
  }
  return undefined;
}

function twoIds(first: readonly Accepted[]): string | undefined {
  const known = new Map<string, string>();
  for (const { id, change } of first) {
    // When a removal was noticed is ours to say, not SageMaker's.
    const key = change.kind === 'removed' ? undefined : words(change);
    if (key === undefined) continue;
    if (known.has(key)) return `two ids: ${key}`;
    known.set(key, id);
  }
  return undefined;
}

/** Whatever is told was so. */
function invented(first: readonly Accepted[], { versions, removedGroups, inForce }: Evidence): string | undefined {
  for (const { change, at: accepted } of first) {
    const lives = versions.filter(({ arn }) => arn === change.arn);
    const at = Date.parse(change.at);
    const isSo = (() => {
      switch (change.kind) {
        case 'registered':
          return lives.some(
            ({ createdAt, states }) =>
              createdAt === at && createdAt > inForce && states.some(({ approval }) => approval === change.to),
          );
        case 'approval':
          return lives.some(({ states }) => states.some((one) => one.at === at && one.approval === change.to));
        case 'failed':
          return lives.some(({ states }) => states.some((one) => one.status === 'Failed' && one.at <= accepted));
        case 'removed':
          return lives.some(({ removedAt = Infinity }) => removedAt <= accepted);
        case 'group-removed':
          return removedGroups.some((one) => one.group === change.group && one.at <= accepted);
        default:
          return false;
      }
    })();
    if (!isSo) return `invented: ${words(change)}`;
  }
  return undefined;
}

/** Of each version every change goes on from the one before it. */
function outOfOrder(first: readonly Accepted[], { removedGroups }: Evidence): string | undefined {
  const last = new Map<string, string | undefined>();
  for (const { change } of first) {
    const { kind, arn, from } = change;
    if (kind === 'group-removed') {
      const name = change.group ?? '';
      for (const one of last.keys()) if (isOf(one, name)) last.delete(one);
      continue;
    }
    const before = last.get(arn);
    // That a whole group went is another subject: it may come later.
    const wasWholeRemoved = removedGroups.some(({ group, at }) => isOf(arn, group) && at <= Date.parse(change.at));
    if (isFirst(change) && before !== undefined && !wasWholeRemoved)
      return `registered though it was there: ${words(change)}`;
    if (kind === 'approval' && before !== undefined && from !== before)
      return `out of order: ${words(change)} after ${before}`;
    if (kind === 'removed') last.delete(arn);
    else if (kind === 'approval' || isFirst(change)) last.set(arn, nowOf(change));
  }
  return undefined;
}

/** Every state that a look saw stand was told, in that order. */
function lost(first: readonly Accepted[], { versions, cleanPolls, inForce }: Evidence): string | undefined {
  for (const version of versions) {
    const { arn, createdAt, removedAt = Infinity, states } = version;
    const seen: string[] = [];
    for (const { began, ended } of cleanPolls) {
      if (createdAt >= began || removedAt <= ended) continue;
      const [one, ...others] = states.filter(
        ({ at }, index) => at <= ended && (states[index + 1]?.at ?? Infinity) > began,
      );
      if (!one || others.length > 0 || one.at >= began) continue;
      if (seen.at(-1) !== one.approval) seen.push(one.approval);
    }
    // What was there before it was watched is told of from its first change on.
    const expected = createdAt > inForce ? seen : seen.slice(1);
    const told = first
      .filter(({ change }) => change.arn === arn && (change.kind === 'approval' || isFirst(change)))
      .map(({ change }) => nowOf(change));
    if (!isPartOf(expected, told)) return `lost: ${arn} was ${seen.join(', ')}; told: ${told.join(', ')}`;
  }
  return undefined;
}

function isPartOf(expected: readonly string[], told: readonly (string | undefined)[]): boolean {
  let next = 0;
  for (const one of told) if (one === expected[next]) next++;
  return next >= expected.length;
}

/** What failed before it was first seen is told as that. */
const isFirst = ({ kind, from }: Told): boolean => kind === 'registered' || (kind === 'failed' && from === undefined);

const nowOf = ({ kind, to, approvalStatus }: Told): string | undefined => (kind === 'failed' ? approvalStatus : to);

const isOf = (arn: string, group: string): boolean =>
  arn.toLowerCase().includes(`:model-package/${group.toLowerCase()}/`);

const words = ({ kind, arn, from, to, at }: Told): string =>
  `${kind} ${arn.slice(arn.indexOf('/') + 1)} ${from ?? ''}>${to ?? ''} at ${at}`;
