import type { Channel } from '../../functions/domain/channel.ts';
import type { PollDeps } from '../../functions/reconcile/poll.ts';

type Deps = Omit<PollDeps, 'log'>;

/** One call of a port: what a crash happens before or after. */
export interface Step {
  readonly call: string;
  readonly moment: 'before' | 'after';
}

/**
 * An invocation that is killed at its nth step: a step is the moment before a call of a port leaves, or after its effect, before
 * its answer is seen. What was under way then never goes on.
 */
export class Crash {
  readonly at: number;
  readonly steps: Step[] = [];
  /** Resolves when the crash has come. */
  readonly happened: Promise<Step>;
  #tell: (step: Step) => void = () => undefined;

  constructor(at: number) {
    this.at = at;
    this.happened = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  wrap = (deps: Deps): Deps => {
    const { registry, store } = deps;
    return {
      ...deps,
      registry: {
        listVersions: (query) => this.#pages('listVersions', registry.listVersions(query)),
        listGroups: (query) => this.#pages('listGroups', registry.listGroups(query)),
        listUnversioned: (query) => this.#pages('listUnversioned', registry.listUnversioned(query)),
        listImages: (query) => this.#pages('listImages', registry.listImages(query)),
        listImageVersions: (query) => this.#pages('listImageVersions', registry.listImageVersions(query)),
        describe: (...args) => this.#step('describe', () => registry.describe(...args)),
        exists: (...args) => this.#step('exists', () => registry.exists(...args)),
      },
      store: {
        source: () => this.#step('source', () => store.source()),
        load: () => this.#step('load', () => store.load()),
        saveSource: (...args) => this.#step('saveSource', () => store.saveSource(...args)),
        read: (...args) => this.#step('read', () => store.read(...args)),
        commit: (...args) => this.#step('commit', () => store.commit(...args)),
        drop: (...args) => this.#step('drop', () => store.drop(...args)),
        write: (outbox, writes) => this.#step('write', () => store.write(outbox, writes)),
        park: (...args) => this.#step('park', () => store.park(...args)),
        recordOutcomes: (...args) => this.#step('recordOutcomes', () => store.recordOutcomes(...args)),
        closed: (...args) => this.#step('closed', () => store.closed(...args)),
        close: (...args) => this.#step('close', () => store.close(...args)),
        probe: (...args) => this.#step('probe', () => store.probe(...args)),
        reopen: (...args) => this.#step('reopen', () => store.reopen(...args)),
      },
      channels: new Map(
        [...deps.channels].map(([name, channel]): [string, Channel] => [
          name,
          {
            timeout: channel.timeout,
            batches: (notifications) => channel.batches(notifications),
            send: (...args) => this.#step('send', () => channel.send(...args)),
          },
        ]),
      ),
    };
  };

  async *#pages<T>(call: string, pages: AsyncIterable<T>): AsyncGenerator<T> {
    await this.#moment({ call, moment: 'before' });
    for await (const page of pages) {
      await this.#moment({ call, moment: 'after' });
      yield page;
    }
  }

  async #step<T>(call: string, run: () => Promise<T>): Promise<T> {
    await this.#moment({ call, moment: 'before' });
    const result = await run();
    await this.#moment({ call, moment: 'after' });
    return result;
  }

  async #moment(step: Step): Promise<void> {
    this.steps.push(step);
    if (this.steps.length < this.at) return;
    this.#tell(step);
    await new Promise(() => undefined);
  }
}
