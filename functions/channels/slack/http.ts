import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** No answer that could be read. The message says why, and names neither the address nor what was sent. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** Slack repeats a message in its answer: a few times 8,000 characters. */
const mostBytes = 256 * 1024;

/**
 * One POST, by `node:https` rather than `fetch`, which costs 40 ms more at a cold start; and not by Slack's own client for
 * webhooks, which hides Retry-After. It follows no redirect, and opens a connection of its own: one that was kept while the function
 * was frozen may be dead, and a POST that fails on it may or may not have arrived. Rejects with a `NoAnswerError`.
 */
export function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  const content = Buffer.from(body);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      reject(new NoAnswerError(signal.aborted ? 'Slack did not answer in time' : unreachable(error)));
    };
    const outgoing = request(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': content.length,
          'user-agent': 'sagemaker-approval-notifier',
        },
      },
      (incoming) => {
        read(incoming).then(resolve, fail);
      },
    );
    outgoing.on('error', fail);
    outgoing.end(content);
  });
}

async function read(incoming: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const parts: AsyncIterable<Buffer> = incoming;
  for await (const part of parts) {
    bytes += part.length;
    if (bytes > mostBytes) throw new NoAnswerError('Slack answered at a length that is not read');
    chunks.push(part);
  }
  return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') };
}

/** How Slack is asked. */
export type Post = typeof post;

/** By its code: the message of such an error may hold the address. */
function unreachable(error: unknown): string {
  if (error instanceof NoAnswerError) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return `Slack cannot be reached (${/^\w{1,40}$/u.test(code) ? code : 'the connection failed'})`;
}
