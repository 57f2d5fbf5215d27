import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Source } from '../../../functions/domain/collection.ts';
import type { Clients } from '../../../functions/runtime/clients.ts';
import type { Config } from '../../../functions/runtime/config/schema.ts';
import type { Telemetry } from '../../../functions/runtime/telemetry.ts';
import { here, hereKey, table, topics } from '../cloud/names.ts';
import { telemetryOf, type Handlers, type Host, type Notifier } from '../cloud/notifier.ts';

/** What of its code is needed, as a module's text. */
export const parts = `
  export { createPollHandler } from './functions/poll/poll-handler.ts';
  export { createReactHandler } from './functions/react/react-handler.ts';
  export { compose } from './functions/runtime/compose.ts';
  export { createDynamoStore } from './functions/store/dynamo-store.ts';
`;

/** These as that release has them. */
export interface Release {
  readonly createPollHandler: (build: () => object, telemetry: Telemetry) => Handlers['poll'];
  readonly createReactHandler: (build: () => object, telemetry: Telemetry) => Handlers['react'];
  readonly compose: (wiring: Wiring) => object;
  readonly createDynamoStore: (options: Pick<Wiring, 'source' | 'table' | 'clock'> & StoreOptions) => object;
}

interface Wiring {
  readonly config: Config;
  readonly source: Source;
  readonly table: string;
  readonly topics: Readonly<Record<string, string>>;
  readonly clients: Clients;
  readonly clock: Host['container'];
}

interface StoreOptions {
  readonly client: DynamoDBClient;
  readonly newId: () => string;
}

/** A cold start of it. It cannot be told how Slack is asked, nor where chance and ids come from: these are put in afterwards. */
export const notifierOf =
  ({ createPollHandler, createReactHandler, compose, createDynamoStore }: Release): Notifier =>
  (host) => {
    const { container: clock, cloud, config, random, newId } = host;
    const build = () => {
      const clients = cloud.clients(clock, hereKey);
      const wiring = { config, source: here, table, topics, clients, clock };
      const store = createDynamoStore({ client: clients.dynamodb, source: here, table, clock, newId });
      return { ...compose(wiring), random, newId, store };
    };
    const telemetry = telemetryOf(host);
    return { poll: createPollHandler(build, telemetry), react: createReactHandler(build, telemetry) };
  };
