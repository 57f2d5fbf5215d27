import type { Notification } from '../../domain/change.ts';
import type { SendOptions } from '../../domain/channel.ts';
import { rounds } from '../shared/rounds.ts';
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
