import config from 'notifier-config';
import { createSecrets } from '../channels/secrets.ts';
import { createPacer } from '../channels/slack/index.ts';
import { partitionOf, sourceKey } from '../domain/collection.ts';
import { createClients, createReader } from './clients.ts';
import { systemClock } from './clock.ts';
import { compose } from './compose.ts';
import { roleArnOf, sourcesOf, type OtherSource } from './config/configured-sources.ts';
import { readEnvironment } from './env.ts';
import { UnknownSourceError, type Build } from './per-source.ts';

let shared: ReturnType<typeof share> | undefined;

/** What a deployed function is made of: its bundled config, and what its environment says. Throws for an environment that lacks something. */
export const deployed: Build = (key) => {
  shared ??= share();
  const sources = sourcesOf(config, shared.here);
  const source = key === undefined ? sources[0] : sources.find((one) => one.key === key);
  if (!source) throw new UnknownSourceError(key ?? sourceKey(shared.here), sources);
  const { account, region } = source;
  const own = { config, source: { account, region } };
  if (source.role === undefined) return compose({ ...shared, ...own });
  const { sagemaker, reader } = readerOf(source, shared.here.region);
  return compose({ ...shared, ...own, clients: { ...shared.clients, sagemaker }, reader });
};

/** What all sources have in common. */
function share() {
  const { region, account, table, topics } = readEnvironment(process.env);
  const clients = createClients({ region });
  return {
    here: { account, region },
    table,
    topics,
    clients,
    clock: systemClock,
    secrets: createSecrets({ client: clients.secrets }),
    pacer: createPacer(systemClock),
    slackApiUrl: process.env.SLACK_API_URL,
  };
}

function readerOf(source: OtherSource, here: string) {
  const role = roleArnOf(source, partitionOf(here));
  const { region, externalId } = source;
  return createReader({ role, externalId }, { sagemaker: { region }, sts: { region: here } });
}
