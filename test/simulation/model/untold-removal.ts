import { during, underWay, wants } from './eras.ts';
import type { Accepted, Evidence, Life } from './evidence.ts';
import { seenBy } from './seen.ts';
import { isWhole, isWithin } from './words.ts';

/** That something went was told, if one look had seen it there and a later one can have found it gone. */
export function untoldRemoval(
  life: Life,
  destination: string,
  told: readonly Accepted[],
  { cleanPolls, eras, restores, accepted }: Evidence,
): string | undefined {
  const { arn, source, within, removedAt } = life;
  const ours = cleanPolls.filter((poll) => poll.source === source);
  const before = ours.find((poll) => seenBy(poll, life) !== undefined);
  const after = ours.find(({ began }) => removedAt !== undefined && began > removedAt);
  if (!before || !after || removedAt === undefined) return undefined;
  const isWanted = during(eras, before.began - underWay, Infinity).every((era) => wants(era, destination, life));
  // Over a restored table a group that was made anew can be told to be gone with the id that its first life had.
  if (!isWanted || restores.length > 0) return undefined;
  const tells = ({ change, at }: Accepted) => {
    if (at < removedAt || !/removed$/u.test(change.kind)) return false;
    return change.arn === arn || (isWhole(change) && within !== undefined && isWithin(change.arn, { source, within }));
  };
  if (told.some(tells)) return undefined;
  const isRepeated = accepted.some((one) => one.destination === destination && tells(one));
  return `the removal of ${arn} at ${new Date(removedAt).toISOString()}${isRepeated ? ', told with the id of an earlier one' : ''}`;
}
