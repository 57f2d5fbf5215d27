import { createHash } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';
import type { Source } from '../functions/domain/collection.ts';
import type { createReactHandler } from '../functions/react/react-handler.ts';
import type { Consumer, QueueMessage } from './event-queue.ts';
import type { TerminalLog } from './log.ts';

type Handler = ReturnType<typeof createReactHandler>;
type Context = Parameters<Handler>[1];

/** Has a batch handled as Lambda would: if the function fails, all of it comes again. */
export function reactTo(handler: Handler, context: Context, source: Source, log: TerminalLog): Consumer {
  return async (messages) => {
    try {
      const Records = messages.map((message) => toRecord(message, source));
      const { batchItemFailures } = await handler({ Records }, context);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    } catch (error) {
      log.warn(`the look at an event failed: ${error instanceof Error ? error.message : String(error)}`);
      return messages.map(({ id }) => id);
    }
  };
}

const toRecord = ({ id, body, sentAt, receives }: QueueMessage, { account, region }: Source): SQSRecord => ({
  messageId: id,
  receiptHandle: id,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: account,
    ApproximateFirstReceiveTimestamp: String(sentAt),
  },
  messageAttributes: {},
  md5OfBody: createHash('md5').update(body).digest('hex'),
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${region}:${account}:registry-events`,
  awsRegion: region,
});
