import type { Accepted, Evidence } from './evidence.ts';
import { isFirst, isStand, isWhole, isWithin, standOf, words } from './words.ts';

/** Of each version every change goes on from the one before it. */
export function outOfOrder(first: readonly Accepted[], { removals, restores, eras }: Evidence): string | undefined {
  const last = new Map<string, string | undefined>();
  // What was told after what the table was restored to is told again; what another config did not ask for was not told.
  const breaks = [...restores.map(({ at }) => at), ...eras.slice(1).map(({ from }) => from)].sort((a, b) => a - b);
  let broken = -Infinity;
  for (const { change, at: accepted } of first) {
    for (; breaks[0] !== undefined && breaks[0] <= accepted; breaks.shift()) {
      last.clear();
      broken = breaks[0];
    }
    const { kind, arn, from } = change;
    const before = last.get(arn);
    if (isWhole(change)) {
      const whole = removals.find((one) => isWithin(arn, one));
      for (const one of last.keys()) if (whole && isWithin(one, whole)) last.delete(one);
      continue;
    }
    // That a whole group went is another subject: it may come later.
    const wasWholeRemoved = removals.some((one) => isWithin(arn, one) && one.at <= Date.parse(change.at));
    if (isFirst(change) && before !== undefined && !wasWholeRemoved) return `${words(change)} though it was there`;
    if (kind === 'approval' && before !== undefined && from !== before) return `${words(change)} after ${before}`;
    if (kind === 'reminder' && before !== undefined && before !== change.to) return `${words(change)} after ${before}`;
    // What was held back over the break may not be the last that was so before it.
    if (/removed$/u.test(kind) || Date.parse(change.at) < broken) last.delete(arn);
    else if (isStand(change)) last.set(arn, standOf(change));
  }
  return undefined;
}
