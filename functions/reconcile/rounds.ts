import { collectionKey } from '../domain/collection.ts';
import type { Nomination } from '../domain/collection-look.ts';
import { groupBy } from './each.ts';

/** Describes between two deliveries: at 2 requests a second, half a minute's worth. */
const roundSize = 50;

/**
 * Cuts nominations into rounds. A great one is split: the shorter the time between read and commit, the fewer races are lost,
 * and an update expression holds only so much. What is recorded silently goes first, the baseline's mark last.
 */
export function rounds(nominations: readonly Nomination[]): readonly (readonly Nomination[])[] {
  const done: Nomination[][] = [];
  let size = 0;
  for (const part of inTurn(nominations)) {
    const current = done.at(-1);
    if (current && size + part.describe.size <= roundSize) {
      current.push(part);
      size += part.describe.size;
    } else {
      done.push([part]);
      size = part.describe.size;
    }
  }
  return done;
}

/** The first part of each collection before the second of any: a great one does not keep the others waiting. */
function inTurn(nominations: readonly Nomination[]): readonly Nomination[] {
  const queues = [...groupBy(nominations.flatMap(split), ({ collection }) => collectionKey(collection)).values()];
  const longest = queues.reduce((most, { length }) => Math.max(most, length), 0);
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? [])).flat();
}

function split({ collection, chunk, describe, unlisted, baseline, baselined }: Nomination): Nomination[] {
  const candidates = [...describe];
  const parts: Nomination[] = [];
  for (let start = 0; start === 0 || start < candidates.length; start += roundSize) {
    const isFirst = start === 0;
    const isLast = start + roundSize >= candidates.length;
    parts.push({
      collection,
      chunk,
      describe: new Map(candidates.slice(start, start + roundSize)),
      ...(unlisted && { unlisted }),
      baseline: isFirst ? baseline : [],
      ...(isLast && baselined !== undefined && { baselined }),
    });
  }
  return parts;
}
