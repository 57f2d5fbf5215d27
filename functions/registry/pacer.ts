import type { Clock } from '../domain/clock.ts';

/**
 * Spaces requests evenly below a rate. No burst: SageMaker throttles List calls from about 2 a second, and others in the
 * account want their share.
 */
export class Pacer {
  readonly #interval: number;
  readonly #clock: Clock;
  #next = 0;

  constructor(requestsPerSecond: number, clock: Clock) {
    this.#interval = 1000 / requestsPerSecond;
    this.#clock = clock;
  }

  /** Resolves when the next request may start. Whoever asks first goes first. */
  async turn(): Promise<void> {
    const now = this.#clock.now();
    const start = Math.max(now, this.#next);
    this.#next = start + this.#interval;
    if (start > now) await this.#clock.sleep(start - now);
  }
}
