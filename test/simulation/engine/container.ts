import type { Clock } from '../../../functions/domain/clock.ts';
import { callService, type Call } from './call.ts';
import type { Nature } from './fault.ts';
import { inContainer } from './reality.ts';
import type { Scheduler } from './scheduler.ts';

export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly nature: Nature;
  /** Counts every attempt of a call, so that each has an index. */
  readonly count: () => number;
}

/** What a container was once started for. */
export interface Invocation {
  /** Of the function. */
  readonly name: string;
  readonly began: number;
  /** Epoch ms. */
  readonly deadline: number;
  /** When something last befell it, so that it may not know of what was accepted before, or not keep it. */
  harmedAt: number;
  /** Since when its holds may be over, though it goes on. */
  lateSince: number;
  /** It could not read all that it should. */
  isBlind?: boolean;
  /** `killed`: nothing more comes of it. */
  outcome?: 'returned' | 'threw' | 'killed';
  /** Why it threw. */
  why?: string;
}

/** In ms: longer than a hold, which ends with the invocation's time. */
const standstill = 20 * 60_000;

/**
 * One process of a function. It is used for one invocation after the other, and frozen in between. When it has died nothing that it
 * waits for ever comes.
 */
export class Container implements Clock {
  readonly name: string;
  readonly #surroundings: Surroundings;
  #isAlive = true;
  #isFrozen = false;
  /** Until then nothing goes on in it. */
  #standsUntil = 0;
  /** What came while it was frozen. */
  #held: (() => void)[] = [];
  #invocation: Invocation | undefined;
  #end: (() => void) | undefined;

  constructor(name: string, surroundings: Surroundings) {
    this.name = name;
    this.#surroundings = surroundings;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The invocation that is under way; between two, the last. */
  get invocation(): Invocation {
    if (!this.#invocation) throw new Error(`${this.name} calls a service before it is invoked`);
    return this.#invocation;
  }

  readonly now = (): number => this.#surroundings.scheduler.now();

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.after(ms, resolve);
    });

  /**
   * Runs the function once. Resolves when it is done, or killed. After `remaining` ms it is ended by force, as Lambda does; or that
   * much later, when Lambda is slow to: `grace`.
   */
  async invoke(
    { remaining, grace }: { readonly remaining: number; readonly grace: number },
    run: (invocation: Invocation) => Promise<unknown>,
  ): Promise<Invocation> {
    const began = this.now();
    const invocation: Invocation = {
      name: this.name,
      began,
      deadline: began + remaining,
      harmedAt: -Infinity,
      lateSince: began + remaining,
    };
    this.#invocation = invocation;
    this.#thaw();
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      const finish = (outcome: Invocation['outcome']) => {
        if (invocation.outcome) return;
        invocation.outcome = outcome;
        this.#isFrozen = true;
        resolve();
      };
      this.#surroundings.scheduler.after(remaining + grace, () => {
        if (!invocation.outcome) this.kill();
      });
      inContainer(this, () => run(invocation)).then(
        () => {
          finish('returned');
        },
        (error: unknown) => {
          invocation.why = String(error).split('\n')[0];
          finish('threw');
        },
      );
    });
    return invocation;
  }

  kill(): void {
    this.#isAlive = false;
    this.#held = [];
    const invocation = this.#invocation;
    if (!invocation || invocation.outcome) return;
    invocation.outcome = 'killed';
    invocation.harmedAt = this.now();
    this.#end?.();
  }

  harm(): void {
    this.invocation.harmedAt = this.now();
  }

  standStill(): void {
    this.harm();
    this.invocation.lateSince = Math.min(this.invocation.lateSince, this.now());
    this.#standsUntil = this.now() + standstill;
  }

  /** One call of a client, its repetitions included. */
  call<Output>(call: Call<Output>): Promise<Output> {
    return callService(this, this.#surroundings, call);
  }

  /** In so many ms of the world, if the process lives then; later, if it stands still or is frozen. */
  after(ms: number, run: () => void): void {
    this.#surroundings.scheduler.after(ms, () => {
      if (!this.#isAlive) return;
      const left = this.#standsUntil - this.now();
      if (left > 0) this.after(left, run);
      else if (this.#isFrozen) this.#held.push(run);
      else run();
    });
  }

  #thaw(): void {
    this.#isFrozen = false;
    for (const run of this.#held.splice(0)) this.after(0, run);
  }
}
