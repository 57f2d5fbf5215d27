import {
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DeleteImageCommand,
  DeleteImageVersionCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  SageMakerClient,
  UpdateModelPackageCommand,
  type CreateModelPackageCommandInput,
  type ImageVersionStatus,
  type UpdateModelPackageCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { Log } from '../../functions/domain/log.ts';
import { changeKinds } from '../../functions/domain/change.ts';
import { sourceKey } from '../../functions/domain/collection.ts';
import type { SQSEvent } from 'aws-lambda';
import { createPollHandler } from '../../functions/poll/poll-handler.ts';
import { createReactHandler } from '../../functions/react/react-handler.ts';
import type { PollDeps, PollReport } from '../../functions/reconcile/poll.ts';
import { createClients, type Clients } from '../../functions/runtime/clients.ts';
import { compose, type Wiring } from '../../functions/runtime/compose.ts';
import type { Telemetry } from '../../functions/runtime/telemetry.ts';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { sourcesOf } from '../../functions/runtime/config/configured-sources.ts';
import { UnknownSourceError, type Build } from '../../functions/runtime/per-source.ts';
import {
  errorAnswer,
  startLocalAws,
  type AwsCall,
  type Interceptor,
  type LocalAws,
  type PublishedMessage,
  type RegistryEvent,
} from '../../local/aws/index.ts';
import type { Member } from './member.ts';

export const table = 'approval-notifier';
const target = { region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

/** A rule with the config's defaults: all groups, every kind but description, told to `people`. */
export const rule = (overrides: Partial<Config['watch'][number]> = {}): Config['watch'][number] => ({
  groups: ['*'],
  images: [],
  packages: [],
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
  operators: [],
  history: '90d',
  sources: ['self'],
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

const contextOf = ({ remaining = 300_000 }: PollOptions) => ({ getRemainingTimeInMillis: () => remaining });

export interface PollOptions {
  /** Whose state: another account has another partition of the table. */
  readonly account?: string;
  readonly config?: Config;
  /** Time of the invocation, in ms. */
  readonly remaining?: number;
  /** Changes what the poll is made of: the registry, the store or the channels. */
  readonly wrap?: (deps: Omit<PollDeps, 'log'>) => Omit<PollDeps, 'log'>;
  /** What a config with destinations in Slack needs besides. */
  readonly slack?: Pick<Wiring, 'secrets' | 'slackApiUrl'>;
  /** The other accounts that the config names. */
  readonly members?: readonly Member[];
  /** What a poll is started with. @default nothing: it is of the first source */
  readonly event?: unknown;
}

const asItIs: NonNullable<PollOptions['wrap']> = (deps) => deps;

/** The embedded AWS with the real clients and the real handler: what a test does, a user could do. */
export class World {
  readonly aws: LocalAws;
  readonly clock: TestClock;
  readonly clients: Clients;
  readonly sagemaker: SageMakerClient;
  /** What SNS was asked to deliver, in order. */
  readonly published: PublishedMessage[];
  readonly calls: AwsCall[];
  /** What the registry said of itself, in order. */
  readonly events: RegistryEvent[];
  readonly reports: PollReport[] = [];
  readonly logged: { message: string; fields?: Record<string, unknown> }[] = [];
  readonly #faults: { intercept: Interceptor };
  #topics: Record<string, string> = {};

  private constructor(aws: LocalAws, clock: TestClock, recorded: Recorded) {
    this.aws = aws;
    this.clock = clock;
    this.published = recorded.published;
    this.calls = recorded.calls;
    this.events = recorded.events;
    this.#faults = recorded;
    this.clients = createClients({ ...target, endpoint: aws.endpoint });
    this.sagemaker = new SageMakerClient({ ...target, endpoint: aws.endpoint });
  }

  static async start(): Promise<World> {
    const clock = new TestClock();
    const recorded: Recorded = { published: [], calls: [], events: [], intercept: (_call, next) => next() };
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
      onRegistryEvent: (event) => void recorded.events.push(event),
    });
    await aws.createTable(table);
    return new World(aws, clock, recorded);
  }

  async close(): Promise<void> {
    const { sagemaker, dynamodb, sns, eventbridge } = this.clients;
    for (const client of [sagemaker, dynamodb, sns, eventbridge, this.sagemaker]) client.destroy();
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

  async createGroup(name: string): Promise<void> {
    await this.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: name }));
  }

  /** A moment later, so that it is newer than whatever was looked at before. */
  async register(group: string, details: Partial<CreateModelPackageCommandInput> = {}): Promise<string> {
    this.clock.advance(10);
    const command = new CreateModelPackageCommand({ ModelPackageGroupName: group, ...details });
    const { ModelPackageArn: arn = '' } = await this.sagemaker.send(command);
    return arn;
  }

  async update(arn: string, changes: Omit<UpdateModelPackageCommandInput, 'ModelPackageArn'>): Promise<void> {
    this.clock.advance(10);
    await this.sagemaker.send(new UpdateModelPackageCommand({ ModelPackageArn: arn, ...changes }));
  }

  approve = (arn: string) => this.update(arn, { ModelApprovalStatus: 'Approved' });
  reject = (arn: string) => this.update(arn, { ModelApprovalStatus: 'Rejected' });

  async remove(arn: string): Promise<void> {
    await this.sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: arn }));
  }

  async removeGroup(name: string): Promise<void> {
    await this.sagemaker.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: name }));
  }

  /** What SageMaker does when an image version is created, but for the time that it takes. */
  createImageVersion(image: string, status: ImageVersionStatus = 'CREATED', failureReason?: string): string {
    this.clock.advance(10);
    const [arn = ''] = this.aws.registry.seed({ imageVersions: [{ image, status, failureReason }] });
    return arn;
  }

  setImageVersion(arn: string, status: ImageVersionStatus, failureReason?: string): void {
    this.clock.advance(10);
    this.aws.registry.setImageVersionStatus(arn, status, failureReason);
  }

  async removeImageVersion(image: string, version: number): Promise<void> {
    await this.sagemaker.send(new DeleteImageVersionCommand({ ImageName: image, Version: version }));
  }

  async removeImage(name: string): Promise<void> {
    await this.sagemaker.send(new DeleteImageCommand({ ImageName: name }));
  }

  /** From now on these operations are refused; `of` narrows that to requests that hold the text. */
  refuse(operations: readonly string[], of = ''): void {
    this.intercept((call, next) =>
      operations.includes(call.operation) && call.body.includes(of)
        ? Promise.resolve(errorAnswer('sagemaker', 'AccessDeniedException', 'not for you', 400))
        : next(),
    );
  }

  /** One invocation of the poll function; rejects as the function would. */
  async poll(options: PollOptions = {}): Promise<void> {
    const build = await this.#build(options);
    this.clock.advance(1000);
    await createPollHandler(build, this.#telemetry())(options.event ?? {}, contextOf(options));
  }

  /** One invocation of the react function for a batch of messages; gives the ids of those that must come again. */
  async react(bodies: readonly unknown[], options: PollOptions = {}): Promise<readonly string[]> {
    const build = await this.#build(options);
    const Records = bodies.map((body, index) => ({
      messageId: String(index),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }));
    const handler = createReactHandler(build, this.#telemetry());
    const { batchItemFailures } = await handler({ Records } as SQSEvent, contextOf(options));
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  async #build(options: PollOptions): Promise<Build> {
    const { account = this.aws.account, config: used = config(), wrap = asItIs } = options;
    for (const name of Object.keys(used.destinations)) this.#topics[name] ??= await this.aws.createTopic(name);
    const here = { account, region: this.aws.region };
    const { members = [] } = options;
    return (key) => {
      const member = members.find(({ source }) => sourceKey(source) === key);
      // Whoever has one source only is not asked which.
      const isOther = members.length > 0 && key !== undefined && key !== sourceKey(here);
      if (isOther && !member) throw new UnknownSourceError(key, sourcesOf(used, here));
      return wrap(
        compose({
          config: used,
          here,
          source: member?.source ?? here,
          reader: member?.reader,
          table,
          topics: this.#topics,
          clients: member ? { ...this.clients, sagemaker: member.sagemaker } : this.clients,
          clock: this.clock,
          ...options.slack,
        }),
      );
    };
  }

  #telemetry(): Telemetry {
    return {
      log: this.#log(),
      report: (report) => void this.reports.push(report),
      reacted: () => undefined,
    };
  }

  /** The `json` notifications told since the last time it was asked. */
  told(): Told[] {
    return this.published.splice(0).map(({ message }): Told => JSON.parse(message) as Told);
  }

  /** The same, as a person would say it. */
  toldShort(): string[] {
    return this.told().map(({ change: { kind, version, from, to, subject, ...names } }) => {
      const name = names.name ?? names.group ?? names.image ?? subject;
      const of = version === undefined ? name : `${name} v${version}`;
      return [kind, of, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ');
    });
  }

  #log(): Log {
    const record = (message: string, fields?: Record<string, unknown>) => {
      this.logged.push({ message, fields });
    };
    return { info: record, warn: record };
  }
}

export interface Told {
  readonly id: string;
  readonly destination: string;
  readonly change: {
    readonly kind: string;
    readonly arn: string;
    readonly group?: string;
    readonly name?: string;
    readonly image?: string;
    /** Of what operators are told of. */
    readonly subject?: string;
    readonly version?: number;
    readonly from?: string;
    readonly to?: string;
    readonly reason?: string;
    readonly description?: string;
    readonly versions?: number;
    readonly fault?: string;
    readonly permission?: string;
    readonly role?: string;
    readonly operation?: string;
    readonly since?: string;
    readonly at?: string;
  };
}

interface Recorded {
  readonly published: PublishedMessage[];
  readonly calls: AwsCall[];
  readonly events: RegistryEvent[];
  intercept: Interceptor;
}
