import type { KnownBlock } from '@slack/types';
import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { advice } from '../shared/watch-wording.ts';
import { timeLabel } from '../shared/when.ts';
import { writings, type Writing } from '../shared/writings.ts';
import { fieldsOf } from './fields.ts';
import { blockId, fallback, footer, quote, title, type Content } from './parts.ts';
import { localTime, markup } from './text.ts';

/** SageMaker takes about 1,000 characters. */
const longestQuote = 1500;
/** All of them, with all else that a card may say, stay below 8,000 characters of JSON. */
const longestQuotes = 4500;

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
    ...(change.kind === 'watch-failed' ? quote('What to do', advice(change), longestQuote) : []),
    ...quotes(change, role),
    footer(times(change), context, ...(role === 'living' ? [history] : [])),
  ];
  return { text: fallback(change, context), blocks };
}

const history = 'History in the thread';

function quotes(change: Change, role: Role): KnownBlock[] {
  const all = writings(change).filter(({ of }) => role !== 'reply' || isNew(of, change));
  const longest = Math.min(longestQuote, Math.floor(longestQuotes / all.length));
  return all.flatMap(({ label, text }) => quote(label, text, longest));
}

/** In the thread, what the message above says already is left out. */
function isNew(of: Writing['of'], { kind }: Change): boolean {
  return (
    of === 'reason' ||
    (of === 'note' && kind === 'approval') ||
    (of === 'description' && kind === 'description') ||
    (of === 'stage' && kind === 'lifecycle')
  );
}

function times(change: Change): string {
  const label = timeLabel(change);
  return `${label === 'When' ? '' : `${label} `}${localTime(change.at)}`;
}
