import { randomUUID } from 'node:crypto';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { Source } from '../domain/collection.ts';
import { createEventBridgeChannel } from '../channels/eventbridge/index.ts';
import { createSecrets } from '../channels/secrets.ts';
import { createPacer, createSlackChannel, type Pacer, type Post } from '../channels/slack/index.ts';
import { createSnsChannel } from '../channels/sns/index.ts';
import type { Reader } from '../domain/registry.ts';
import type { Secrets } from '../domain/secrets.ts';
import type { PollDeps } from '../reconcile/poll.ts';
import { createSageMakerRegistry } from '../registry/sagemaker-registry.ts';
import { createDynamoStore } from '../store/dynamo-store.ts';
import { createThreads } from '../store/threads.ts';
import type { Clients } from './clients.ts';
import type { Destination } from './config/destination.ts';
import { milliseconds } from '../domain/duration.ts';
import type { Config } from './config/schema.ts';
import { rulesOf } from './config/configured-sources.ts';

export interface Wiring {
  readonly config: Config;
  readonly source: Source;
  /** The account and region that the notifier is in. @default `source` */
  readonly here?: Source;
  /** Of another account or region; `clients.sagemaker` is its own then. */
  readonly reader?: Reader | undefined;
  readonly table: string;
  /** Destination -> ARN of the topic that the stack made for it. */
  readonly topics: Readonly<Record<string, string>>;
  readonly clients: Clients;
  readonly clock: Clock;
  /** @default Secrets Manager */
  readonly secrets?: Secrets;
  /** Of all that may post to the same channels of Slack in one invocation. @default one of its own */
  readonly pacer?: Pacer;
  /** SLACK_API_URL: a stand-in for Slack on this machine. @default Slack */
  readonly slackApiUrl?: string | undefined;
  /** How Slack is asked. @default `node:https` */
  readonly post?: Post;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
  /** @default random UUIDs */
  readonly newId?: () => string;
}

/** The longest that one send may take, in ms: two attempts of the client. A send that could outlast the invocation is not begun. */
const sendTimeout = 8000;

/** Puts the adapters behind the ports, from a config and the clients. */
export function compose(wiring: Wiring): Omit<PollDeps, 'log'> {
  const { config, source, here = source, reader, table, clients, clock } = wiring;
  const { random = Math.random, newId = randomUUID } = wiring;
  return {
    source,
    reader,
    rules: rulesOf(config, source, here),
    operators: config.operators,
    pageSize: config.limits.pageSize,
    requestsPerSecond: config.limits.requestsPerSecond,
    registry: createSageMakerRegistry(clients.sagemaker, config.limits, clock),
    store: createDynamoStore({
      ...{ client: clients.dynamodb, table, source, clock, newId },
      keepHistory: milliseconds(config.history),
    }),
    channels: channelsOf(wiring),
    clock,
    random,
    newId,
  };
}

function channelsOf(wiring: Wiring): ReadonlyMap<string, Channel> {
  const { config, source, table, topics, clients, clock, slackApiUrl: apiUrl, post } = wiring;
  const context = { ...source, ...(config.link !== undefined && { link: config.link }) };
  const secrets = wiring.secrets ?? createSecrets({ client: clients.secrets });
  const threads = createThreads({ client: clients.dynamodb, table, clock });
  const pacer = wiring.pacer ?? createPacer(clock);
  const channelOf = (name: string, { sns, slack, eventbridge }: Destination): Channel => {
    if (slack) return createSlackChannel({ target: slack, secrets, threads, pacer, context, clock, apiUrl, post });
    if (eventbridge) {
      const { bus } = eventbridge;
      return createEventBridgeChannel({ client: clients.eventbridge, bus, context, timeout: sendTimeout });
    }
    const topicArn = sns.topic ?? topics[name];
    if (topicArn === undefined) throw new Error(`destination ${name} has no topic: TOPIC_ARNS does not name it`);
    return createSnsChannel({ client: clients.sns, topicArn, format: sns.format, context, timeout: sendTimeout });
  };
  return new Map(
    Object.entries(config.destinations).map(([name, destination]) => [name, channelOf(name, destination)]),
  );
}
