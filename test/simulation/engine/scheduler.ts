interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** All time and all concurrency of a simulation: one event after the other, in the order of their times. */
export class Scheduler {
  #time: number;
  #order = 0;
  #broken: Error | undefined;
  /** A heap: the next event stands first. */
  readonly #events: Event[] = [];

  constructor(time: number) {
    this.#time = time;
  }

  readonly now = (): number => this.#time;

  after(ms: number, run: () => void): void {
    this.#push({ at: this.#time + Math.max(0, ms), order: this.#order++, run });
  }

  /** What makes all that follows worthless: `runUntil` throws it. */
  break(error: Error): void {
    this.#broken ??= error;
  }

  /** Until nothing is due before that time; what an event sets going runs until it waits for another. */
  async runUntil(time: number): Promise<void> {
    await this.#settle();
    for (let next = this.#events[0]; next && next.at <= time; next = this.#events[0]) {
      this.#pop();
      this.#time = next.at;
      next.run();
      await this.#settle();
    }
    this.#time = Math.max(this.#time, time);
  }

  /** Until all that can go on now has. */
  async #settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#broken) throw this.#broken;
  }

  #push(event: Event): void {
    const heap = this.#events;
    heap.push(event);
    for (let index = heap.length - 1; index > 0;) {
      const parent = (index - 1) >> 1;
      if (!isBefore(event, heap[parent])) break;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #pop(): void {
    const heap = this.#events;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    heap[0] = last;
    for (let index = 0; ;) {
      const left = 2 * index + 1;
      const child = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!isBefore(heap[child], heap[index])) break;
      this.#swap(index, child);
      index = child;
    }
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#events[one], this.#events[other]];
    if (a && b) [this.#events[one], this.#events[other]] = [b, a];
  }
}

const isBefore = (a: Event | undefined, b: Event | undefined): boolean =>
  a !== undefined && (b === undefined || a.at < b.at || (a.at === b.at && a.order < b.order));
