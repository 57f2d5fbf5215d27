import { milliseconds } from './duration.ts';
import { isOpen, nextOpening, type Hours } from './hours.ts';
import { parseHours } from './hours-text.ts';
import type { WrittenRemind } from './rule.ts';
import type { Selector } from './selector.ts';

/** When a rule reminds. Times in ms. */
export interface Remind {
  readonly after: number;
  readonly every?: number;
  readonly between?: Hours;
}

/** A rule that reminds of a version, and those of its selectors that select it. */
export interface Reminding {
  readonly remind: Remind;
  readonly notify: readonly string[];
  readonly selectors: readonly Selector[];
}

/** What a rule says. Throws a RangeError for what no config may say. */
export function remindOf({ after, every, between }: WrittenRemind): Remind {
  const hours = between === undefined ? undefined : parseHours(between);
  if (hours && 'problem' in hours) throw new RangeError(`${between} ${hours.problem}`);
  return {
    after: milliseconds(after),
    ...(every !== undefined && { every: milliseconds(every) }),
    ...(hours && { between: hours }),
  };
}

/**
 * The latest time that a rule set for a reminder, once it has come. What falls outside its hours is moved to their next
 * beginning; so what was missed, by night or in an outage, is one reminder. Nothing outside its hours.
 */
export function dueSlot({ after, every, between }: Remind, start: number, now: number): number | undefined {
  const first = start + after;
  if (now < first || (between && !isOpen(between, now))) return undefined;
  const nominal = every === undefined ? first : first + Math.floor((now - first) / every) * every;
  return between ? nextOpening(between, nominal) : nominal;
}
