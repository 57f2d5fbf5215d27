import { join } from 'node:path';
import { createTable, startDynamoDb } from './dynamodb.ts';
import { EventBuses } from './events.ts';
import { startMessaging } from './messaging.ts';
import { RegistryEvents } from './sagemaker/registry-events.ts';
import { LocalRegistry } from './sagemaker/registry.ts';
import { sageMakerService } from './sagemaker/service.ts';
import { RegistryStore } from './sagemaker/store.ts';
import { startServer } from './server.ts';
import { snsService } from './sns-publish.ts';
import type { EventHook, Interceptor, PublishHook, RegistryEventHook } from './types.ts';

export interface LocalAwsOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Where everything is kept; in memory if absent. */
  readonly dataDir?: string;
  /** The registry's account. @default 000000000000, which SNS and SQS always have. */
  readonly account?: string;
  /** @default us-east-1 */
  readonly region?: string;
  /** The registry's clock. */
  readonly now?: () => Date;
  /** Writes names in ARNs in lower case, as SageMaker sometimes does. @default false */
  readonly lowercaseArns?: boolean;
  readonly intercept?: Interceptor;
  readonly onPublish?: PublishHook;
  readonly onEvent?: EventHook;
  /** Called for every change of a model package or an image's version, seeds included, when it is on disk, before it is answered. */
  readonly onRegistryEvent?: RegistryEventHook;
}

export interface LocalAws {
  /** http://127.0.0.1:PORT, for every service. */
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
  readonly registry: LocalRegistry;
  /** Returns the topic's ARN, which depends on region and name only. A topic that exists is left as it is. */
  createTopic(name: string): Promise<string>;
  /** Returns the bus's ARN. A bus that exists is left as it is; `default` always does. Buses are not kept in `dataDir`. */
  createEventBus(name: string): string;
  /** String keys `pk` and `sk`, on demand. A table that exists is left as it is. */
  createTable(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the embedded AWS. Throws `PortInUseError`, `DataInUseError` and `NewerFormatError`, and leaves nothing running then. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { account = '000000000000', region = 'us-east-1', now = () => new Date(), lowercaseArns = false } = options;
  const scope = { account, region, lowercaseArns };
  const closers: (() => void | Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (let close = closers.pop(); close; close = closers.pop()) await close();
  };
  const folder = (name: string): string | undefined => options.dataDir && join(options.dataDir, name);
  try {
    // First, because its lock tells a second process on the same folder off before anything else is opened there.
    const store = new RegistryStore(folder('registry.sqlite'));
    closers.push(() => {
      store.close();
    });
    const dynamoDb = await startDynamoDb(folder('dynamodb'));
    closers.push(() => dynamoDb.close());
    const messaging = await startMessaging(region, folder('messaging'));
    closers.push(() => messaging.close());
    const events = new RegistryEvents(scope, now, options.onRegistryEvent);
    const buses = new EventBuses(scope, options.onEvent);
    const { server, port } = await startServer(
      options.port,
      {
        sagemaker: sageMakerService({ store, scope, now, events }),
        dynamodb: dynamoDb.service,
        sns: snsService(messaging, options.onPublish),
        sqs: messaging.service,
        events: buses.service,
      },
      options.intercept,
    );
    closers.push(
      () =>
        new Promise((resolve) => {
          server.close(() => {
            resolve();
          });
          server.closeAllConnections();
        }),
    );
    const endpoint = `http://127.0.0.1:${port}`;
    return {
      endpoint,
      account,
      region,
      registry: new LocalRegistry(store, scope, now, events),
      createTopic: (name) => Promise.resolve(messaging.createTopic(name)),
      createEventBus: (name) => buses.create(name),
      createTable: (name) => createTable(endpoint, region, name),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
