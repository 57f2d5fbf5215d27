import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { RuntimeApi, type Answer } from './runtime-api.ts';

/** A function as its template has it, in plain values. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly handler: string;
  /** MB */
  readonly memory: number;
  /** Seconds */
  readonly timeout: number;
  readonly logGroup: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of its asset. */
  readonly code: string;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface ProcessOptions {
  readonly region: string;
  readonly credentials: Credentials;
  /** Where AWS and Slack are, if not where they are. */
  readonly endpoints: Readonly<Record<string, string>>;
}

export interface InvokeOptions {
  readonly requestId?: string;
  /** Until the process is killed, in ms. @default the function's time-out */
  readonly remaining?: number;
  /** By how much the process's clock is ahead of this machine's, in ms. */
  readonly later?: number;
}

/** How a process ended that did not answer. */
export type Ended = { readonly kind: 'timed-out' | 'exited' };

/**
 * One execution environment: a bundle in a process of its own, behind a Runtime API of its own. It has the variables that Lambda
 * sets, those of the template, where to find AWS and Slack, and nothing of this machine's.
 */
export class FunctionProcess {
  readonly #definition: FunctionDefinition;
  readonly #api: RuntimeApi;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** What it printed to stdout and stderr: Lambda puts both into one log. */
  output = '';

  private constructor(definition: FunctionDefinition, api: RuntimeApi, options: ProcessOptions) {
    this.#definition = definition;
    this.#api = api;
    const heap = `--max-old-space-size=${Math.floor(definition.memory * 0.9)}`;
    this.#child = spawn(process.execPath, [heap, join(import.meta.dirname, 'bootstrap.ts')], {
      cwd: definition.code,
      env: { ...lambdaVariables(definition, api.address, options), ...options.endpoints, ...definition.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#exited = once(this.#child, 'close');
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
  }

  static async start(definition: FunctionDefinition, options: ProcessOptions): Promise<FunctionProcess> {
    return new FunctionProcess(definition, await RuntimeApi.start(), options);
  }

  /** One invocation. As Lambda does, it kills a process that has not answered in time. */
  async invoke(payload: string, options: InvokeOptions = {}): Promise<Answer | Ended> {
    const { requestId, remaining = this.#definition.timeout * 1000, later = 0 } = options;
    const deadline = Date.now() + later + remaining;
    const { promise: late, resolve } = Promise.withResolvers<Ended>();
    const timer = setTimeout(() => {
      this.kill('SIGKILL');
      resolve({ kind: 'timed-out' });
    }, remaining);
    try {
      const headers = { requestId, functionArn: this.#definition.arn, deadline, later };
      const exited = this.#exited.then((): Ended => ({ kind: 'exited' }));
      const answer = await Promise.race([this.#api.invoke(payload, headers), late, exited]);
      // What was printed before is in the pipe by now: it is read in this turn of the event loop.
      await setImmediate();
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** The log, one entry a line. Throws if a line is no JSON. */
  get log(): readonly Record<string, unknown>[] {
    const lines = this.output.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async close(): Promise<void> {
    this.kill('SIGKILL');
    await this.#exited;
    await this.#api.close();
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function lambdaVariables(
  { name, handler, memory, logGroup, code }: FunctionDefinition,
  api: string,
  { region, credentials }: ProcessOptions,
): Record<string, string> {
  return {
    _HANDLER: handler,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_DEFAULT_REGION: region,
    AWS_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroup,
    AWS_LAMBDA_LOG_LEVEL: 'INFO',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/05/[$LATEST]0123456789abcdef0123456789abcdef',
    AWS_LAMBDA_RUNTIME_API: api,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: code,
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    TZ: ':UTC',
  };
}
