import {
  NotFoundException,
  SNSClient,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  type Subscription,
} from '@aws-sdk/client-sns';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { topicOutputs } from '../../functions/runtime/config/outputs.ts';
import { patience, targetOf } from '../aws.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { readOnly } from '../read-only.ts';
import { outputOf, type Stack } from '../stack.ts';

/** An address, as the config has it, and what SNS knows of it. */
export interface Address {
  readonly destination: string;
  readonly topic: string;
  readonly address: string;
  readonly state: 'confirmed' | 'unconfirmed' | 'missing';
}

/** The email addresses of each topic: those of the config, and those that were subscribed by hand. */
export async function readAddresses(
  { destinations }: Config,
  stack: Stack | undefined,
  global: GlobalOptions,
): Promise<readonly Address[]> {
  const client = readOnly(new SNSClient({ ...patience, ...targetOf(global) }));
  const keys = topicOutputs(destinations);
  const addresses: Address[] = [];
  for (const [destination, { sns }] of Object.entries(destinations)) {
    if (!sns) continue;
    const topic = sns.topic ?? (stack ? outputOf(stack, keys.get(destination) ?? '') : await find(client, destination));
    const subscribed = await subscriptions(client, topic);
    const others = subscribed.flatMap(({ Endpoint: address = '' }) => (has(sns.email, address) ? [] : address));
    for (const address of [...sns.email, ...new Set(others)]) {
      addresses.push({ destination, topic, address, state: stateOf(address, subscribed) });
    }
  }
  return addresses;
}

function stateOf(address: string, subscribed: readonly Subscription[]): Address['state'] {
  const its = subscribed.filter(({ Endpoint = '' }) => has([address], Endpoint));
  if (its.some(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:'))) return 'confirmed';
  return its.length > 0 ? 'unconfirmed' : 'missing';
}

const has = (addresses: readonly string[], address: string): boolean =>
  addresses.some((one) => one.toLowerCase() === address.toLowerCase());

async function subscriptions(client: SNSClient, TopicArn: string): Promise<Subscription[]> {
  const all: Subscription[] = [];
  try {
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn })) {
      all.push(...(page.Subscriptions ?? []).filter(({ Protocol }) => Protocol === 'email'));
    }
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
    throw new CliError(`There is no topic ${TopicArn}`);
  }
  // Of one that was taken out, SNS shows a trace for a while.
  return all.filter(({ SubscriptionArn }) => SubscriptionArn !== 'Deleted');
}

/** The local run names a topic as its destination. */
async function find(client: SNSClient, name: string): Promise<string> {
  for await (const { Topics = [] } of paginateListTopics({ client }, {})) {
    const found = Topics.find(({ TopicArn }) => TopicArn?.endsWith(`:${name}`));
    if (found?.TopicArn !== undefined) return found.TopicArn;
  }
  throw new CliError(`There is no topic called ${name}: the topics of a deployment are found by --stack`);
}
