import type { Clock } from '../../domain/clock.ts';
import { unlessAborted } from '../shared/abort.ts';

/** Slack takes one message per second and channel; short bursts too, but only sometimes. */
const interval = 1000;

/** Turns to post, at most one per second of each channel. To be shared by all the destinations that may post to the same ones. */
export interface Pacer {
  /** Resolves when it is this caller's turn; rejects when the signal goes off first. */
  turn(channel: string, signal: AbortSignal): Promise<void>;
}

export function createPacer(clock: Clock): Pacer {
  const free = new Map<string, number>();
  return {
    async turn(channel, signal) {
      signal.throwIfAborted();
      const now = clock.now();
      const turn = Math.max(now, free.get(channel) ?? 0);
      free.set(channel, turn + interval);
      if (turn > now) await unlessAborted(clock.sleep(turn - now), signal);
    },
  };
}
