import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  readonly sentAt: number;
  /** How often it was taken, this time included. */
  readonly receives: number;
}

/** Gives the ids of those that must come again. Never rejects. */
export type Consumer = (messages: readonly QueueMessage[]) => Promise<readonly string[]>;

export interface QueueSettings {
  /** How long a first message waits for others, in ms. */
  readonly window?: number;
  /** How long one that must come again is out of sight, in ms. */
  readonly visibilityTimeout?: number;
}

const batchSize = 10;
const mostReceives = 5;

/**
 * What SQS and its event source mapping do between the events and the function: batches after a short window, one at a time, and
 * again what failed, a few times. It is kept in memory only, because whatever it loses the next poll finds.
 */
export class EventQueue {
  readonly #consume: Consumer;
  readonly #window: number;
  readonly #visibilityTimeout: number;
  readonly #waiting: QueueMessage[] = [];
  #draining: Promise<void> | undefined;
  #isClosed = false;

  constructor(consume: Consumer, { window = 50, visibilityTimeout = 1000 }: QueueSettings = {}) {
    this.#consume = consume;
    this.#window = window;
    this.#visibilityTimeout = visibilityTimeout;
  }

  put(body: string): void {
    this.#add({ id: randomUUID(), body, sentAt: Date.now(), receives: 0 });
  }

  /** Takes no more; the batch under way is gone through with. */
  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when nothing is left but what is out of sight or, when it is closed, when no batch is under way. */
  async idle(): Promise<void> {
    await this.#draining;
  }

  #add(message: QueueMessage): void {
    this.#waiting.push(message);
    this.#draining ??= this.#drain();
  }

  async #drain(): Promise<void> {
    await setTimeout(this.#window);
    while (this.#waiting.length > 0 && !this.#isClosed) {
      const batch = this.#waiting.splice(0, batchSize).map((one) => ({ ...one, receives: one.receives + 1 }));
      const failed = await this.#consume(batch);
      for (const message of batch) if (failed.includes(message.id)) void this.#again(message);
    }
    // In the same breath as the last look at what waits: nothing can be put in between, and be forgotten.
    this.#draining = undefined;
  }

  async #again(message: QueueMessage): Promise<void> {
    if (message.receives >= mostReceives) return;
    await setTimeout(this.#visibilityTimeout, undefined, { ref: false });
    if (!this.#isClosed) this.#add(message);
  }
}
