import { during, underWay, wants } from './eras.ts';
import type { Accepted, Era, Evidence, Life, Restore } from './evidence.ts';
import { seenBy } from './seen.ts';
import { untoldRecovery } from './untold-recovery.ts';
import { untoldRemoval } from './untold-removal.ts';
import { isStand, standOf } from './words.ts';

const minute = 60_000;
/** For so long what is due to a destination that the config has dropped is kept. */
const kept = 60 * minute;
/** For so long what was seen may not be in the table yet. */
const unsure = 10 * minute;
/** For so long something can have waited for a destination that had failed. */
const mostBackOff = 4 * 60 * minute;

/** Every state that a look saw stand was told, in that order; and of whatever waits people are reminded. */
export function lost(destination: string, first: readonly Accepted[], evidence: Evidence): string | undefined {
  const told = Map.groupBy(first, ({ change }) => change.arn);
  for (const life of evidence.lives) {
    const all = told.get(life.arn) ?? [];
    const expected = expectedOf(life, destination, evidence);
    const stands = all.filter(({ change }) => isStand(change)).map(({ change }) => standOf(change));
    if (!isPartOf(expected, stands)) return `${life.arn} was ${expected.join(', ')}; told: ${stands.join(', ')}`;
    const missed =
      notReminded(life, destination, all, evidence) ??
      untoldRemoval(life, destination, first, evidence) ??
      untoldFailure(life, destination, all, evidence);
    if (missed !== undefined) return missed;
  }
  return evidence.restores.length === 0 && evidence.eras.length === 1 ? untoldRecovery(first) : undefined;
}

/** What had to be told of it, one after the other. */
export function expectedOf(life: Life, destination: string, evidence: Evidence): readonly string[] {
  const { cleanPolls, cleanReacts, eras, restores } = evidence;
  // What may have been there before it was watched is told of from its first change on.
  let isKnown = life.createdAt <= (cleanPolls.find(({ source }) => source === life.source)?.began ?? Infinity);
  let last: string | undefined;
  let seenAt = -Infinity;
  const expected: string[] = [];
  const firstPoll = cleanPolls.find(({ source }) => source === life.source)?.ended ?? Infinity;
  // An event tells nothing of what was there before all was looked at.
  const reacts = cleanReacts.filter(
    ({ arn, began }) => began > firstPoll && arn.toLowerCase() === life.arn.toLowerCase(),
  );
  for (const poll of [...cleanPolls, ...reacts].sort((a, b) => a.began - b.began)) {
    const seen = seenBy(poll, life);
    if (seen === undefined) continue;
    const { value } = seen;
    // A look in between that something befell may have recorded it, though it was something else again by then.
    const at = life.stands.find((one, index) => one.value === value && endOf(life, index) > seenAt)?.at ?? seen.at;
    const isWanted = during(eras, at - underWay, poll.began).every((era) => wants(era, destination, life));
    const isForgotten = restores.some((one) => one.to - unsure <= poll.ended && poll.began <= one.at);
    const restored = restores.find((one) => seenAt <= one.at && one.at <= poll.began);
    const isRemembered = restored !== undefined && wasAbout(life, restored).includes(value);
    const isCancelled = isWanted && isDropped(destination, poll.ended, eras);
    const isRequired = isWanted && !isForgotten && !isRemembered && !isCancelled;
    if (value !== last && isRequired && !isKnown && !(life.isImage && value === 'CREATING')) expected.push(value);
    last = value;
    seenAt = poll.ended;
    // What is not told now is known when it is wanted again.
    isKnown = false;
  }
  return expected;
}

const endOf = ({ stands }: Life, index: number): number => stands[index + 1]?.at ?? Infinity;

/** That a version failed is told besides what it stands at. */
function untoldFailure(
  { source, arn, within, stands, removedAt = Infinity }: Life,
  destination: string,
  told: readonly Accepted[],
  { cleanPolls, eras, restores }: Evidence,
): string | undefined {
  const failedAt = stands.find(({ hasFailed }) => hasFailed)?.at;
  const polls = cleanPolls.filter((poll) => poll.source === source);
  const [first] = polls;
  if (failedAt === undefined || !first || failedAt <= first.began || restores.length > 0) return undefined;
  const after = polls.find(({ began, ended }) => began > failedAt && ended < removedAt);
  if (!after || isDropped(destination, after.ended, eras)) return undefined;
  const isWanted = during(eras, failedAt - underWay, after.began).every((era) => wants(era, destination, { within }));
  const isTold = told.some(({ change: { kind }, at }) => /failed$/u.test(kind) && at >= failedAt);
  return isWanted && !isTold ? `that ${arn} failed at ${new Date(failedAt).toISOString()}` : undefined;
}

/** What it may have been remembered as in the table that was restored. */
const wasAbout = (life: Life, { to }: Restore): readonly string[] =>
  life.stands.filter(({ at }, index) => at <= to && endOf(life, index) >= to - unsure).map(({ value }) => value);

/** Whether the destination is soon dropped, for so long that what waits for it may be given up. */
function isDropped(destination: string, since: number, eras: readonly Era[]): boolean {
  return eras.some(({ from, destinations }, index) => {
    const until = eras.find((era, later) => later > index && era.destinations.includes(destination))?.from ?? Infinity;
    const isSoon = from >= since && from <= since + mostBackOff;
    return isSoon && !destinations.includes(destination) && until - from >= kept - unsure;
  });
}

function isPartOf(expected: readonly string[], told: readonly (string | undefined)[]): boolean {
  let next = 0;
  for (const one of told) if (one === expected[next]) next++;
  return next >= expected.length;
}

/** In peace everyone is reminded of what waits, once in each period. */
function notReminded(
  life: Life,
  destination: string,
  told: readonly Accepted[],
  { reminds, peaceSince = Infinity, end, eras }: Evidence,
): string | undefined {
  const { arn, within, stands, removedAt, isImage } = life;
  const last = stands.at(-1);
  // Only versions of groups wait for approval.
  if (
    !reminds ||
    isImage ||
    within === undefined ||
    removedAt !== undefined ||
    last?.value !== 'PendingManualApproval' ||
    last.hasFailed
  )
    return undefined;
  if (!during(eras, end, end).every((era) => wants(era, destination, life))) return undefined;
  const from = end - reminds.every - 15 * minute;
  // A rule that is back counts from then on.
  const since = Math.max(last.at, eras.at(-1)?.from ?? -Infinity);
  if (since + reminds.after > from || from < peaceSince + 60 * minute) return undefined;
  const isReminded = told.some(({ change, at }) => change.kind === 'reminder' && at > from);
  return isReminded ? undefined : `a reminder of ${arn}, which waits since ${new Date(last.at).toISOString()}`;
}
