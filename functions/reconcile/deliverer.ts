import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import { firstInLine, notificationId, type Delivery, type Due, type Outbox } from '../domain/outbox.ts';
import type { Chunk, DeliveryWrite, Home, Store } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { choose } from './choose.ts';
import type { Destinations } from './destinations.ts';
import { eachLimited, groupBy } from './each.ts';
import { recordAll, type Settlement } from './history.ts';
import { parkAll } from './park.ts';
import type { Problems } from './problems.ts';
import type { ReminderGate, Sifted } from './reminder-gate.ts';
import { sendAll, type Sent } from './send.ts';
import { unsent } from './unsent.ts';

export interface DelivererDeps {
  readonly store: Store;
  readonly destinations: Destinations;
  readonly budget: TimeBudget;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  readonly problems: Problems;
  readonly reminders: ReminderGate;
}

/**
 * Sends what is due of the outboxes that it knows. Pass after pass: take (so that nobody else sends it), send, settle; whoever
 * settles one change of a subject finds the next in the same pass's answer.
 */
export class Deliverer {
  readonly #deps: DelivererDeps;
  readonly #outboxes = new Map<string, Outbox>();
  /** Per collection the keys of its item and of those that it outgrew to: order is kept across them. */
  readonly #collections = new Map<string, readonly string[]>();
  /** Per outbox the collection's item, as it is known last. */
  readonly #homes = new Map<string, Chunk>();
  readonly #tokens = new Set<string>();
  /** Refused as such, and not to be parked either: tried no more by this invocation. */
  readonly #givenUp = new Set<string>();
  delivered = 0;
  parked = 0;

  constructor(deps: DelivererDeps) {
    this.#deps = deps;
  }

