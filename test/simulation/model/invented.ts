import { during, watches } from './eras.ts';
import type { Accepted, Evidence, Life } from './evidence.ts';
import { seenBy } from './seen.ts';
import { isWithin, words } from './words.ts';

const pending = 'PendingManualApproval';

/** How old the last look may be when something is told, ms; and that of a process that stood still. */
const fresh = 2 * 60_000;
const stale = 25 * 60_000;

/** What was told and was never so. */
export function invented(first: readonly Accepted[], evidence: Evidence): string | undefined {
  const lives = Map.groupBy(evidence.lives, ({ arn }) => arn);
  for (const one of first) {
    if (!isSo(one, lives.get(one.change.arn) ?? [], evidence)) return words(one.change);
  }
  return undefined;
}

function isSo({ change, at: accepted, isLate }: Accepted, lives: readonly Life[], evidence: Evidence): boolean {
  const { kind, to, at: told } = change;
  const at = Date.parse(told);
  switch (kind) {
    case 'registered':
    case 'image-created':
      return lives.some(
        (life) =>
          (kind === 'image-created' || life.createdAt === at) &&
          isNews(life, change.from, evidence) &&
          was(life, to, accepted),
      );
    case 'approval':
      return lives.some(({ stands }) => stands.some((one) => one.at === at && one.value === to));
    case 'failed':
    case 'image-failed':
      return lives.some(({ stands }) => stands.some((one) => one.hasFailed && one.at <= accepted));
    case 'removed':
      return lives.some(({ removedAt = Infinity }) => removedAt <= accepted);
    case 'image-removed':
      return (
        lives.some(({ removedAt = Infinity }) => removedAt <= accepted) || isGoneWhole(change.arn, accepted, evidence)
      );
    case 'group-removed':
      return isGoneWhole(change.arn, accepted, evidence);
    case 'reminder':
      return lives.some((life) => hasWaited(life, accepted - (isLate() ? stale : fresh), accepted, evidence));
    // Of the watch itself: `untoldRecovery` looks at these.
    case 'watch-failed':
    case 'watch-recovered':
      return true;
    default:
      return false;
  }
}

/** What was there before it was watched is no news, but what becomes of it is. */
const isNews = ({ createdAt, source }: Life, from: string | undefined, { inForce }: Evidence): boolean =>
  from !== undefined || createdAt > (inForce.get(source) ?? Infinity);

const was = ({ stands }: Life, value: string | undefined, by: number): boolean =>
  stands.some((one) => one.value === value && one.at <= by);

const isGoneWhole = (arn: string, by: number, { removals }: Evidence): boolean =>
  removals.some((one) => isWithin(arn, one) && one.at <= by);

/** Whether it waited for approval lately, and as far as a look could tell had for long enough. */
function hasWaited(
  life: Life,
  looked: number,
  accepted: number,
  { reminds, cleanPolls, eras, restores }: Evidence,
): boolean {
  const { stands, createdAt, removedAt = Infinity } = life;
  const waits = stands.flatMap(({ at, value }, index) =>
    value === pending ? [{ at, until: Math.min(stands[index + 1]?.at ?? Infinity, removedAt) }] : [],
  );
  if (!reminds || !waits.some(({ at, until }) => at <= accepted && looked <= until)) return false;
  const restored = restores.findLast(({ at }) => at <= accepted)?.at ?? -Infinity;
  const looks = cleanPolls
    .filter(({ began }) => began > restored && during(eras, began, began).every((era) => watches(era, life)))
    .map((poll) => ({ ...poll, value: seenBy(poll, life)?.value ?? pending }));
  // Between two looks it may have been decided and undecided again, and before the first have been anything.
  return [createdAt, ...waits.map(({ at }) => at)].some(
    (since) =>
      since + reminds.after <= accepted &&
      looks.every(({ began, ended, value }) => began < since || ended > looked || value === pending),
  );
}
