import { setTimeout } from 'node:timers/promises';

/** Runs one poll after the other, and what else is to be done between two polls: never two things at a time. */
export class Poller {
  readonly #invoke: () => Promise<boolean>;
  #last: Promise<unknown> = Promise.resolve();
  #startedAt = 0;

  /** @param invoke one poll; resolves with whether it succeeded */
  constructor(invoke: () => Promise<boolean>) {
    this.#invoke = invoke;
  }

  /** Polls when the poll under way is over, after `work`, which no poll then sees half done. Rejects only if `work` does. */
  poll(work: () => Promise<void> | void = () => undefined): Promise<boolean> {
    return this.between(async () => {
      await work();
      this.#startedAt = performance.now();
      return this.#invoke();
    });
  }

  /** Does something when all that was asked for before is over. */
  between<Done>(work: () => Promise<Done>): Promise<Done> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Polls on and on, `period` ms from start to start; at once if a poll took longer. */
  async repeat(period: number, stop: AbortSignal): Promise<void> {
    const rest = () => this.#startedAt + period - performance.now();
    for (;;) {
      // A poll out of turn moves the next one.
      for (let left = rest(); left > 0 && !stop.aborted; left = rest()) {
        await setTimeout(left, undefined, { signal: stop }).catch(() => undefined);
      }
      if (stop.aborted) return;
      await this.poll();
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
