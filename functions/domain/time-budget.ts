import type { Clock } from './clock.ts';

/** The time that one invocation has. Work stops early enough to commit and settle what was begun. */
export class TimeBudget {
  /** When the invocation is ended by force, epoch ms: nothing held by it can still be under way after that. */
  readonly deadline: number;
  /** Aborts calls that only gather, when the work must stop. */
  readonly signal: AbortSignal;
  /** Aborts sends at the end; none should be under way by then. */
  readonly endSignal: AbortSignal;
  readonly #begin: number;
  readonly #stop: number;
  readonly #clock: Clock;

  /** A third of the time, at most 15 s, is kept for the last commits, sends and settlements. */
  constructor(clock: Clock, remainingMs: number) {
    const now = clock.now();
    const reserve = Math.min(15_000, remainingMs / 3);
    this.#clock = clock;
    this.#begin = now;
    this.deadline = now + remainingMs;
    this.#stop = this.deadline - reserve;
    this.signal = AbortSignal.timeout(Math.max(1, Math.floor(remainingMs - reserve)));
    this.endSignal = AbortSignal.timeout(Math.max(1, Math.floor(remainingMs)));
  }

  get isUp(): boolean {
    return this.#clock.now() >= this.#stop;
  }

  /** Whether it should have been ended by force: who stood still till then knows nothing of what happened meanwhile. */
  get isOver(): boolean {
    return this.#clock.now() >= this.deadline;
  }

  /** Whether so much of the time for work is over, as a share of it. */
  isSpent(share: number): boolean {
    return this.left(share) <= 0;
  }

  /** What is left of a share of the time for work, in ms. */
  left(share: number): number {
    return this.#begin + this.of(share) - this.#clock.now();
  }

  /** So much of the time for work, in ms. */
  of(share: number): number {
    return share * (this.#stop - this.#begin);
  }

  /** Whether something that takes that long (ms) is over before the end, with a second to settle it. */
  allows(ms: number): boolean {
    return this.#clock.now() + ms + 1000 < this.deadline;
  }
}
