import type { Clock } from '../../domain/clock.ts';
import { SecretError, type Secrets } from '../../domain/secrets.ts';
import { apiUrlOf, webhookUrl } from './address.ts';
import type { Target } from './codes.ts';
import { credentialIn } from './credential.ts';
import { NoAnswerError, post as postByHttps, type Post } from './http.ts';
import type { Pacer } from './pacer.ts';
import type { Content } from './parts.ts';
import { refused, resultOf, type Result } from './result.ts';

export interface ClientDeps {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly pacer: Pacer;
  /** @default `node:https` */
  readonly post?: Post | undefined;
  /** Origin of a stand-in for Slack. */
  readonly instead: URL | undefined;
}

interface Request {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

interface Parent {
  readonly ts: string;
  readonly broadcast: boolean;
}

/** What every message says of how it is to be treated: as it is. `parse` is not the same by default when a message is updated. */
const asItIs = { mrkdwn: false, parse: 'none', unfurl_links: false, unfurl_media: false } as const;

/** Speaks to one webhook or channel. Never rejects. */
export class SlackClient {
  readonly target: Target;
  readonly #deps: ClientDeps;

  constructor(target: Target, deps: ClientDeps) {
    this.target = target;
    this.#deps = deps;
  }

  /** A new message; with a bot token also one in the thread of another, which can be shown in the channel, too. */
  post(content: Content, signal: AbortSignal, thread?: Parent): Promise<Result> {
    const { target } = this;
    if (target.kind === 'webhook') return this.#send('chat.postMessage', { ...content, ...asItIs }, signal);
    const { channel } = target;
    return this.#send(
      'chat.postMessage',
      {
        channel,
        ...(thread && { thread_ts: thread.ts, ...(thread.broadcast && { reply_broadcast: true }) }),
        ...content,
        ...asItIs,
      },
      signal,
    );
  }

  /** Says something else in the place of a message. Not paced: it is no message, and Slack takes about 50 of them a minute. */
  update({ channel, ts }: { channel: string; ts: string }, content: Content, signal: AbortSignal): Promise<Result> {
    return this.#send('chat.update', { channel, ts, ...content, ...asItIs }, signal);
  }

  /** A secret that was replaced since it was read is read once more; the same again is not tried again. */
  async #send(method: Method, payload: object, signal: AbortSignal): Promise<Result> {
    let result: Result | undefined;
    let tried: string | undefined;
    try {
      for (const refresh of [false, true]) {
        const credential = await this.#credential(refresh, signal);
        if (credential === undefined) continue;
        if (credential === tried) break;
        tried = credential;
        result = await this.#request(method, credential, payload, signal);
        if (result.kind === 'ok' || !result.credentials) return result;
      }
    } catch (error) {
      return refused({ kind: 'destination-fault', why: this.#why(error) });
    }
    return result ?? refused({ kind: 'destination-fault', why: this.#malformed() });
  }

  async #request(method: Method, credential: string, payload: object, signal: AbortSignal): Promise<Result> {
    const { target } = this;
    const { pacer, clock, post = postByHttps } = this.#deps;
    if (method === 'chat.postMessage') {
      await pacer.turn(target.kind === 'bot' ? target.channel : `webhook ${target.secret}`, signal);
    }
    const { url, headers } = this.#addressed(method, credential);
    return resultOf(await post(url, headers, JSON.stringify(payload), signal), target, clock.now());
  }

  #addressed(method: Method, credential: string): Request {
    const { instead } = this.#deps;
    if (this.target.kind === 'webhook') return { url: new URL(credential), headers: {} };
    return { url: apiUrlOf(method, instead), headers: { authorization: `Bearer ${credential}` } };
  }

  /** Nothing, if the secret holds something else. */
  async #credential(refresh: boolean, signal: AbortSignal): Promise<string | undefined> {
    const { secrets, instead } = this.#deps;
    const { kind, secret } = this.target;
    signal.throwIfAborted();
    const text = await secrets.get(secret, { refresh, signal });
    if (kind === 'bot') return credentialIn(text, 'token');
    const url = credentialIn(text, 'webhook');
    return url === undefined ? undefined : webhookUrl(url, instead)?.href;
  }

  #malformed(): string {
    const { kind, secret } = this.target;
    return kind === 'bot'
      ? `secret ${secret} holds no token: put the bot token there, as it is or as {"token": "xoxb-…"}`
      : `secret ${secret} holds no webhook of Slack: put its URL there, https://hooks.slack.com/services/…, as it is or as {"webhook": "…"}`;
  }

  /** Of errors that are not worded for this, only that they were: their text may hold what must not be shown. */
  #why(error: unknown): string {
    if (error instanceof SecretError || error instanceof NoAnswerError) return error.message;
    return 'there was no time left to ask Slack';
  }
}

type Method = 'chat.postMessage' | 'chat.update';
