import type { Notification } from '../../domain/change.ts';
import type { Channel, MessageContext, SendOptions, SendOutcome } from '../../domain/channel.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Secrets } from '../../domain/secrets.ts';
import type { Threads } from '../../domain/threads.ts';
import { standIn } from './address.ts';
import { alone, digests } from './batches.ts';
import { createBotSender } from './bot.ts';
import { card } from './card.ts';
import { SlackClient } from './client.ts';
import { deliver } from './deliver.ts';
import { digest } from './digest.ts';
import type { Post } from './http.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { plainContent } from './parts.ts';

export { createPacer, type Pacer } from './pacer.ts';
export type { Post } from './http.ts';

/** The name of a secret: plain text, or JSON with the key `webhook` or `token`. */
export type SlackTarget =
  | { readonly webhook: string }
  | {
      /** The channel's id (C0123456789), not its name. */
      readonly channel: string;
      readonly token: string;
    };

export interface SlackChannelOptions {
  readonly target: SlackTarget;
  readonly secrets: Secrets;
  readonly context: MessageContext;
  readonly clock: Clock;
  /** With a bot token: where living messages are remembered. @default every change is a message of its own */
  readonly threads?: Threads;
  /** To be shared by all destinations. @default one of its own */
  readonly pacer?: Pacer;
  /** SLACK_API_URL: a stand-in for Slack on this machine. @default Slack */
  readonly apiUrl?: string | undefined;
  /** @default `node:https` */
  readonly post?: Post | undefined;
  /** The longest that a send may take, in ms, waiting for its turns included. @default 10000 */
  readonly timeout?: number;
}

/** A Slack channel, by an incoming webhook or by a bot token. What one send is given is one digest, across groups and kinds. */
export function createSlackChannel(options: SlackChannelOptions): Channel {
  const { target, context, timeout = 10_000 } = options;
  const post = 'webhook' in target ? byWebhook(target, options) : byBot(target, options);
  return {
    timeout,
    batches: (notifications) => digests(notifications, context),
    send: (batch, { style, signal }) =>
      post(batch, { style, signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) }),
  };
}

export type Sender = (
  batch: readonly Notification[],
  options: SendOptions,
) => Promise<ReadonlyMap<string, SendOutcome>>;

function byWebhook({ webhook }: { webhook: string }, options: SlackChannelOptions): Sender {
  const { context } = options;
  const client = new SlackClient({ kind: 'webhook', secret: webhook }, clientDeps(options));
  return (batch, { style, signal }) =>
    deliver(style === 'rich' ? digests(batch, context) : alone(batch), async (message) => {
      const [first] = message;
      const single = style === 'plain' ? plainContent(first, context) : card(first, context);
      const result = await client.post(message.length > 1 ? digest(message, context) : single, signal);
      return result.kind === 'ok' ? { kind: 'accepted' } : result.fault;
    });
}

function byBot({ channel, token }: { channel: string; token: string }, options: SlackChannelOptions): Sender {
  const { context, threads = forgetful } = options;
  const client = new SlackClient({ kind: 'bot', secret: token, channel }, clientDeps(options));
  return createBotSender({ client, channel, context, threads });
}

function clientDeps({ secrets, clock, pacer = createPacer(clock), apiUrl, post }: SlackChannelOptions) {
  return { secrets, clock, pacer, post, instead: apiUrl === undefined ? undefined : standIn(apiUrl) };
}

const forgetful: Threads = { get: () => Promise.resolve(undefined), put: () => Promise.resolve(false) };
