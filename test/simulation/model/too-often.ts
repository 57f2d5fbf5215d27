import type { Accepted, Evidence } from './evidence.ts';
import { words } from './words.ts';

/** Who waits is reminded once in each period, and not before it has begun. */
export function tooOften(first: readonly Accepted[], { reminds, restores, eras }: Evidence): string | undefined {
  const last = new Map<string, Accepted>();
  for (const one of first) {
    const { change, at: accepted } = one;
    if (!reminds || change.kind !== 'reminder') continue;
    if (Date.parse(change.at) > accepted) return `${words(change)} at ${new Date(accepted).toISOString()}`;
    const wait = `${change.arn} ${change.since ?? ''}`;
    const before = last.get(wait);
    last.set(wait, one);
    if (!before) continue;
    // Over a restored table or another config it is counted anew.
    const breaks = [...restores, ...eras.slice(1).map(({ from }) => ({ at: from }))];
    if (breaks.some(({ at }) => before.at <= at && at <= accepted)) continue;
    const apart = Date.parse(change.at) - Date.parse(before.change.at);
    if (apart < reminds.every) return `${words(change)}, ${apart} ms after the one before`;
  }
  return undefined;
}
