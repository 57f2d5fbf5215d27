import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';

/** The one bundle of middleware around every entry: request ids in the logs, and failures logged before Lambda sees them. */
export function withMiddleware<Event, Result>(
  logger: Logger,
  handler: (event: Event, context: Context) => Promise<Result>,
) {
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .onError(({ error }) => {
      logger.error('invocation failed', { error });
    })
    .handler(handler);
}
