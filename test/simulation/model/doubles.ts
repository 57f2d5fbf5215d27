import type { Accepted, Evidence } from './evidence.ts';

/**
 * What one destination accepted again, in the order of time. It may be told twice if the acceptance may not have reached the record, if
 * a process went on when its time was over, or if the table was restored since.
 */
export function* doubles(
  all: readonly Accepted[],
  { restores }: Pick<Evidence, 'restores'>,
): Generator<Accepted & { readonly isPermitted: boolean }> {
  const before = new Map<string, Accepted[]>();
  for (const one of all) {
    const earlier = before.get(one.id) ?? [];
    before.set(one.id, [...earlier, one]);
    if (earlier.length === 0) continue;
    const isForgotten = ({ at, isUnsure }: Accepted) =>
      isUnsure() || restores.some((restore) => at <= restore.at && restore.at <= one.at);
    yield { ...one, isPermitted: one.isLate() || earlier.every(isForgotten) };
  }
}
