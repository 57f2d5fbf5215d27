import type { Notification } from '../../domain/change.ts';

/** What one request of a service takes. */
export interface RequestLimits {
  readonly mostMessages: number;
  /** With a margin for how the service may count. */
  readonly mostBytes: number;
}

/**
 * Notifications of which no two are of one subject, in order: the first of every subject, then the second of every subject.
 * Within one request an early notification could fail and a later one of the same subject succeed.
 */
export function rounds(notifications: readonly Notification[]): readonly (readonly Notification[])[] {
  const seen = new Map<string, number>();
  const all: Notification[][] = [];
  for (const notification of notifications) {
    const round = seen.get(notification.change.arn) ?? 0;
    seen.set(notification.change.arn, round + 1);
    (all[round] ??= []).push(notification);
  }
  return all;
}

/** Messages in order, by what one request takes. */
export function requests<Message extends { readonly bytes: number }>(
  messages: readonly Message[],
  { mostMessages, mostBytes }: RequestLimits,
): readonly (readonly Message[])[] {
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
