import { nextOpening } from '../functions/domain/hours.ts';
import { remindOf } from '../functions/domain/remind.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { LocalClock } from './clock.ts';

/**
 * How long it takes, in ms, until every rule that reminds has reminded of what is there by now. Undefined where none does, or where
 * that time has to be waited for.
 */
export function untilReminders({ watch }: Config, clock: LocalClock): number | undefined {
  const now = clock.now();
  const times = watch.flatMap(({ remind }) => {
    if (!remind || !clock.leaps) return [];
    const { after, between } = remindOf(remind);
    return between ? nextOpening(between, now + after) : now + after;
  });
  return times.length > 0 ? Math.max(...times) - now : undefined;
}
