import type { Site } from '../engine/fault.ts';
import { effectOf, type Effect } from './effect.ts';
import type { Stage } from './stage.ts';

/** Longer than whatever a process waits for by itself between two calls, in minutes. */
const moment = 20 / 60_000;

/** Processes that run at the same time. What each of them calls takes effect only when it is let, and in the order that it asks. */
export class Crossing {
  readonly #stage: Stage;
  readonly #processes: object[] = [];
  readonly #held: { readonly process: object; readonly effect: Effect | undefined; readonly go: () => void }[] = [];

  constructor(stage: Stage) {
    this.#stage = stage;
    const { scheduler } = stage.deployment;
    const after = scheduler.after.bind(scheduler);
    let asked: Site | undefined;
    stage.sends = (site) => {
      asked = site;
      return Infinity;
    };
    scheduler.after = (ms, run) => {
      if (ms < Infinity || !asked) {
        after(ms, run);
        return;
      }
      if (!this.#processes.includes(asked.process)) this.#processes.push(asked.process);
      const go = () => {
        after(0, run);
      };
      this.#held.push({ process: asked.process, effect: effectOf(asked), go });
    };
  }

  /** By process, what each would do next. */
  async next(): Promise<ReadonlyMap<number, Effect | undefined>> {
    await this.#stage.pass(moment);
    const next = new Map<number, Effect | undefined>();
    for (const { process, effect } of this.#held) {
      const number = this.#processes.indexOf(process);
      if (!next.has(number)) next.set(number, effect);
    }
    return next;
  }

  /** Lets that process go on by one call. */
  let(number: number): void {
    const index = this.#held.findIndex(({ process }) => this.#processes.indexOf(process) === number);
    const [held] = index < 0 ? [] : this.#held.splice(index, 1);
    held?.go();
  }

  /** From now on everybody goes on by himself. */
  end(): void {
    this.#stage.sends = () => 5;
    for (const { go } of this.#held.splice(0)) go();
  }
}
