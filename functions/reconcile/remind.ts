import { isGroup } from '../domain/collection.ts';
import type { Nomination } from '../domain/collection-look.ts';
import type { Chunk } from '../domain/state.ts';
import { waitsSince } from '../domain/pending.ts';
import { remindersDue } from '../domain/reminders.ts';
import type { ConfirmDeps } from './confirm.ts';
import { confirmRound } from './confirm-round.ts';
import { rounds } from './rounds.ts';

/**
 * Nominates, after the look, the versions of which somebody is to be reminded now. They are confirmed as everything else: what
 * turns out to be decided is told as that. What time is too short for is still due in the next poll. Gives how many changes came of
 * it; they are sent together, so that they can be one digest.
 */
export async function remind(deps: ConfirmDeps): Promise<number> {
  const { deliverer, budget } = deps;
  let changes = 0;
  const nominations = deliverer.chunks.flatMap((chunk) => nominationOf(chunk, deps) ?? []);
  for (const round of rounds(nominations)) {
    if (budget.isUp) break;
    changes += await confirmRound(round, deps);
  }
  return changes;
}

function nominationOf(
  { collection, chunk, records, pending, arnPrefix }: Chunk,
  { routing, inForce, clock, problems }: ConfirmDeps,
): Nomination | undefined {
  if (!isGroup(collection) || arnPrefix === undefined || problems.isUnreadable(collection)) return undefined;
  const now = clock.now();
  const describe = new Map(
    [...records].flatMap(([member, record]) => {
      const since = waitsSince(record, pending?.get(member));
      if (since === undefined) return [];
      const rules = routing.reminding(collection, { member, createdAt: record.createdAt });
      const due = remindersDue({ since, reminded: pending?.get(member)?.reminded }, rules, inForce, now);
      return due.length > 0 ? [[member, `${arnPrefix}${member}`] as const] : [];
    }),
  );
  return describe.size > 0 ? { collection, chunk, describe, baseline: [] } : undefined;
}
