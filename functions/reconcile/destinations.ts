import { closedBy } from '../domain/back-off.ts';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Closed, Store } from '../domain/state.ts';

/** Which destinations may be sent to: a failed one is closed for everyone, until one probe gets through. */
export class Destinations {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #log: Log;
  #closed = new Map<string, Closed>();
  readonly #probes = new Map<string, number>();

  constructor(deps: {
    readonly channels: ReadonlyMap<string, Channel>;
    readonly store: Store;
    readonly clock: Clock;
    readonly random: () => number;
    readonly log: Log;
  }) {
    this.channels = deps.channels;
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#random = deps.random;
    this.#log = deps.log;
  }

  /** Reads again what others found out since. */
  async refresh(): Promise<void> {
    this.#closed = new Map(await this.#store.closed([...this.channels.keys()]));
  }

  get closedCount(): number {
    return this.#closed.size;
  }

  /** Without asking: whether a new notification may be held for an immediate send. */
  isOpen(destination: string): boolean {
    return this.channels.has(destination) && !this.#closed.has(destination);
  }

  /** Whether it may be sent to now. Past its time, a closed one is lent to one prober: its next request decides. */
  async admits(destination: string, until: number): Promise<boolean> {
    const closed = this.#closed.get(destination);
    if (!closed) return true;
    if (closed.notBefore > this.#clock.now()) return false;
    const isMine = await this.#store.probe(destination, closed, until);
    this.#closed.set(destination, { ...closed, notBefore: until });
    if (isMine) this.#probes.set(destination, until);
    return isMine;
  }

  async failed(destination: string, fault: { readonly why: string; readonly retryAfter?: number }): Promise<void> {
    const closed = closedBy(this.#closed.get(destination), fault, this.#clock.now(), this.#random());
    this.#probes.delete(destination);
    this.#closed.set(destination, closed);
    await this.#store.close(destination, closed);
    this.#log.warn('destination closed', { destination, ...closed });
  }

  async accepted(destination: string): Promise<void> {
    const probe = this.#probes.get(destination);
    if (probe === undefined) return;
    this.#probes.delete(destination);
    this.#closed.delete(destination);
    await this.#store.reopen(destination, probe);
    this.#log.info('destination open again', { destination });
  }
}
