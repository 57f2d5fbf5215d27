import type { Notification } from '../../domain/change.ts';
import type { SendOptions } from '../../domain/channel.ts';
import { requests } from '../shared/batching.ts';
import { rounds } from '../shared/rounds.ts';
import { compose, type Format, type Message } from './compose.ts';

/** SNS takes 10 messages and 256 KiB (262,144 bytes) in one PublishBatch; the rest is margin for how it may count. */
const limits = { mostMessages: 10, mostBytes: 224 * 1024 };

/** The requests that say it all, in order. Planning what one request of a plan says yields that request again. */
export function plan(
  notifications: readonly Notification[],
  format: Format,
  style: SendOptions['style'],
): readonly (readonly Message[])[] {
  return rounds(notifications).flatMap((round) => requests(compose(round, format, style), limits));
}
