import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../aws/loopback.ts';
import type { Answer } from './answer.ts';
import { page } from './page.ts';
import { requestOf, take, type SlackHooks } from './slack.ts';
import { channelText } from './terminal.ts';
import type { Behaviour, SlackMessage } from './types.ts';
import { Workspace } from './workspace.ts';

export type { Behaviour, SlackMessage, SlackRequest } from './types.ts';
export { messageText } from './terminal.ts';

export interface SlackStandInOptions extends SlackHooks {
  /** 0: any that is free. Bound on loopback only. */
  readonly port: number;
  readonly now?: () => Date;
}

export interface SlackStandIn {
  /** What SLACK_API_URL has to say; in a browser, the channels as they stand. */
  readonly url: string;
  /** A token that it takes. */
  readonly token: string;
  /** URL of a webhook as a secret holds it: Slack's own host, which SLACK_API_URL replaces. */
  webhook(name: string): string;
  /** Of a webhook, `webhook NAME`. */
  readonly channels: readonly string[];
  /** As they stand after updates, answers included, oldest first. */
  messages(channel: string): readonly SlackMessage[];
  /** The threads of a channel, for a terminal: messages that were answered, as they stand. */
  threads(channel: string): string;
  /** A channel for a terminal. */
  text(channel: string): string;
  /** As a person deletes a message. */
  remove(channel: string, ts: string): void;
  clear(): void;
  /** Has it do that from now on, whatever it is asked; without a behaviour, it is itself again. */
  fail(behaviour?: Behaviour): void;
  readonly isFailing: boolean;
  close(): Promise<void>;
}

const mostBytes = 1024 * 1024;

/** Stands in for Slack: takes what Slack takes, refuses what it refuses, and shows the channels to whoever looks. */
export async function startSlackStandIn(options: SlackStandInOptions): Promise<SlackStandIn> {
  const workspace = new Workspace(options.now ?? (() => new Date()));
  let failing: Behaviour | undefined;
  const hooks: SlackHooks = { ...options, behave: (request) => failing ?? options.behave?.(request) };
  const server = createServer((request, response) => {
    handle(request, response, workspace, hooks).catch(() => {
      request.socket.destroy();
    });
  });
  const port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${port}`,
    token: 'xoxb-stand-in',
    webhook: (name) => `https://hooks.slack.com/services/TSTANDIN/${name}/stand-in`,
    get channels() {
      return workspace.channels;
    },
    messages: (channel) => workspace.messages(channel),
    threads: (channel) => channelText(channel, threadsIn(workspace.messages(channel))),
    text: (channel) => channelText(channel, workspace.messages(channel)),
    remove: (channel, ts) => {
      workspace.remove(channel, ts);
    },
    clear: () => {
      workspace.clear();
    },
    fail: (behaviour) => {
      failing = behaviour;
    },
    get isFailing() {
      return failing !== undefined;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function threadsIn(messages: readonly SlackMessage[]): readonly SlackMessage[] {
  const answered = new Set(messages.map(({ thread }) => thread));
  return messages.filter(({ thread, ts }) => thread !== undefined || answered.has(ts));
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  workspace: Workspace,
  hooks: SlackHooks,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  if (request.method === 'GET') {
    const found = path === '/';
    write(response, found ? html(workspace) : { ...html(workspace), status: 404 });
    return;
  }
  const payload = await jsonOf(request);
  const asked = requestOf(path, request.headers.authorization ?? '', payload ?? {});
  if (!asked) write(response, { status: 404, headers: {}, body: 'not_found' });
  else if (!payload) write(response, { status: 400, headers: {}, body: 'invalid_payload' });
  else {
    const outcome = await take(asked, workspace, hooks);
    if (outcome === 'hang-up') request.socket.destroy();
    else if (outcome !== 'silent') write(response, outcome);
  }
}

function html(workspace: Workspace): Answer {
  const body = page(workspace.channels.map((name) => ({ name, messages: workspace.messages(name) })));
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    },
    body,
  };
}

async function jsonOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= mostBytes) chunks.push(chunk);
  }
  try {
    const content: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? { ...content } : undefined;
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  const content = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': content.length });
  response.end(content);
}
