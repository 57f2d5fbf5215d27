import type { PublishBatchCommandInput } from '@aws-sdk/client-sns';
import type { PutEventsCommandInput } from '@aws-sdk/client-eventbridge';

/** Accepts all, and tells what. */
export class Sns {
  readonly #accept: (message: string) => void;

  constructor(accept: (message: string) => void) {
    this.#accept = accept;
  }

  execute(_operation: string, { PublishBatchRequestEntries: entries = [] }: Partial<PublishBatchCommandInput>): object {
    for (const { Message } of entries) if (Message !== undefined) this.#accept(Message);
    return { Successful: entries.map(({ Id }) => ({ Id, MessageId: Id })), Failed: [] };
  }
}

/** Accepts all, and tells what. */
export class EventBridge {
  readonly #accept: (detail: string) => void;

  constructor(accept: (detail: string) => void) {
    this.#accept = accept;
  }

  execute(operation: string, { Entries: entries = [] }: Partial<PutEventsCommandInput>): object {
    if (operation !== 'PutEvents') return { Name: 'default' };
    for (const { Detail } of entries) if (Detail !== undefined) this.#accept(Detail);
    return { FailedEntryCount: 0, Entries: entries.map((_, index) => ({ EventId: String(index) })) };
  }
}
