import { NoAnswerError, type Post } from '../../../functions/channels/slack/http.ts';
import type { ClientTraits, Container } from '../engine/container.ts';

/** A channel of Slack behind a webhook. */
export class Slack {
  /** Until when it takes nothing, and says so. */
  closedUntil = 0;
  /** Answers with 503 until then. */
  downUntil = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  answer(body: string, accept: (text: string) => void): Awaited<ReturnType<Post>> {
    const now = this.#now();
    if (now < this.closedUntil) {
      const seconds = String(Math.ceil((this.closedUntil - now) / 1000));
      return { status: 429, headers: { 'retry-after': seconds }, body: 'rate_limited' };
    }
    if (now < this.downUntil) return { status: 503, headers: {}, body: 'service_unavailable' };
    accept(body);
    return { status: 200, headers: {}, body: 'ok' };
  }
}

/** Our own client of Slack tries nothing again by itself. */
const traits: ClientTraits = {
  attempts: 1,
  timeout: 10_000,
  failure: (fault) => new NoAnswerError(`Slack cannot be reached (${fault})`),
};

export const postOf =
  (container: Container, answer: (body: string) => Awaited<ReturnType<Post>>): Post =>
  (_url, _headers, body, signal) =>
    container.call('slack', 'post', traits, () => answer(body), signal);
