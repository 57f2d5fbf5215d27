import type { KnownBlock } from '@slack/types';
import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { fieldsOf } from './fields.ts';
import { blockId, fallback, footer, localTime, quote, title, type Content } from './parts.ts';
import { markup } from './text.ts';

/** Three of them, with all else, stay below 8,000 characters; SageMaker takes about 1,000. */
const longestQuote = 1500;

/** Where a card stands: on its own, as the living message after a later change, or as that change in the thread. */
export type Role = 'post' | 'living' | 'reply';

/** One change: the news, from what to what, what was written about it, when and where. */
export function card(notification: Notification, context: MessageContext, role: Role = 'post'): Content {
  const { change } = notification;
  const fields = fieldsOf(change);
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      block_id: blockId(notification),
      text: markup(title(change, context)),
      ...(fields.length > 0 && { fields }),
    },
    ...quotes(change, role),
    footer(`${timeLabel(change)}${localTime(change.at)}`, context, ...(role === 'living' ? [history] : [])),
  ];
  return { text: fallback(change, context), blocks };
}

const history = 'History in the thread';

function quotes(change: Change, role: Role): KnownBlock[] {
  if (change.kind === 'group-removed') return [];
  const { kind, reason, description, lifeCycle } = change;
  // In the thread, what the message above says already is left out.
  const all = role !== 'reply';
  return [
    ...quote('Why', reason, longestQuote),
    ...(all || kind === 'description'
      ? quote(kind === 'description' ? 'New description' : 'Description', description, longestQuote)
      : []),
    ...(all || kind === 'lifecycle' ? quote('About the stage', lifeCycle?.stageDescription, longestQuote) : []),
  ];
}

function timeLabel({ kind }: Change): string {
  return kind === 'removed' || kind === 'group-removed' ? 'Noticed ' : '';
}
