import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the process made of an invocation. */
export type Answer =
  | { readonly kind: 'response'; readonly body: string }
  | { readonly kind: 'error' | 'init-error'; readonly error: RuntimeError };

interface Invocation {
  readonly payload: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: (answer: Answer) => void;
}

export interface InvocationHeaders {
  readonly requestId?: string;
  readonly functionArn: string;
  /** Epoch ms, by the clock of the process. */
  readonly deadline: number;
  /** By how much that clock is ahead, in ms. */
  readonly later: number;
}

/** Lambda's Runtime API for one execution environment, on loopback: hands invocations out one at a time. */
export class RuntimeApi {
  readonly #server: Server;
  readonly #queue: Invocation[] = [];
  readonly #underWay = new Map<string, Invocation>();
  #waiting: ServerResponse | undefined;
  #initError: RuntimeError | undefined;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#handle(request, response);
    });
  }

  static async start(): Promise<RuntimeApi> {
    const api = new RuntimeApi();
    await once(api.#server.listen(0, '127.0.0.1'), 'listening');
    return api;
  }

  /** What AWS_LAMBDA_RUNTIME_API says. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  invoke(
    payload: string,
    { requestId = randomUUID(), functionArn, deadline, later }: InvocationHeaders,
  ): Promise<Answer> {
    return new Promise((answer) => {
      const headers = {
        'lambda-runtime-aws-request-id': requestId,
        'lambda-runtime-deadline-ms': String(deadline),
        'lambda-runtime-invoked-function-arn': functionArn,
        'test-later-ms': String(later),
      };
      this.#queue.push({ payload, headers, answer });
      this.#handOut();
    });
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #handOut(): void {
    const invocation = this.#queue[0];
    if (invocation && this.#initError) {
      this.#queue.shift();
      invocation.answer({ kind: 'init-error', error: this.#initError });
      return;
    }
    if (!invocation || !this.#waiting || this.#waiting.closed) return;
    this.#queue.shift();
    this.#underWay.set(invocation.headers['lambda-runtime-aws-request-id'] ?? '', invocation);
    this.#waiting.writeHead(200, { 'content-type': 'application/json', ...invocation.headers });
    this.#waiting.end(invocation.payload);
    this.#waiting = undefined;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace('/2018-06-01/runtime/', '');
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    if (path === 'invocation/next') {
      this.#waiting = response;
      this.#handOut();
      return;
    }
    const [, id = '', outcome] = /^invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const invocation = this.#underWay.get(id);
    if (path === 'init/error') this.#initError = JSON.parse(body) as RuntimeError;
    else if (!invocation) {
      response.writeHead(400).end();
      return;
    }
    this.#underWay.delete(id);
    response.writeHead(202).end();
    invocation?.answer(
      outcome === 'response' ? { kind: 'response', body } : { kind: 'error', error: JSON.parse(body) as RuntimeError },
    );
    this.#handOut();
  }
}
