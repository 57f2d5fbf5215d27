import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createPollHandler } from '../../../functions/poll/poll-handler.ts';
import { createReactHandler } from '../../../functions/react/react-handler.ts';
import { compose } from '../../../functions/runtime/compose.ts';
import { sourcesOf } from '../../../functions/runtime/config/configured-sources.ts';
import type { Config } from '../../../functions/runtime/config/schema.ts';
import { UnknownSourceError, type Build } from '../../../functions/runtime/per-source.ts';
import type { Telemetry } from '../../../functions/runtime/telemetry.ts';
import type { Container } from '../engine/container.ts';
import type { Cloud } from './cloud.ts';
import { here, table, topics } from './names.ts';

interface Context {
  getRemainingTimeInMillis(): number;
}

/** What one process of a function can be started with. */
export interface Handlers {
  poll(event: unknown, context: Context): Promise<void>;
  react(event: SQSEvent, context: Context): Promise<SQSBatchResponse>;
}

/** Where a process is started. */
export interface Host {
  readonly container: Container;
  readonly cloud: Cloud;
  readonly config: Config;
  readonly random: () => number;
  readonly newId: () => string;
}

/** A cold start of whatever is to be put to the test. */
export type Notifier = (host: Host) => Handlers;

/** The product, from its entries down to the commands of the official clients. */
export const production: Notifier = (host) => {
  const telemetry = telemetryOf(host);
  const build = buildOf(host);
  return { poll: createPollHandler(build, telemetry), react: createReactHandler(build, telemetry) };
};

const buildOf =
  ({ container, cloud, config, random, newId }: Host): Build =>
  (key) => {
    const sources = sourcesOf(config, here);
    const source = key === undefined ? sources[0] : sources.find((one) => one.key === key);
    if (!source) throw new UnknownSourceError(key ?? '', sources);
    const { account, region, role } = source;
    const reader = role === undefined ? undefined : cloud.reader(container);
    const clients = cloud.clients(container, source.key, reader);
    return compose({
      ...{ config, here, source: { account, region }, table, topics, random, newId, clock: container },
      post: cloud.post(container),
      clients,
      reader,
    });
  };

/** What a process tells of itself, to those who watch. */
export function telemetryOf({ container, cloud: { watchdog } }: Host): Telemetry {
  const line = (...said: unknown[]) => {
    watchdog.reads(said);
  };
  return {
    log: { info: line, warn: line },
    report: ({ unreadable }) => {
      if (unreadable > 0) container.invocation.isBlind = true;
    },
    reacted: () => undefined,
  };
}
