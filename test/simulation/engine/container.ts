import type { Clock } from '../../../functions/domain/clock.ts';
import type { Scheduler } from './scheduler.ts';

/** What can befall one attempt of a call. */
export type Fault =
  /** Refused before it did anything; tried again by the client. */
  | 'throttled'
  | 'unavailable'
  /** It took effect, and the answer never came; tried again by the client when its time is up. */
  | 'lost'
  /** Refused before it did anything, until a policy is changed. */
  | 'refused'
  /** The process dies: before it takes effect, or after. */
  | 'killed-before'
  | 'killed-after'
  /** The process stands still for longer than anything that it holds lasts. */
  | 'stalled';

/** One call, as the fault plan sees it. */
export interface Site {
  readonly service: string;
  readonly operation: string;
  /** Of all calls of the simulation. */
  readonly index: number;
}

export interface Nature {
  fault(site: Site): Fault | undefined;
  /** How long one way of a call takes, ms. */
  latency(): number;
}

/** What a client does by itself. */
export interface ClientTraits {
  readonly attempts: number;
  /** Of one attempt, ms. */
  readonly timeout: number;
  readonly failure: (fault: 'throttled' | 'unavailable' | 'refused' | 'lost') => Error;
}

interface Options {
  readonly scheduler: Scheduler;
  readonly nature: Nature;
  /** Counts every call, so that each has an index. */
  readonly count: () => number;
}

/** In ms: longer than a hold, which ends with the invocation's time. */
const standstill = 20 * 60_000;

/** One process of a function. When it has died nothing that it waits for ever comes. */
export class Container implements Clock {
  readonly #options: Options;
  isAlive = true;
  /** Until then nothing goes on in it. */
  #standsUntil = 0;
  /** Something happened to it that may lose what it knew. */
  isHarmed = false;
  /** What it was started for is done. */
  isDone = false;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly now = (): number => this.#options.scheduler.now();

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.#after(ms, resolve);
    });

  kill(): void {
    this.isAlive = false;
    if (!this.isDone) this.isHarmed = true;
  }

  /** One call of a client, its repetitions included. `execute` is what the service does: at once, or not at all. */
  async call<Output>(
    service: string,
    operation: string,
    { attempts, timeout, failure }: ClientTraits,
    execute: () => Output,
    signal?: AbortSignal,
  ): Promise<Output> {
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      const outcome = await this.#attempt(service, operation, timeout, execute);
      if ('output' in outcome) return outcome.output;
      if ('error' in outcome) throw outcome.error;
      if (outcome.fault === 'refused' || attempt === attempts) {
        // What it accepted meanwhile may not be recorded.
        if (service === 'dynamodb') this.isHarmed = true;
        throw failure(outcome.fault);
      }
      await this.sleep(50 * 2 ** attempt);
    }
  }

  #attempt<Output>(
    service: string,
    operation: string,
    timeout: number,
    execute: () => Output,
  ): Promise<
    | { readonly output: Output }
    | { readonly error: unknown }
    | { readonly fault: 'throttled' | 'unavailable' | 'refused' | 'lost' }
  > {
    const { nature, count } = this.#options;
    const fault = nature.fault({ service, operation, index: count() });
    return new Promise((resolve) => {
      this.#after(nature.latency(), () => {
        if (fault === 'killed-before') {
          this.kill();
          return;
        }
        if (fault === 'throttled' || fault === 'unavailable' || fault === 'refused') {
          this.#after(nature.latency(), () => {
            resolve({ fault });
          });
          return;
        }
        const outcome = outcomeOf(execute);
        if (fault === 'killed-after') {
          this.kill();
        } else if (fault === 'lost') {
          this.isHarmed = true;
          this.#after(timeout, () => {
            resolve({ fault });
          });
        } else {
          if (fault === 'stalled') {
            this.isHarmed = true;
            this.#standsUntil = this.now() + standstill;
          }
          this.#after(nature.latency(), () => {
            resolve(outcome);
          });
        }
      });
    });
  }

  #after(ms: number, run: () => void): void {
    const { scheduler } = this.#options;
    scheduler.after(Math.max(ms, this.#standsUntil - this.now()), () => {
      if (!this.isAlive) return;
      const left = this.#standsUntil - this.now();
      if (left > 0) this.#after(left, run);
      else run();
    });
  }
}

function outcomeOf<Output>(execute: () => Output): { readonly output: Output } | { readonly error: unknown } {
  try {
    return { output: execute() };
  } catch (error) {
    return { error };
  }
}
