import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  startLocalAws,
  type AwsAnswer,
  type AwsCall,
  type BusEvent,
  type Interceptor,
  type LocalAws,
  type PublishedMessage,
} from '../../local/aws/index.ts';
import { startSlackStandIn, type SlackRequest, type SlackStandIn } from '../../local/slack/index.ts';
import type { Credentials } from './lambda/function-process.ts';
import { keyOf, startSts, type StsStandIn } from './sts.ts';
import { startSecretsManager, type SecretsManagerStandIn, type SeenCall } from './secrets-manager.ts';

/** An account that shares a group with ours. */
export const neighbour = '111122223333';

/** The role by which a config may read that account. */
export const neighboursReader = `arn:aws:iam::${neighbour}:role/approval-notifier-reader`;

/** Of deployed functions; tests have others, so that their own calls are told apart. */
export const functionCredentials: Credentials = {
  accessKeyId: 'ASIAFUNCTION',
  secretAccessKey: 'canary-of-the-secret-access-key',
  sessionToken: 'canary-of-the-session-token',
};

/** All that processes need of the world, on this machine: the embedded AWS, Secrets Manager, Slack, and a clock to be put forward. */
export class Cloud {
  readonly aws: LocalAws;
  readonly neighbour: LocalAws;
  readonly slack: SlackStandIn;
  readonly secrets: SecretsManagerStandIn;
  /** It lets nobody assume anything until it is told to. */
  readonly sts: StsStandIn;
  readonly sagemaker: SageMakerClient;
  readonly dynamodb: DynamoDBClient;
  /** What topics were asked to deliver, and buses, in order. */
  readonly published: PublishedMessage[];
  readonly events: BusEvent[];
  /** What Slack was asked, while it was itself. */
  readonly chats: SlackRequest[];
  /** Calls of deployed functions, in order. */
  readonly calls: SeenCall[];
  readonly #recorded: Recorded;

  private constructor(parts: Pick<Cloud, 'aws' | 'neighbour' | 'slack' | 'secrets' | 'sts'>, recorded: Recorded) {
    ({ aws: this.aws, neighbour: this.neighbour, slack: this.slack, secrets: this.secrets, sts: this.sts } = parts);
    ({ published: this.published, events: this.events, chats: this.chats, calls: this.calls } = recorded);
    this.#recorded = recorded;
    const { endpoint, region } = this.aws;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    this.sagemaker = new SageMakerClient({ endpoint, region, credentials });
    this.dynamodb = new DynamoDBClient({ endpoint, region, credentials });
  }

  static async start(): Promise<Cloud> {
    const seen = { published: [], events: [], chats: [], calls: [] };
    const recorded: Recorded = { ...seen, later: 0, intercept: (_call, next) => next() };
    const now = () => new Date(Date.now() + recorded.later);
    const record = (call: SeenCall) => {
      if (call.headers.authorization?.includes(functionCredentials.accessKeyId)) recorded.calls.push(call);
    };
    const other = await startLocalAws({ port: 0, account: neighbour, now });
    const aws = await startLocalAws({
      port: 0,
      now,
      intercept: (call, next) => {
        record(call);
        return recorded.intercept(call, isOf(neighbour, call) ? () => forward(call, other.endpoint) : next);
      },
      onPublish: (message) => void recorded.published.push(message),
      onEvent: (event) => void recorded.events.push(event),
    });
    const slack = await startSlackStandIn({
      port: 0,
      now,
      behave: (request) => {
        recorded.chats.push(request);
        return undefined;
      },
    });
    const [secrets, sts] = await Promise.all([startSecretsManager(record), startSts(record)]);
    return new Cloud({ aws, neighbour: other, slack, secrets, sts }, recorded);
  }

  /** How far the clock of processes and registries is ahead, in ms. */
  get later(): number {
    return this.#recorded.later;
  }

  advance(ms: number): void {
    this.#recorded.later += ms;
  }

  /** From now on every call to AWS goes through it; without one, all is well. */
  intercept(interceptor: Interceptor = (_call, next) => next()): void {
    this.#recorded.intercept = interceptor;
  }

  async close(): Promise<void> {
    this.sagemaker.destroy();
    this.dynamodb.destroy();
    await Promise.all([this.aws, this.neighbour, this.slack, this.secrets, this.sts].map((part) => part.close()));
  }
}

interface Recorded {
  readonly published: PublishedMessage[];
  readonly events: BusEvent[];
  readonly chats: SlackRequest[];
  readonly calls: SeenCall[];
  later: number;
  intercept: Interceptor;
}

/** What is asked about that account by its ARNs, and all that is asked by its role. */
const isOf = (account: string, { service, headers, body }: AwsCall): boolean =>
  service === 'sagemaker' &&
  (body.includes(`:${account}:`) || headers.authorization?.includes(keyOf(neighboursReader)) === true);

async function forward({ headers, body }: AwsCall, endpoint: string): Promise<AwsAnswer> {
  const kept = { 'content-type': String(headers['content-type']), 'x-amz-target': String(headers['x-amz-target']) };
  const answer = await fetch(endpoint, { method: 'POST', headers: kept, body: body.toString() });
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, headers: { 'content-type': type }, body: Buffer.from(await answer.arrayBuffer()) };
}