  /** Tells it the latest of a collection. */
  know(chunk: Chunk): void {
    const outboxes: Outbox[] = [chunk, ...chunk.overflow];
    for (const outbox of outboxes) {
      this.#outboxes.set(outbox.key.sk, outbox);
      this.#homes.set(outbox.key.sk, chunk);
    }
    this.#collections.set(
      chunk.key.sk,
      outboxes.map(({ key }) => key.sk),
    );
  }

  /** The newest that is known of each. Their outboxes may have moved on. */
  get chunks(): readonly Chunk[] {
    return [...this.#collections.keys()].flatMap((sk) => this.#homes.get(sk) ?? []);
  }

  /** What a commit writes into an entry that it will send itself. */
  hold(): Delivery {
    return { due: this.#deps.budget.deadline, token: this.#newToken() };
  }

  /** What a commit writes into an entry that has to wait. */
  queue(): Delivery {
    return { due: 0, token: this.#deps.newId() };
  }

  /** Commit time of the oldest notification that is neither accepted nor parked, epoch ms; what is asleep is not late. */
  get oldest(): number | undefined {
    const times = [...this.#outboxes.values()].flatMap(({ entries }) =>
      entries.flatMap(({ committedAt, to }) => (Object.values(to).every(({ asleep }) => asleep) ? [] : committedAt)),
    );
    return times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : undefined;
  }

  async run(): Promise<void> {
    const { destinations, budget } = this.#deps;
    let progress = true;
    for (let pass = 0; progress; pass++) {
      // A long drain hears what others were told meanwhile.
      if (pass > 0) await destinations.refresh();
      const { ready, cancelled, asleep } = this.#due();
      const { send, park, orphans } = await choose(ready, destinations, budget);
      const taken = await this.#take(send);
      const sent = await this.#send(taken);
      const settled = [...sent, ...(await this.#park(park)), ...unsent({ orphans, cancelled, asleep }, this.#deps)];
      await recordAll(settled, (due) => this.#homeOf(due), this.#deps);
      await this.#write(settled);
      progress = settled.some(({ next }) => next === 'settled');
    }
  }

  /** The first in line of every subject and destination that nobody else holds. */
  #due(): Sifted {
    const { destinations, clock, reminders } = this.#deps;
    const now = clock.now();
    const isMine = ({ delivery }: Due) => this.#tokens.has(delivery.token);
    const isFree = (due: Due) => {
      const { entry, destination, delivery } = due;
      if (this.#givenUp.has(notificationId(entry.id, destination))) return false;
      const returned = delivery.unconfigured && destinations.channels.has(destination);
      return delivery.due <= now || isMine(due) || returned || delivery.asleep;
    };
    const lines = [...this.#collections].flatMap(([sk, keys]) => {
      const chunk = this.#homes.get(sk);
      const outboxes = keys.flatMap((key) => this.#outboxes.get(key) ?? []);
      return chunk ? { chunk, outboxes, dues: firstInLine(outboxes).filter(isFree) } : [];
    });
    return reminders.sift(lines, isMine);
  }

  async #take(wanted: readonly Due[]): Promise<readonly Due[]> {
    const mine = (due: Due) => this.#tokens.has(due.delivery.token);
    const token = this.#newToken();
    const next = { due: this.#deps.budget.deadline, token };
    await this.#write(wanted.filter((due) => !mine(due)).map((due) => ({ due, next })));
    return wanted.flatMap((due) => {
      const outbox = this.#outboxes.get(due.outbox.key.sk);
      // Of an item that was refused just now no acceptance would be kept either: the next poll sends it once.
      if (mine(due)) return outbox ? due : [];
      const delivery = outbox?.entries.find(({ id }) => id === due.entry.id)?.to[due.destination];
      return outbox && delivery?.token === token ? { ...due, outbox, delivery } : [];
    });
  }

  async #send(taken: readonly Due[]): Promise<Settlement[]> {
    const { destinations, budget } = this.#deps;
    const perDestination = await Promise.all(
      [...groupBy(taken, (due) => due.destination)].map(([destination, dues]) =>
        sendAll(destination, dues, destinations, budget),
      ),
    );
    return this.#settlements(perDestination.flat());
  }

  async #settlements(sent: readonly Sent[]): Promise<Settlement[]> {
    const at = this.#deps.clock.now();
    this.delivered += sent.filter(({ result }) => result === 'accepted').length;
    const refused = sent.filter(({ result }) => result === 'refused');
    for (const { due } of refused) this.#givenUp.add(notificationId(due.entry.id, due.destination));
    return [
      ...sent.flatMap(({ due, result }): Settlement[] => {
        if (result === 'accepted') return [{ due, next: 'settled', outcome: { what: 'accepted', at } }];
        // Given back at once rather than held to the end: the destination's own back-off decides from here.
        return result === 'unsent' ? [{ due, next: this.queue() }] : [];
      }),
      ...(await this.#park(
        refused.map(({ due }) => due),
        (due) => refused.find((one) => one.due === due)?.why,
      )),
    ];
  }

  async #park(dues: readonly Due[], why?: (due: Due) => string | undefined): Promise<Settlement[]> {
    const parked = await parkAll(dues, why, (due) => this.#homeOf(due), this.#deps);
    this.parked += parked.length;
    return parked;
  }

  #homeOf({ outbox }: Due): Home {
    const home = this.#homes.get(outbox.key.sk);
    if (home) return home;
    throw new Error(`nothing is known of ${outbox.key.sk}`);
  }

  /** One conditional update per item. An item that cannot be written is left alone: what we hold of it runs out. */
  async #write(settlements: readonly Pick<Settlement, 'due' | 'next'>[]): Promise<void> {
    const { store, problems } = this.#deps;
    const perItem = groupBy(settlements, ({ due }) => due.outbox.key.sk);
    await eachLimited(8, [...perItem], async ([sk, group]) => {
      const outbox = this.#outboxes.get(sk);
      if (!outbox) return;
      const writes = group.map(({ due, next }): DeliveryWrite => {
        const { entry, destination, delivery } = due;
        return { change: entry.id, destination, token: delivery.token, next };
      });
      const done = await problems.guard(sk, async () => {
        this.#outboxes.set(sk, await store.write(outbox, writes));
        return true;
      });
      if (!done) this.#outboxes.delete(sk);
    });
  }

  #newToken(): string {
    const token = this.#deps.newId();
    this.#tokens.add(token);
    return token;
  }
}
