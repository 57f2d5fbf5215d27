import { groupByReference, sourceKey, type Source } from '../functions/domain/collection.ts';
import type { Clock } from '../functions/domain/clock.ts';
import { createPollHandler } from '../functions/poll/poll-handler.ts';
import { createReactHandler } from '../functions/react/react-handler.ts';
import type { Clients } from '../functions/runtime/clients.ts';
import { compose } from '../functions/runtime/compose.ts';
import { othersOf } from '../functions/runtime/config/configured-sources.ts';
import type { Destination } from '../functions/runtime/config/destination.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { Audience } from './audience.ts';
import type { Consumer } from './event-queue.ts';
import type { SlackStandIn } from './slack/index.ts';
import type { LocalAws } from './aws/index.ts';
import type { TerminalLog } from './log.ts';
import { reactTo } from './react.ts';

const table = 'approval-notifier';

/**
 * The time that one invocation is said to have, in ms. What a process that is killed has taken to send becomes free again only
 * at the end of that time; and there must be enough for a send to be begun.
 */
const invocationTime = 15_000;

export interface NotifierDeps {
  readonly aws: LocalAws;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly config: Config;
  readonly audience: Audience;
  /** Needed if the config has a destination in Slack. */
  readonly slack: SlackStandIn | undefined;
  readonly log: TerminalLog;
}

export interface Notifier {
  /** One invocation of the poll function; true if it succeeded. */
  readonly poll: () => Promise<boolean>;
  /** One invocation of the react function, for a batch of events. */
  readonly react: Consumer;
}

/** What a deployment would make or find: the table, the topics, the buses and the real handlers. */
export async function deploy({ aws, clients, clock, config, audience, slack, log }: NotifierDeps): Promise<Notifier> {
  await aws.createTable(table);
  const topics: Record<string, string> = {};
  const hooks = new Set<string>();
  for (const [name, { sns, slack: chat, eventbridge }] of Object.entries(config.destinations)) {
    // For what exists already on AWS, one of its name stands in.
    if (eventbridge) aws.createEventBus(nameOf(eventbridge.bus));
    else if (chat) {
      if ('webhook' in chat) hooks.add(chat.webhook);
    } else topics[name] = await aws.createTopic(sns.topic?.split(':').at(-1) ?? name);
  }
  const source = { account: aws.account, region: aws.region };
  // Every secret has a value here: a webhook's URL, or the bot's token.
  const secrets = {
    get: (name: string) =>
      Promise.resolve((hooks.has(name) ? slack?.webhook(encodeURIComponent(name)) : slack?.token) ?? ''),
  };
  const wiring = {
    config: onThisMachine(config, source),
    source,
    table,
    topics,
    clients,
    clock,
    secrets,
    slackApiUrl: slack?.url,
  };
  const composed = compose(wiring);
  const deps = { ...composed, channels: audience.attend(composed.channels) };
  const context = { getRemainingTimeInMillis: () => invocationTime };
  const pollHandler = createPollHandler(() => deps, log);
  const poll = async () => {
    try {
      await pollHandler({}, context);
      return true;
    } catch (error) {
      log.warn(`the poll failed: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    } finally {
      log.nextPoll();
    }
  };
  return {
    poll,
    react: reactTo(
      createReactHandler(() => deps, log),
      context,
      source,
      log,
    ),
  };
}

/** Groups that a rule names by the ARN of another account or region, and other sources: there is no such registry here. */
export function outOfReach(config: Config, source: Source): readonly string[] {
  const groups = config.watch.flatMap((rule) => rule.groups.filter((group) => !isHere(group, source)));
  return [...new Set(groups), ...othersOf(config).map((other) => `the source ${sourceKey(other)}`)];
}

const isHere = (reference: string, source: Source): boolean => {
  const { name, reference: asked } = groupByReference(reference, source);
  return asked === name;
};

/** The registry here throttles nobody; topics, buses, groups and registries of other accounts are out of reach. */
function onThisMachine(config: Config, source: Source): Config {
  const destinations = Object.entries(config.destinations).map(
    ([name, destination]) => [name, within(destination)] as const,
  );
  const watch = config.watch.map((rule) => ({ ...rule, groups: rule.groups.filter((group) => isHere(group, source)) }));
  return {
    ...config,
    limits: { ...config.limits, requestsPerSecond: 100 },
    watch: watch.filter(({ groups, images, packages }) => groups.length + images.length + packages.length > 0),
    destinations: Object.fromEntries(destinations),
    sources: ['self'],
  };
}

function within({ sns, slack, eventbridge }: Destination): Destination {
  if (slack) return { slack };
  return eventbridge ? { eventbridge: { bus: nameOf(eventbridge.bus) } } : { sns: { ...sns, topic: undefined } };
}

const nameOf = (bus: string): string => bus.split('/').at(-1) ?? bus;
