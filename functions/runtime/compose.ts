import { randomUUID } from 'node:crypto';
import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { Source } from '../domain/collection.ts';
import { createEventBridgeChannel } from '../channels/eventbridge/index.ts';
import { createSnsChannel } from '../channels/sns/index.ts';
import type { PollDeps } from '../reconcile/poll.ts';
import { createSageMakerRegistry } from '../registry/sagemaker-registry.ts';
import { createDynamoStore } from '../store/dynamo-store.ts';
import type { Clients } from './clients.ts';
import type { Destination } from './config/destination.ts';
import type { Config } from './config/schema.ts';

export interface Wiring {
  readonly config: Config;
  readonly source: Source;
  readonly table: string;
  /** Destination -> ARN of the topic that the stack made for it. */
  readonly topics: Readonly<Record<string, string>>;
  readonly clients: Clients;
  readonly clock: Clock;
}

/** The longest that one send may take, in ms: two attempts of the client. A send that could outlast the invocation is not begun. */
const sendTimeout = 8000;

/** Puts the adapters behind the ports, from a config and the clients. */
export function compose({ config, source, table, topics, clients, clock }: Wiring): Omit<PollDeps, 'log'> {
  const newId = () => randomUUID();
  return {
    source,
    rules: config.watch,
    pageSize: config.limits.pageSize,
    registry: createSageMakerRegistry(clients.sagemaker, config.limits, clock),
    store: createDynamoStore({ client: clients.dynamodb, table, source, clock, newId }),
    channels: channelsOf(config, source, topics, clients),
    clock,
    random: Math.random,
    newId,
  };
}

function channelsOf(
  { destinations, link }: Config,
  source: Source,
  topics: Readonly<Record<string, string>>,
  clients: Clients,
): ReadonlyMap<string, Channel> {
  const context = { ...source, ...(link !== undefined && { link }) };
  const channelOf = (name: string, { sns, eventbridge }: Destination): Channel => {
    if (eventbridge) {
      const { bus } = eventbridge;
      return createEventBridgeChannel({ client: clients.eventbridge, bus, context, timeout: sendTimeout });
    }
    const topicArn = sns.topic ?? topics[name];
    if (topicArn === undefined) throw new Error(`destination ${name} has no topic: TOPIC_ARNS does not name it`);
    return createSnsChannel({ client: clients.sns, topicArn, format: sns.format, context, timeout: sendTimeout });
  };
  return new Map(Object.entries(destinations).map(([name, destination]) => [name, channelOf(name, destination)]));
}
