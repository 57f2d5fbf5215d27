import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Notification } from '../../domain/change.ts';
import type { MessageContext, SendOptions } from '../../domain/channel.ts';
import { requests } from '../shared/batching.ts';
import { byteLength, cut, oneLine } from '../shared/clean.ts';
import { jsonBody } from '../shared/json.ts';
import type { Several } from '../shared/requests.ts';
import { rounds } from '../shared/rounds.ts';

/** What rules match on, together with the detail: one change of the registry, whatever its kind. */
const source = 'sagemaker-approval-notifier';
const detailType = 'SageMaker Approval Notifier Change';

/** One notification; events are never digests. */
export interface Event {
  readonly notifications: Several;
  readonly entry: PutEventsRequestEntry;
  /** As EventBridge counts. */
  readonly bytes: number;
}

/** EventBridge takes 10 events and less than 256 KB in one PutEvents; the rest is margin for how it may count. */
const limits = { mostMessages: 10, mostBytes: 224 * 1024 };

/** The requests that say it all, in order. Planning what one request of a plan says yields that request again. */
export function plan(
  notifications: readonly Notification[],
  context: MessageContext,
  style: SendOptions['style'],
): readonly (readonly Event[])[] {
  return rounds(notifications).flatMap((round) =>
    requests(
      round.map((notification) => event(notification, context, style)),
      limits,
    ),
  );
}

/**
 * The event of one change. Its detail is the message of the format `json`, as notification.schema.json describes it: there, and
 * not in the event's own id, which EventBridge makes anew each time, is what to deduplicate by.
 */
export function event(notification: Notification, context: MessageContext, style: SendOptions['style']): Event {
  const { arn, at } = notification.change;
  const time = new Date(at);
  const resource = cut(oneLine(arn), longestResource);
  const entry = {
    Source: source,
    DetailType: detailType,
    Detail: jsonBody(notification, context, style),
    Resources: resource === '' ? [] : [resource],
    ...(Number.isNaN(time.getTime()) ? {} : { Time: time }),
  };
  return { notifications: [notification], entry, bytes: entryBytes(entry) };
}

const longestResource = 2048;

/** The size of an entry as EventBridge documents it: 14 bytes for a time, and the UTF-8 of all else but the bus's name. */
export function entryBytes({ Time, Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry): number {
  const texts = [Source ?? '', DetailType ?? '', Detail ?? '', ...Resources];
  return texts.reduce((sum, text) => sum + byteLength(text), Time === undefined ? 0 : 14);
}
