import config from 'notifier-config';
import type { PollDeps } from '../reconcile/poll.ts';
import { createClients } from './clients.ts';
import { systemClock } from './clock.ts';
import { compose } from './compose.ts';
import { readEnvironment } from './env.ts';

/** What a deployed function is made of: its bundled config, and what its environment says. Throws for an environment that lacks something. */
export function deployed(): Omit<PollDeps, 'log'> {
  const { region, account, table, topics } = readEnvironment(process.env);
  return compose({
    config,
    source: { account, region },
    table,
    topics,
    clients: createClients({ region }),
    clock: systemClock,
    slackApiUrl: process.env.SLACK_API_URL,
  });
}
