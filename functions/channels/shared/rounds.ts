import type { Notification } from '../../domain/change.ts';

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
