import type { Fault } from '../engine/fault.ts';
import type { Played } from './play.ts';
import type { Mishap } from './mishap.ts';
import type { Attempt } from './stage.ts';

const kills: readonly Fault[] = ['killed-before', 'killed-after'];

/** A process dies there. */
export interface Crash {
  readonly name: string;
  readonly mishap: Mishap & { readonly kind: 'attempt' };
}

/** A crash before and after each of these. */
export const crashesAt = (attempts: readonly Attempt[]): readonly Crash[] =>
  attempts.flatMap(({ site, index }) =>
    kills.map((fault) => ({ name: `${site} (call ${index}), ${fault}`, mishap: { kind: 'attempt', index, fault } })),
  );

/** What can crash next, when a process has died: whatever the invocation calls that begins next. */
export function nextCrashes({ mishap: { index } }: Crash, { attempts }: Played): readonly Crash[] {
  const begun = new Set(attempts.slice(0, index + 1).map(({ invocation }) => invocation));
  const next = attempts.slice(index + 1).find(({ invocation }) => invocation !== undefined && !begun.has(invocation));
  return next ? crashesAt(attempts.filter(({ invocation }) => invocation === next.invocation)) : [];
}

/** One in so many of them, after the nth first crash: which ones, moves on from first to first. */
export const chosen = (possible: readonly Crash[], nth: number, oneIn: number): readonly Crash[] =>
  possible.filter((_, index) => (index + nth) % oneIn === 0);
