/**
 * Stands between Lambda's Runtime API and a bundle, as the runtime does that Lambda brings: started with what Lambda puts into the
 * environment, it loads the handler that `_HANDLER` names in `LAMBDA_TASK_ROOT`, and asks for one invocation after the other.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 *
 * Node runs this file as it is, in a process of its own: it may import nothing but Node's own modules.
 */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { format } from 'node:util';

type Handler = (event: unknown, context: object) => Promise<unknown>;

interface Reply {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const { env } = process;
const [host, port] = (env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let requestId: string | undefined;

function ask(method: string, path: string, body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const options = { host, port, agent, method, path: `/2018-06-01/runtime/${path}` };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        resolve({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** With the log format JSON, whatever goes through the console is wrapped; EMF must go past it. */
function wrapConsole(): void {
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    console[level] = (...words: unknown[]) => {
      const entry = { timestamp: new Date().toISOString(), level: level.toUpperCase(), requestId };
      process.stdout.write(`${JSON.stringify({ ...entry, message: format(...words) })}\n`);
    };
  }
}

/** Between two invocations a process is frozen, for hours perhaps: a header says by how much the clock has gone on. */
let later = 0;
function letTimePass(): void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [number]) {
      super(given[0] ?? RealDate.now() + later);
    }
    static override now = () => RealDate.now() + later;
  } as DateConstructor;
}

function load(): Handler {
  const [file = '', name = ''] = (env._HANDLER ?? '').split('.');
  const path = join(env.LAMBDA_TASK_ROOT ?? '', file);
  const { [name]: handler } = createRequire(import.meta.url)(path) as Record<string, unknown>;
  if (typeof handler !== 'function') throw new Error(`${env._HANDLER ?? ''} is undefined or not exported`);
  // From Node 24 on the runtime counts parameters, and refuses a handler that seems to want a callback.
  if (handler.length > 2) throw new Error(`${env._HANDLER ?? ''} takes a callback`);
  return handler as Handler;
}

function told(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify({ errorType: typeof error, errorMessage: String(error) });
  const { name, message, stack = '' } = error;
  return JSON.stringify({ errorType: name, errorMessage: message, trace: stack.split('\n') });
}

function contextOf(headers: IncomingHttpHeaders): object {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: requestId,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

async function serve(handler: Handler): Promise<never> {
  for (;;) {
    const { headers, body } = await ask('GET', 'invocation/next');
    requestId = String(headers['lambda-runtime-aws-request-id']);
    later = Number(headers['test-later-ms'] ?? 0);
    const answer = await Promise.resolve()
      .then(() => handler(JSON.parse(body), contextOf(headers)))
      .then(
        (result) => ['response', JSON.stringify(result ?? null)] as const,
        (error: unknown) => ['error', told(error)] as const,
      );
    await ask('POST', `invocation/${requestId}/${answer[0]}`, answer[1]);
  }
}

wrapConsole();
letTimePass();
let handler: Handler;
try {
  handler = load();
} catch (error) {
  await ask('POST', 'init/error', told(error));
  process.exit(1);
}
await serve(handler);
