import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../functions/domain/clock.ts';

/**
 * The time of a local run. The stand-ins throttle nobody, so nobody waits for a turn; and where nobody looks on (`--once`), time
 * that only has to pass is leapt over, back-offs included.
 */
export class LocalClock implements Clock {
  readonly leaps: boolean;
  #ahead = 0;

  constructor({ leaps }: { readonly leaps: boolean }) {
    this.leaps = leaps;
  }

  readonly now = (): number => Date.now() + this.#ahead;

  readonly sleep = (): Promise<void> => Promise.resolve();

  /** Resolves when so much time has passed, in ms; rejects when the signal goes off first. */
  async pass(ms: number, signal: AbortSignal): Promise<void> {
    if (this.leaps) this.#ahead += ms;
    await setTimeout(this.leaps ? 0 : ms, undefined, { signal });
  }
}
