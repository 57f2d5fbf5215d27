import type { Host, Notifier } from '../cloud/notifier.ts';
import type { Invocation } from '../engine/container.ts';

interface Context {
  getRemainingTimeInMillis(): number;
}

/** Numbers the invocations of the functions, and leaves those that are named little time. */
export class Starving {
  /** Those that were. */
  readonly starved: Invocation[] = [];
  readonly #remaining: ReadonlyMap<string, number>;
  readonly #names = new Map<Invocation, string>();
  readonly #counts = new Map<string, number>();

  /** @param remaining by the name of the invocation, ms */
  constructor(remaining: ReadonlyMap<string, number>) {
    this.#remaining = remaining;
  }

  /** `poll 3` of the third poll. */
  nameOf(invocation: Invocation): string | undefined {
    return this.#names.get(invocation);
  }

  of(notifier: Notifier): Notifier {
    return (host) => {
      const handlers = notifier(host);
      return {
        poll: (event, context) => handlers.poll(event, this.#begin(host, context)),
        react: (event, context) => handlers.react(event, this.#begin(host, context)),
      };
    };
  }

  #begin({ container }: Host, context: Context): Context {
    const { invocation, name: caller } = container;
    const nth = (this.#counts.get(caller) ?? 0) + 1;
    this.#counts.set(caller, nth);
    const name = `${caller} ${nth}`;
    this.#names.set(invocation, name);
    const remaining = this.#remaining.get(name);
    if (remaining === undefined) return context;
    this.starved.push(invocation);
    container.after(remaining, () => {
      // The process may have gone on to another.
      if (container.invocation === invocation && !invocation.outcome) container.kill();
    });
    return { getRemainingTimeInMillis: () => invocation.began + remaining - container.now() };
  }
}
