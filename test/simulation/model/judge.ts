import { doubles } from './doubles.ts';
import { invented } from './invented.ts';
import type { Accepted, Evidence, Told } from './evidence.ts';
import { lost } from './lost.ts';
import { outOfOrder } from './order.ts';
import { tooOften } from './too-often.ts';
import { isFirst, isWhole, isWithin, words } from './words.ts';

/** A promise that is broken, and where that shows. */
export interface Violation {
  readonly promise:
    | 'doubled'
    | 'two ids'
    | 'invented'
    | 'misordered'
    | 'lost'
    | 'before its time'
    | 'after its time'
    | 'a secret shown'
    | 'failed unharmed'
    | 'not settled'
    | 'written for nothing'
    | 'records differ';
  readonly what: string;
}

/**
 * What should have been told, said anew: from the registry's own history, by the promises of the product, and without a line of its
 * code. Gives the first promise that is broken.
 */
export function judge(evidence: Evidence): Violation | undefined {
  const destinations = new Set(evidence.eras.flatMap((era) => era.destinations));
  for (const destination of destinations) {
    const all = evidence.accepted.filter((one) => one.destination === destination);
    const first = firstOf(all);
    const doubled = [...doubles(all, evidence)].find(({ isPermitted }) => !isPermitted);
    const broken = [
      ['doubled', doubled && words(doubled.change)],
      ['two ids', twoIds(first, evidence)],
      ['invented', invented(first, evidence)],
      ['misordered', outOfOrder(first, evidence)],
      ['before its time', tooOften(first, evidence)],
      ['lost', evidence.peaceSince === undefined ? undefined : lost(destination, first, evidence)],
    ] as const;
    for (const [promise, what] of broken) if (what !== undefined) return { promise, what: `${destination}: ${what}` };
  }
  return undefined;
}

/** Each notification when it was first accepted; what one message tells together has no order in it. */
function firstOf(all: readonly Accepted[]): readonly Accepted[] {
  const seen = new Set<string>();
  return all
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .sort((a, b) => a.at - b.at || (a.change.at < b.change.at ? -1 : Number(a.change.at > b.change.at)));
}

/** How often it was removed by then. */
const removalsOf = (change: Told, by: number, { lives, removals }: Evidence): number =>
  isWhole(change)
    ? removals.filter((one) => one.at <= by && isWithin(change.arn, one)).length
    : lives.filter(({ arn, removedAt = Infinity }) => arn === change.arn && removedAt <= by).length;

/** One thing that happened has one id; only what is first seen of a version can be another after the table was restored. */
function twoIds(first: readonly Accepted[], evidence: Evidence): string | undefined {
  const { restores } = evidence;
  const known = new Map<string, number>();
  const removed = new Map<string, number>();
  for (const { change, at } of first) {
    // When a removal was noticed is ours to say, not SageMaker's: each life has one.
    if (/removed$/u.test(change.kind)) {
      const count = (removed.get(change.arn) ?? 0) + 1;
      removed.set(change.arn, count);
      if (count > removalsOf(change, at, evidence)) return words(change);
      continue;
    }
    const key = change.kind === 'registered' ? `registered ${change.arn} at ${change.at}` : words(change);
    const before = known.get(key);
    const isRestored = restores.some((one) => before !== undefined && before <= one.at && one.at <= at);
    if (before !== undefined && !(isRestored && isFirst(change))) return key;
    known.set(key, at);
  }
  return undefined;
}
