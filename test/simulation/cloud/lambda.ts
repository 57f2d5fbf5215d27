import type { Config } from '../../../functions/runtime/config/schema.ts';
import { Container, type Invocation, type Surroundings } from '../engine/container.ts';
import type { Cloud } from './cloud.ts';
import type { Handlers, Notifier } from './notifier.ts';

export interface LambdaOptions {
  readonly cloud: Cloud;
  readonly surroundings: Surroundings;
  /** An integer from 0, below the given. */
  readonly random: (below: number) => number;
  /** ms by which the end by force is late. */
  readonly grace: () => number;
}

interface Process {
  readonly container: Container;
  readonly handlers: Handlers;
}

type Handler<Event, Result> = (handlers: Handlers, event: Event, invocation: Invocation) => Promise<Result>;

/** Where the functions run: as many processes as there are invocations at a time, used again and again until a deployment. */
export class Lambda {
  readonly #options: LambdaOptions;
  #notifier: Notifier;
  #config: Config;
  /** By function: which of them have nothing to do. */
  readonly #idle = new Map<string, Process[]>();
  readonly #busy = new Set<Container>();
  #ids = 0;

  constructor(options: LambdaOptions, notifier: Notifier, config: Config) {
    this.#options = options;
    this.#notifier = notifier;
    this.#config = config;
  }

  get config(): Config {
    return this.#config;
  }

  /** What is started from now on is of this release and config; what is under way ends as what it is. */
  deploy(config: Config, notifier = this.#notifier): void {
    this.#config = config;
    this.#notifier = notifier;
    this.#idle.clear();
  }

  /** Whatever is under way dies. */
  killAll(): void {
    for (const container of this.#busy) container.kill();
    this.#idle.clear();
  }

  /** Runs a function once; resolves when that is over, in whatever way, with what it gave if it gave something. */
  async invoke<Event, Result>(
    name: string,
    remaining: number,
    event: Event,
    handler: Handler<Event, Result>,
  ): Promise<{ readonly invocation: Invocation; readonly result?: Result }> {
    const process = this.#idle.get(name)?.pop() ?? this.#start(name);
    const { container, handlers } = process;
    const [notifier, config] = [this.#notifier, this.#config];
    this.#busy.add(container);
    let result: Result | undefined;
    const invocation = await container.invoke({ remaining, grace: this.#options.grace() }, async (current) => {
      result = await handler(handlers, event, current);
    });
    this.#busy.delete(container);
    const isCurrent = notifier === this.#notifier && config === this.#config;
    if (container.isAlive && isCurrent) this.#idle.set(name, [...(this.#idle.get(name) ?? []), process]);
    return { invocation, ...(result !== undefined && { result }) };
  }

  #start(name: string): Process {
    const { cloud, surroundings, random } = this.#options;
    const container = new Container(name, surroundings);
    const host = {
      ...{ container, cloud, config: this.#config },
      random: () => random(1000) / 1000,
      newId: () => `id-${this.#ids++}`,
    };
    return { container, handlers: this.#notifier(host) };
  }
}
