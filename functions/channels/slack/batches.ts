import type { Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { rounds } from '../shared/rounds.ts';
import { entry } from './digest.ts';

/** Slack takes 50 blocks, and refuses about 13,000 characters in all without saying how it counts: we count whole blocks. */
const mostBlocks = 50;
const mostCharacters = 8000;
/** For what a digest says of all. */
const ownBlocks = 2;
const ownCharacters = 1400;

export type Several = readonly [Notification, ...Notification[]];

/** Each for itself. */
export function alone(batch: readonly Notification[]): readonly Several[] {
  return batch.map((notification): Several => [notification]);
}

/** The messages that say it all, in order, across groups and kinds; in none of them is a subject twice. */
export function digests(notifications: readonly Notification[], context: MessageContext): readonly Several[] {
  return rounds(notifications).flatMap((round) => packed(round, context));
}

function packed(notifications: readonly Notification[], context: MessageContext): readonly Several[] {
  const all: [Notification, ...Notification[]][] = [];
  let blocks = 0;
  let characters = 0;
  for (const notification of notifications) {
    const taken = entry(notification, context);
    const size = JSON.stringify(taken).length;
    const current = all.at(-1);
    if (current && blocks + taken.length <= mostBlocks && characters + size <= mostCharacters) {
      current.push(notification);
      blocks += taken.length;
      characters += size;
    } else {
      all.push([notification]);
      blocks = ownBlocks + taken.length;
      characters = ownCharacters + size;
    }
  }
  return all;
}
