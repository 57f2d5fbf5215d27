import { collectionKey } from '../domain/collection.ts';
import type { Nomination } from '../domain/collection-look.ts';
import { confirm, type ConfirmDeps } from './confirm.ts';
import { eachLimited, groupBy } from './each.ts';

/**
 * Confirms one round, the nominations of one collection one after the other. What fails is noted, and stops no other collection;
 * `failed` are the keys of those that did, in this round or before. Gives how many changes came of it.
 */
export async function confirmRound(
  round: readonly Nomination[],
  deps: ConfirmDeps,
  failed: Set<string> = new Set(),
): Promise<number> {
  let changes = 0;
  await eachLimited(4, [...groupBy(round, ({ collection }) => collectionKey(collection))], async ([key, ofOne]) => {
    for (const { baselined, ...nomination } of ofOne) {
      // The mark says that all of it is recorded: not after a failure.
      const mark = baselined !== undefined && !failed.has(key) ? { baselined } : {};
      const confirmed = await deps.problems.guard(nomination.collection, () =>
        confirm({ ...nomination, ...mark }, deps),
      );
      if (confirmed) changes += confirmed.changes;
      else failed.add(key);
    }
  });
  return changes;
}
