import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Log } from '../../functions/domain/log.ts';
import { changeKinds } from '../../functions/domain/change.ts';
import { createPollHandler } from '../../functions/poll/poll-handler.ts';
import type { PollDeps, PollReport } from '../../functions/reconcile/poll.ts';
import { createClients, type Clients } from '../../functions/runtime/clients.ts';
import { compose } from '../../functions/runtime/compose.ts';
import type { Config } from '../../functions/runtime/config/schema.ts';
import {
  startLocalAws,
  type AwsCall,
  type Interceptor,
  type LocalAws,
  type PublishedMessage,
} from '../../local/aws/index.ts';

const table = 'approval-notifier';
const target = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** A rule with the config's defaults: all groups, every kind but description, told to `people`. */
export const rule = (overrides: Partial<Config['watch'][number]> = {}): Config['watch'][number] => ({
  groups: ['*'],
  except: [],
  changes: changeKinds.filter((kind) => kind !== 'description'),
  notify: ['people'],
  ...overrides,
});

export const config = (overrides: Partial<Config> = {}): Config => ({
  schedule: 'rate(5 minutes)',
  limits: { requestsPerSecond: 100, pageSize: 100 },
  watch: [rule()],
  destinations: { people: { sns: { format: 'json', email: [] } } },
  ...overrides,
});

/** Time that stands still until a test moves it; sleeping moves it at once. */
export class TestClock {
  time = Date.parse('2026-01-05T09:00:00.000Z');
  now = () => this.time;
  sleep = (ms: number) => {
    this.time += ms;
    return Promise.resolve();
  };
  advance(ms: number) {
    this.time += ms;
  }
}

export interface PollOptions {
  readonly config?: Config;
  /** Time of the invocation, in ms. */
  readonly remaining?: number;
  /** Changes what the poll is made of: the registry, the store or the channels. */
  readonly wrap?: (deps: Omit<PollDeps, 'log'>) => Omit<PollDeps, 'log'>;
}

/** The embedded AWS with the real clients and the real handler: what a test does, a user could do. */
export class World {
  readonly aws: LocalAws;
  readonly clock: TestClock;
  readonly clients: Clients;
  readonly sagemaker: SageMakerClient;
  /** What SNS was asked to deliver, in order. */
  readonly published: PublishedMessage[];
  readonly calls: AwsCall[];
  readonly reports: PollReport[] = [];
  readonly logged: { message: string; fields?: Record<string, unknown> }[] = [];
  readonly #faults: { intercept: Interceptor };
  #topics: Record<string, string> = {};

  private constructor(aws: LocalAws, clock: TestClock, recorded: Recorded) {
    this.aws = aws;
    this.clock = clock;
    this.published = recorded.published;
    this.calls = recorded.calls;
    this.#faults = recorded;
    this.clients = createClients({ ...target, endpoint: aws.endpoint });
    this.sagemaker = new SageMakerClient({ ...target, endpoint: aws.endpoint });
  }

  static async start(): Promise<World> {
    const clock = new TestClock();
    const recorded: Recorded = { published: [], calls: [], intercept: (_call, next) => next() };
    const aws = await startLocalAws({
      port: 0,
      now: () => new Date(clock.time),
      intercept: (call, next) => {
        recorded.calls.push(call);
        return recorded.intercept(call, next);
      },
      onPublish: (message) => {
        recorded.published.push(message);
      },
    });
    await aws.createTable(table);
    return new World(aws, clock, recorded);
  }

  async close(): Promise<void> {
    const { sagemaker, dynamodb, sns } = this.clients;
    for (const client of [sagemaker, dynamodb, sns, this.sagemaker]) client.destroy();
    await this.aws.close();
  }

  /** From now on every call goes through it. */
  intercept(interceptor: Interceptor): void {
    this.#faults.intercept = interceptor;
  }

  noFaults(): void {
    this.#faults.intercept = (_call, next) => next();
  }

  /** Calls by operation since the last time it was asked. */
  countCalls(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.calls.splice(0)) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  /** One invocation of the poll function; rejects as the function would. */
  async poll({ config: used = config(), remaining = 300_000, wrap = (deps) => deps }: PollOptions = {}): Promise<void> {
    for (const name of Object.keys(used.destinations)) this.#topics[name] ??= await this.aws.createTopic(name);
    const handler = createPollHandler(
      () =>
        wrap(
          compose({
            config: used,
            source: { account: this.aws.account, region: this.aws.region },
            table,
            topics: this.#topics,
            clients: this.clients,
            clock: this.clock,
          }),
        ),
      { log: this.#log(), report: (report) => void this.reports.push(report) },
    );
    this.clock.advance(1000);
    await handler({}, { getRemainingTimeInMillis: () => remaining });
  }

  /** The `json` notifications told since the last time it was asked. */
  told(): { id: string; destination: string; change: Record<string, unknown> & { kind: string } }[] {
    return this.published.splice(0).map(({ message }) => JSON.parse(message) as never);
  }

  #log(): Log {
    const record = (message: string, fields?: Record<string, unknown>) => {
      this.logged.push({ message, fields });
    };
    return { info: record, warn: record };
  }
}

interface Recorded {
  readonly published: PublishedMessage[];
  readonly calls: AwsCall[];
  intercept: Interceptor;
}
