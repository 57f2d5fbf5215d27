import type { Server } from 'node:http';
import type { BuildAppOptions } from 'fauxqs';
import { forwardTo, listen } from './loopback.ts';
import type { Service } from './types.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;
/** What is used of the Fastify application; the package's own declaration of it does not resolve. */
interface App {
  readonly server: Server;
  ready(): PromiseLike<unknown>;
  close(): PromiseLike<unknown>;
}

type Persistence = NonNullable<Stores['snsStore']['persistence']>;

/** SNS and SQS. fauxqs knows one account only, whatever the registry's is. */
export interface Messaging {
  readonly service: Service;
  readonly createTopic: (name: string) => string;
  readonly hasTopic: (arn: string) => boolean;
  close(): Promise<void>;
}

/**
 * fauxqs through its `buildApp`, because its `startFauxqs` binds every interface. `buildApp` leaves persistence to its caller,
 * and the classes for that are not exported by name: they are loaded by their place beside the entry point instead.
 */
export async function startMessaging(region: string, dataDir?: string): Promise<Messaging> {
  const entry = import.meta.resolve('fauxqs');
  const [{ buildApp }, { SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all([
    load<{ buildApp: (options: BuildAppOptions) => App }>('./app.js', entry),
    load<{ SqsStore: new () => Stores['sqsStore'] }>('./sqs/sqsStore.js', entry),
    load<{ SnsStore: new () => Stores['snsStore'] }>('./sns/snsStore.js', entry),
    load<{ S3Store: new () => Stores['s3Store'] }>('./s3/s3Store.js', entry),
    load<{ PersistenceManager: new (dataDir: string) => Persistence }>('./persistence.js', entry),
  ]);
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  // Queue URLs then carry the host that the client asked, instead of a sub-domain that not every machine resolves.
  stores.sqsStore.host = '';
  const persistence = dataDir === undefined ? undefined : new PersistenceManager(dataDir);
  if (persistence) restore(persistence, stores);

  const app = buildApp({ logger: false, defaultRegion: region, stores });
  await app.ready();
  const forwarder = forwardTo(await listen(app.server, 0));
  return {
    service: forwarder.send,
    createTopic: (name) => stores.snsStore.createTopic(name, undefined, undefined, region).arn,
    hasTopic: (arn) => stores.snsStore.getTopic(arn) !== undefined,
    close: async () => {
      // Ends the long polls, which the forwarder waits for.
      stores.sqsStore.shutdown();
      await forwarder.close();
      await app.close();
      persistence?.close();
    },
  };
}

/** Load first, then let the stores write: in the other order loading would write what it reads, and cascade its deletes. */
function restore(persistence: Persistence, { sqsStore, snsStore }: Stores): void {
  persistence.loadSqsAndSns(sqsStore, snsStore);
  sqsStore.persistence = persistence;
  snsStore.persistence = persistence;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
}

async function load<T>(path: string, entry: string): Promise<T> {
  return (await import(new URL(path, entry).href)) as T;
}
