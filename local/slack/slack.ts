import { setTimeout } from 'node:timers/promises';
import { accepted, refusal, told, type Answer } from './answer.ts';
import { saidIn } from './payload.ts';
import type { Behaviour, SlackMessage, SlackMethod, SlackRequest } from './types.ts';
import type { Workspace } from './workspace.ts';

export interface SlackHooks {
  /** Sees every message, and every update, before it is accepted; if it rejects, nothing is. */
  readonly onMessage?: ((message: SlackMessage) => void | Promise<void>) | undefined;
  /** What to do instead; nothing: what Slack would do. */
  readonly behave?: ((request: SlackRequest) => Behaviour | undefined | Promise<Behaviour | undefined>) | undefined;
}

type Outcome = Answer | 'silent' | 'hang-up';

/** What Slack does with one request: sees to who asks, holds what is said against its rules, and keeps it. */
export async function take(request: SlackRequest, workspace: Workspace, hooks: SlackHooks): Promise<Outcome> {
  const { method } = request;
  const { delay, connection, ...answer } = (await hooks.behave?.(request)) ?? {};
  if (delay !== undefined) await setTimeout(delay);
  if (connection === 'silent' || connection === 'hang-up') return connection;
  const instead = told(method, answer);
  if (instead) return instead;
  const message = messageOf(request, workspace);
  if (typeof message === 'string') return refusal(method, message);
  await hooks.onMessage?.(message);
  workspace.take(message);
  return connection === 'lost' ? 'hang-up' : accepted(method, message.channel, message.ts);
}

function messageOf(request: SlackRequest, workspace: Workspace): SlackMessage | string {
  const { method, channel, credential, payload } = request;
  const refused = method === 'webhook' ? undefined : unknownCaller(credential, channel);
  if (refused !== undefined) return refused;
  const said = saidIn(payload);
  if (typeof said === 'string') return said;
  if (method === 'chat.update') {
    const before = workspace.find(channel, word(payload['ts']));
    if (!before) return 'message_not_found';
    // What an update does not speak of stays.
    return { ...before, ...said, blocks: 'blocks' in payload ? said.blocks : before.blocks, edited: true };
  }
  const thread = payload['thread_ts'] === undefined ? undefined : word(payload['thread_ts']);
  if (thread !== undefined && !workspace.find(channel, thread)) return 'thread_not_found';
  const message = workspace.compose(channel, said, thread);
  return thread !== undefined && payload['reply_broadcast'] === true ? { ...message, broadcast: true } : message;
}

function unknownCaller(token: string, channel: string): string | undefined {
  if (token === '') return 'not_authed';
  if (!token.startsWith('xoxb-')) return 'invalid_auth';
  return /^[CG][A-Z0-9]{2,}$/u.test(channel) ? undefined : 'channel_not_found';
}

/** `/services/T0/NAME/secret`, `/api/chat.postMessage`; undefined if it is no path of Slack. */
export function requestOf(
  path: string,
  authorization: string,
  payload: Record<string, unknown>,
): SlackRequest | undefined {
  const [, webhook] = /^\/services\/[^/]+\/([^/]+)\/[^/]+$/u.exec(path) ?? [];
  if (webhook !== undefined) {
    return { method: 'webhook', channel: `webhook ${decoded(webhook)}`, credential: path, payload };
  }
  const method = methods.find((name) => path === `/api/${name}`);
  if (!method) return undefined;
  const credential = authorization.replace(/^Bearer /u, '');
  return { method, channel: word(payload['channel']), credential, payload };
}

const methods = ['chat.postMessage', 'chat.update'] as const satisfies readonly SlackMethod[];

/** The name of a secret may hold what an address cannot. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');
