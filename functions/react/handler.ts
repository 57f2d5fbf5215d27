import config from 'notifier-config';
import { createClients } from '../runtime/clients.ts';
import { systemClock } from '../runtime/clock.ts';
import { compose } from '../runtime/compose.ts';
import { withMiddleware } from '../runtime/middleware.ts';
import { createTelemetry } from '../runtime/telemetry.ts';
import { readPollEnvironment } from '../poll/env.ts';
import { createReactHandler } from './react-handler.ts';

const telemetry = createTelemetry();

export const handler = withMiddleware(
  telemetry.logger,
  createReactHandler(() => {
    const { region, account, table, topics } = readPollEnvironment(process.env);
    const source = { account, region };
    return compose({
      config,
      source,
      table,
      topics,
      clients: createClients({ region }),
      clock: systemClock,
      slackApiUrl: process.env.SLACK_API_URL,
    });
  }, telemetry),
);
