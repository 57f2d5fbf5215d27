import { changeId } from './change-id.ts';
import { packageReminder } from './changes-of-package.ts';
import type { DiffContext, Told } from './diff.ts';
import type { InForce } from './in-force.ts';
import { isImageVersion, type Observation } from './observation.ts';
import { waitsSince, type Pending } from './pending.ts';
import type { MemberRecord } from './record.ts';
import { dueSlot, type Reminding } from './remind.ts';

/** A version that waits for approval. */
interface Wait {
  readonly since: number;
  readonly reminded?: number | undefined;
}

/** Who is to be reminded now, and of which of the times at which they are to be. */
export interface DueReminder {
  readonly slot: number;
  readonly to: readonly string[];
}

/** What is due of a version: each destination once, even if several of its rules have something to say. Earliest first. */
export function remindersDue(
  { since, reminded = -Infinity }: Wait,
  rules: readonly Reminding[],
  inForce: InForce,
  now: number,
): readonly DueReminder[] {
  const slots = new Map<string, number>();
  for (const { remind, notify, selectors } of rules) {
    const inForceSince = Math.min(...selectors.map((selector) => inForce.remindsSince(selector)));
    const slot = dueSlot(remind, Math.max(since, inForceSince), now);
    if (slot === undefined || slot <= reminded) continue;
    for (const destination of notify) slots.set(destination, Math.max(slot, slots.get(destination) ?? slot));
  }
  return [...new Set(slots.values())]
    .sort((a, b) => a - b)
    .map((slot) => ({ slot, to: [...slots].flatMap(([name, its]) => (its === slot ? name : [])) }));
}

/** The reminders that are due of a version described just now. The slot makes the id: a reminder has one, whoever tells it. */
export function remindersOf(
  seen: Observation,
  record: MemberRecord | undefined,
  pending: Pending | undefined,
  { collection, routing, inForce, now }: DiffContext,
): readonly (Told & Pick<DueReminder, 'slot'>)[] {
  if ('gone' in seen || isImageVersion(seen) || !record) return [];
  const since = waitsSince(record, pending);
  if (since === undefined) return [];
  const rules = routing.reminding(collection, { member: seen.member, createdAt: record.createdAt });
  return remindersDue({ since, reminded: pending?.reminded }, rules, inForce, now).map(({ slot, to }) => {
    const change = packageReminder(seen, since, slot);
    return { id: changeId(change, record.createdAt, slot), change, to, slot };
  });
}
