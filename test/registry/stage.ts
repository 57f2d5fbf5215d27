import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../functions/domain/clock.ts';
import type { Window } from '../../functions/domain/listing-plan.ts';
import type { Registry, RegistryError } from '../../functions/domain/registry.ts';
import { createSageMakerRegistry, type RegistryLimits } from '../../functions/registry/sagemaker-registry.ts';
import { errorAnswer, startLocalAws, type AwsAnswer, type Interceptor, type LocalAws } from '../../local/aws/index.ts';

export const always: Window = { after: -Infinity, before: Infinity };
export const patient = { signal: new AbortController().signal };

/** An answer of SageMaker's, made up. */
export const answer = (body: object): Promise<AwsAnswer> =>
  Promise.resolve({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(body)),
  });

export const refuse = (type: string, message = 'no', status = 400): Promise<AwsAnswer> =>
  Promise.resolve(errorAnswer('sagemaker', type, message, status));

/** The registry's adapter against the embedded AWS, by the real client. */
export class Stage {
  /** Virtual: sleeping moves it at once. */
  time = Date.parse('2026-03-01T09:00:00.000Z');
  readonly clock: Clock = {
    now: () => this.time,
    sleep: (ms) => {
      this.time += ms;
      return Promise.resolve();
    },
  };
  readonly calls: { operation: string; at: number; body: Record<string, unknown> }[] = [];
  #aws: LocalAws | undefined;
  #intercept: Interceptor = (_call, next) => next();
  readonly #clients: SageMakerClient[] = [];

  async open(options: { readonly account?: string; readonly lowercaseArns?: boolean } = {}): Promise<void> {
    this.#aws = await startLocalAws({
      port: 0,
      ...options,
      now: () => new Date(this.time),
      intercept: (call, next) => {
        const body = JSON.parse(call.body.toString()) as Record<string, unknown>;
        this.calls.push({ operation: call.operation, at: this.time, body });
        return this.#intercept(call, next);
      },
    });
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await this.#aws?.close();
  }

  reset(): void {
    this.aws.registry.erase();
    this.calls.length = 0;
    this.#intercept = (_call, next) => next();
  }

  get aws(): LocalAws {
    if (!this.#aws) throw new Error('the stage is not open');
    return this.#aws;
  }

  /** Every call goes through it from now on. */
  intercept(interceptor: Interceptor): void {
    this.#intercept = interceptor;
  }

  registry(
    limits: Partial<RegistryLimits> = {},
    settings: { readonly maxAttempts?: number; readonly requestTimeout?: number } = {},
  ): Registry {
    const { maxAttempts = 2, requestTimeout = 5000 } = settings;
    const client = new SageMakerClient({
      endpoint: this.aws.endpoint,
      region: this.aws.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts,
      requestHandler: { requestTimeout, throwOnRequestTimeout: true },
    });
    this.#clients.push(client);
    return createSageMakerRegistry(client, { requestsPerSecond: 1000, pageSize: 100, ...limits }, this.clock);
  }
}

export async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** How it failed. */
export const faultOf = async (call: Promise<unknown>): Promise<Pick<RegistryError, 'name' | 'fault' | 'operation'>> => {
  try {
    await call;
  } catch (error) {
    const { name, fault, operation } = error as RegistryError;
    return { name, fault, operation };
  }
  throw new Error('it did not fail');
};
