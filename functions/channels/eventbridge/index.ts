import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Channel, MessageContext } from '../../domain/channel.ts';
import { makeRequests } from '../shared/requests.ts';
import { Bus } from './bus.ts';
import { event, plan } from './event.ts';
import { putEvents } from './put-events.ts';

export interface EventBridgeChannelOptions {
  /** Its region, credentials, retries and HTTP handler are the caller's. */
  readonly client: EventBridgeClient;
  /** Name of a bus of this account and region, or the ARN of one of this region. */
  readonly bus: string;
  readonly context: MessageContext;
  /** The longest that a send may take, in ms, the SDK's retries included. @default 15000 */
  readonly timeout?: number;
}

/** An EventBridge bus. A batch is one PutEvents: up to 10 events, one for each notification. */
export function createEventBridgeChannel(options: EventBridgeChannelOptions): Channel {
  const { client, bus, context, timeout = 15_000 } = options;
  const theBus = new Bus(client, bus, context);
  return {
    timeout,
    batches: (notifications) =>
      plan(notifications, context, 'rich').map((request) => request.flatMap((each) => each.notifications)),
    send: async (batch, { style, signal: given }) => {
      if (batch.length === 0) return new Map();
      const signal = AbortSignal.any([given, AbortSignal.timeout(timeout)]);
      const fault = await theBus.fault(signal);
      if (fault) return new Map(batch.map(({ id }) => [id, fault]));
      return makeRequests(
        plan(batch, context, style),
        (request) => putEvents(client, bus, request, signal),
        ([notification]) => event(notification, context, style),
      );
    },
  };
}
