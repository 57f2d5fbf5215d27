import type { Said, SlackMessage } from './types.ts';

/** The channels and what stands in them now. */
export class Workspace {
  readonly #messages: SlackMessage[] = [];
  readonly #now: () => Date;
  #last = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  get channels(): readonly string[] {
    return [...new Set(this.#messages.map(({ channel }) => channel))];
  }

  /** All of a channel, answers included, oldest first. */
  messages(channel: string): readonly SlackMessage[] {
    return this.#messages.filter((message) => message.channel === channel);
  }

  find(channel: string, ts: string): SlackMessage | undefined {
    return this.#messages.find((message) => message.channel === channel && message.ts === ts);
  }

  compose(channel: string, said: Said, thread?: string): SlackMessage {
    return { ...said, channel, ts: this.#newTs(), edited: false, ...(thread !== undefined && { thread }) };
  }

  /** Puts it in its place: of the message of that name, or below the last. */
  take(message: SlackMessage): void {
    const index = this.#messages.findIndex(({ channel, ts }) => channel === message.channel && ts === message.ts);
    if (index < 0) this.#messages.push(message);
    else this.#messages[index] = message;
  }

  /** As a person deletes it. */
  remove(channel: string, ts: string): void {
    const index = this.#messages.findIndex((message) => message.channel === channel && message.ts === ts);
    if (index >= 0) this.#messages.splice(index, 1);
  }

  clear(): void {
    this.#messages.length = 0;
  }

  /** Seconds and microseconds, never twice the same. */
  #newTs(): string {
    this.#last = Math.max(this.#last + 1, this.#now().getTime() * 1000);
    return `${Math.floor(this.#last / 1e6)}.${String(this.#last % 1e6).padStart(6, '0')}`;
  }
}
