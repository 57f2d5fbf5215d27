import type { SNSClient } from '@aws-sdk/client-sns';
import type { Channel } from '../../domain/channel.ts';
import { plan } from './batches.ts';
import { message, type Format } from './compose.ts';
import { publish } from './publish.ts';

export interface SnsChannelOptions extends Format {
  /** Its region, credentials, retries and HTTP handler are the caller's. */
  readonly client: SNSClient;
  /** Of a standard topic. */
  readonly topicArn: string;
  /** The longest that a send may take, in ms, the SDK's retries included. @default 15000 */
  readonly timeout?: number;
}

/** An SNS topic. A batch is one PublishBatch: up to 10 messages; in the format `text`, each may be a digest. */
export function createSnsChannel({ client, topicArn, timeout = 15_000, ...format }: SnsChannelOptions): Channel {
  return {
    timeout,
    batches: (notifications) =>
      plan(notifications, format, 'rich').map((request) => request.flatMap((message) => message.notifications)),
    send: (batch, { style, signal }) =>
      publish(
        { client, topicArn },
        plan(batch, format, style),
        (notifications) => message(notifications, format, style),
        AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      ),
  };
}
