import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../../../local/aws/loopback.ts';
import { callOf, type Call } from './call.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RouterHooks {
  /** The port on this machine that a call is for. */
  target(call: Call): number;
  /** Before it is passed on: an answer instead, or nothing. */
  before?(call: Call): Promise<Answer | undefined>;
  /** When it was answered, and whoever asked has not heard of it yet. */
  after?(call: Call, status: number, body: string): void;
}

export interface Router {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * One endpoint for all of AWS, in front of several that each stand for a part. Requests are passed on byte by byte, with the host
 * that they were signed for.
 */
export async function startRouter(hooks: RouterHooks): Promise<Router> {
  const server = createServer((incoming, response) => {
    route(incoming, response, hooks).catch((error: unknown) => {
      // As AWS is now and then: the client tries again.
      if (!response.headersSent) response.writeHead(503, { 'x-router': String(error).replace(/[^\x20-\x7e]/gu, ' ') });
      response.end();
    });
  });
  const port = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function route(incoming: IncomingMessage, response: ServerResponse, hooks: RouterHooks): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  const body = await contentOf(incoming);
  const call = callOf(method, url, headers, body);
  const instead = await hooks.before?.(call);
  if (instead) {
    hooks.after?.(call, instead.status, instead.body);
    response.writeHead(instead.status, instead.headers);
    response.end(instead.body);
    return;
  }
  // AWS is behind TLS, and its policies ask for it: here the router stands where TLS would end.
  const onward = request({
    host: '127.0.0.1',
    port: hooks.target(call),
    method,
    path: url,
    headers: { ...headers, 'x-forwarded-proto': 'https' },
  });
  onward.end(body);
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  const { statusCode: status = 502 } = answer;
  const content = await contentOf(answer);
  hooks.after?.(call, status, content.toString('utf8'));
  response.writeHead(status, answer.headers);
  response.end(content);
}

async function contentOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
