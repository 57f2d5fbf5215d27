import type { Notification } from '../../domain/change.ts';
import type { SendOptions } from '../../domain/channel.ts';
import { compose, type Format, type Message } from './compose.ts';

/** SNS takes 10 messages and 256 KiB (262,144 bytes) in one PublishBatch; the rest is margin for how it may count. */
const mostMessages = 10;
const mostBytes = 224 * 1024;

/** The requests that say it all, in order. Planning what one request of a plan says yields that request again. */
export function plan(
  notifications: readonly Notification[],
  format: Format,
  style: SendOptions['style'],
): readonly (readonly Message[])[] {
  return rounds(notifications).flatMap((round) => requests(compose(round, format, style)));
}

/**
 * Notifications of which no two are of one subject, in order: the first of every subject, then the second of every subject.
 * Within one request an early notification could fail and a later one of the same subject succeed.
 */
function rounds(notifications: readonly Notification[]): readonly (readonly Notification[])[] {
  const seen = new Map<string, number>();
  const all: Notification[][] = [];
  for (const notification of notifications) {
    const round = seen.get(notification.change.arn) ?? 0;
    seen.set(notification.change.arn, round + 1);
    (all[round] ??= []).push(notification);
  }
  return all;
}

/** Messages in order, by what one PublishBatch takes. */
function requests(messages: readonly Message[]): readonly (readonly Message[])[] {
  const all: Message[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const request = all.at(-1);
    if (request === undefined || request.length === mostMessages || bytes + message.bytes > mostBytes) {
      all.push([message]);
      bytes = message.bytes;
    } else {
      request.push(message);
      bytes += message.bytes;
    }
  }
  return all;
}
