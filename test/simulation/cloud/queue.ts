import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Scheduler } from '../engine/scheduler.ts';

interface Message {
  readonly messageId: string;
  readonly body: string;
  received: number;
}

export interface QueueOptions {
  readonly scheduler: Scheduler;
  /** ms after which what was taken and not done with comes again. */
  readonly visibility: number;
  /** How often a message comes before it is given up. */
  readonly maxReceiveCount: number;
  /** Of one batch; nothing is what comes of an invocation that failed. */
  readonly consume: (records: SQSRecord[]) => Promise<SQSBatchResponse | undefined>;
}

/** A queue, and what Lambda does between it and a function. */
export class Queue {
  readonly #options: QueueOptions;
  #waiting: Message[] = [];
  #isGathering = false;
  #sent = 0;
  /** What was given up: it is the poll that finds it then. */
  readonly deadLetters: string[] = [];

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  send(body: string): void {
    this.#enqueue({ messageId: `message-${this.#sent++}`, body, received: 0 });
  }

  /** What comes within a second is one batch. */
  #enqueue(message: Message): void {
    this.#waiting.push(message);
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#options.scheduler.after(1000, () => {
      this.#isGathering = false;
      void this.#consume(this.#waiting.splice(0, 100));
    });
  }

  async #consume(batch: readonly Message[]): Promise<void> {
    const { scheduler, visibility, maxReceiveCount, consume } = this.#options;
    const received = scheduler.now();
    for (const message of batch) message.received++;
    const answer = await consume(batch.map((message) => ({ ...message }) as unknown as SQSRecord));
    const failed = answer && new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const message of batch) {
      if (failed && !failed.has(message.messageId)) continue;
      if (message.received >= maxReceiveCount) this.deadLetters.push(message.body);
      else
        scheduler.after(received + visibility - scheduler.now(), () => {
          this.#enqueue(message);
        });
    }
  }
}
