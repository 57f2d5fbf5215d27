import { closedBy } from '../domain/back-off.ts';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Closed, Store } from '../domain/state.ts';
import type { Problems } from './problems.ts';

/** What cannot be read may say that it is closed: nothing is sent to it, and all goes on to the others. */
const unknown = { closed: { notBefore: Infinity, failures: 0, why: 'its state cannot be read' } };

/** Which destinations may be sent to: a failed one is closed for everyone, until one probe gets through. */
export class Destinations {
  readonly channels: ReadonlyMap<string, Channel>;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #log: Log;
  readonly #problems: Problems;
  readonly #closed = new Map<string, Closed>();
  readonly #probes = new Map<string, number>();
  /** When this invocation was last refused, epoch ms. */
  readonly #failedAt = new Map<string, number>();

  constructor(deps: {
    readonly channels: ReadonlyMap<string, Channel>;
    readonly store: Store;
    readonly clock: Clock;
    readonly random: () => number;
    readonly log: Log;
    readonly problems: Problems;
  }) {
    this.channels = deps.channels;
    this.#store = deps.store;
    this.#clock = deps.clock;
    this.#random = deps.random;
    this.#log = deps.log;
    this.#problems = deps.problems;
  }

  /** Reads again what others found out since. */
  async refresh(): Promise<void> {
    await Promise.all(
      [...this.channels.keys()].map(async (destination) => {
        const found = await this.#problems.guard(destination, async () => ({
          closed: await this.#store.closed(destination),
        }));
        const { closed } = found ?? unknown;
        if (closed) this.#closed.set(destination, closed);
        else this.#closed.delete(destination);
      }),
    );
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
    const isMine = await this.#problems.guard(destination, () => this.#store.probe(destination, closed, until));
    this.#closed.set(destination, { ...closed, notBefore: until });
    if (isMine) this.#probes.set(destination, until);
    return isMine === true;
  }

  /** Whether it was asked after that time, by this invocation, and failed: that it is closed may be of long before. */
  hasFailedSince(destination: string, time: number): boolean {
    return (this.#failedAt.get(destination) ?? -Infinity) > time;
  }

  async failed(destination: string, fault: { readonly why: string; readonly retryAfter?: number }): Promise<void> {
    const now = this.#clock.now();
    const closed = closedBy(this.#closed.get(destination), fault, now, this.#random());
    this.#failedAt.set(destination, now);
    this.#probes.delete(destination);
    this.#closed.set(destination, closed);
    await this.#problems.guard(destination, () => this.#store.close(destination, closed));
    this.#log.warn('destination closed', { destination, ...closed });
  }

  async accepted(destination: string): Promise<void> {
    const probe = this.#probes.get(destination);
    if (probe === undefined) return;
    this.#probes.delete(destination);
    this.#closed.delete(destination);
    await this.#problems.guard(destination, () => this.#store.reopen(destination, probe));
    this.#log.info('destination open again', { destination });
  }
}
