import { deployed } from '../runtime/deployed.ts';
import { withMiddleware } from '../runtime/middleware.ts';
import { createTelemetry } from '../runtime/telemetry.ts';
import { createPollHandler } from './poll-handler.ts';

const telemetry = createTelemetry();

export const handler = withMiddleware(telemetry.logger, createPollHandler(deployed, telemetry));
