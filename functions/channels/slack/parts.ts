import type { ContextBlock, KnownBlock } from '@slack/types';
import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { cleanLines, cut, oneLine } from '../shared/clean.ts';
import { linkTo } from '../shared/link.ts';
import { headline } from '../shared/wording.ts';
import { signOf } from './sign.ts';
import { escape, link, markup, plain, tame } from './text.ts';

const longestTitle = 300;
const longestReason = 200;
/** A longer one is no link that anyone meant; cut, it would lead elsewhere. */
const longestUrl = 1000;
const mostLines = 25;

/** What this product says in one message; the rest, of text and of blocks, is Slack's. */
export interface Content {
  /** For notifications, and for screen readers; all there is to see if there are no blocks. */
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/** `✅ fraud-detector v7 approved`, in bold, a link if there is one. */
export function title(change: Change, context: MessageContext): string {
  const words = tame(headline(change), longestTitle);
  const url = linkTo(change, context);
  return `${signOf(change)} *${url === undefined || url.length > longestUrl ? words : link(url, words)}*`;
}

/** Text, also such as anyone may have written: as it is, line by line, under a label that no text can look like. */
export function quote(label: string, text: string | undefined, max: number): KnownBlock[] {
  const lines = cleanLines(cut(text ?? '', max * 2));
  if (lines.length === 0) return [];
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '...'] : lines;
  return [
    { type: 'context', elements: [markup(label)] },
    { type: 'section', text: plain(shown.join('\n'), max) },
  ];
}

/** When and where, in small print. */
export function footer(times: string, { account, region }: MessageContext, ...more: readonly string[]): ContextBlock {
  const where = plain(`${account}, ${region}`, 200);
  return { type: 'context', elements: [markup(times), where, ...more.map(markup)] };
}

/** Slack names blocks as it is told: so a message bears the ids of what it tells, unseen. At most 255 characters. */
export function blockId({ id }: Notification): string {
  return cut(id, 255);
}

/** `✅ fraud-detector v7 approved (111122223333, eu-west-1)` */
export function fallback(change: Change, { account, region }: MessageContext): string {
  const reason = 'reason' in change && change.reason ? `: ${cut(oneLine(change.reason), longestReason)}` : '';
  // Tamed together: a name that ends like an IAM action would be an emoji with our colon.
  const words = tame(`${headline(change)}${reason}`, longestTitle + longestReason);
  return `${signOf(change)} ${words} (${escape(`${account}, ${region}`)})`;
}

/** The least that can be said, for a last try: no block, and nothing that anyone wrote but the names. */
export function plainContent({ id, change }: Notification, context: MessageContext): Content {
  const { account, region } = context;
  const words = tame(headline(change), longestTitle);
  return { text: `${signOf(change)} ${words} (${escape(`${account}, ${region}`)}), id ${escape(cut(id, 255))}` };
}
