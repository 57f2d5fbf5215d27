import { NoAnswerError, type HttpAnswer, type Post } from '../../../functions/channels/slack/http.ts';
import type { Client } from '../engine/call.ts';
import type { Container } from '../engine/container.ts';
import type { Refusal } from '../engine/fault.ts';

interface Asked {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A channel of Slack, behind a webhook or for a bot. */
export class Slack {
  /** Until when it takes nothing, and says so. */
  closedUntil = 0;
  /** Answers with 503 until then. */
  downUntil = 0;
  /** The webhook's address or the bot's token that it takes now. */
  credential: string;
  readonly #now: () => number;
  #posts = 0;

  constructor(now: () => number, credential: string) {
    this.#now = now;
    this.credential = credential;
  }

  /** `accept` is given the body of what appears in the channel as a message of its own. */
  answer({ url, headers, body }: Asked, accept: (body: string) => void): HttpAnswer {
    const now = this.#now();
    const isBot = url.pathname.startsWith('/api/');
    if (now < this.closedUntil) {
      const seconds = String(Math.ceil((this.closedUntil - now) / 1000));
      return { status: 429, headers: { 'retry-after': seconds }, body: 'rate_limited' };
    }
    if (now < this.downUntil) return { status: 503, headers: {}, body: 'service_unavailable' };
    if (isBot) return this.#api(url, headers, body, accept);
    if (url.href !== this.credential) return { status: 404, headers: {}, body: 'no_service' };
    accept(body);
    return { status: 200, headers: {}, body: 'ok' };
  }

  #api(url: URL, headers: Asked['headers'], body: string, accept: (body: string) => void): HttpAnswer {
    if (headers['authorization'] !== `Bearer ${this.credential}`) return json({ ok: false, error: 'token_revoked' });
    const { channel, ts } = JSON.parse(body) as { readonly channel: string; readonly ts?: string };
    if (url.pathname === '/api/chat.update') return json({ ok: true, channel, ts });
    accept(body);
    this.#posts++;
    return json({ ok: true, channel, ts: `1700000000.${String(this.#posts).padStart(6, '0')}` });
  }
}

const json = (answer: object): HttpAnswer => ({ status: 200, headers: {}, body: JSON.stringify(answer) });

const statusOf: Readonly<Record<Refusal, number>> = {
  throttled: 429,
  failing: 500,
  unavailable: 503,
  refused: 403,
  'not found': 404,
  invalid: 400,
};

/** Our own client of Slack tries nothing again by itself. */
const client: Client<HttpAnswer> = {
  service: 'slack',
  attempts: 1,
  timeout: 10_000,
  fail(failure) {
    if (failure === 'cut' || failure === 'lost' || failure === 'aborted')
      throw new NoAnswerError(`Slack cannot be reached (${failure})`);
    const body = failure === 'invalid' ? 'invalid_payload' : `simulated_${failure.replace(' ', '_')}`;
    return { status: statusOf[failure], headers: {}, body };
  },
};

export const postOf =
  (container: Container, answer: (asked: Asked) => HttpAnswer): Post =>
  (url, headers, body, signal) =>
    container.call({
      client,
      operation: url.pathname.startsWith('/api/') ? url.pathname.slice('/api/'.length) : 'webhook',
      execute: () => answer({ url, headers, body }),
      signal,
    });
