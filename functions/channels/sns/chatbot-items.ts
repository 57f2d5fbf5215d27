import type { Change } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { cut, oneLine } from '../shared/clean.ts';
import { moment, summary } from '../shared/digest-wording.ts';
import { linkTo } from '../shared/link.ts';
import { memberName } from '../shared/subject.ts';
import { timeLabel, when } from '../shared/when.ts';
import { writings, type Writing } from '../shared/writings.ts';
import { defuse } from './markdown.ts';
import { actorRows, newsRows, row, type Row } from './text.ts';

/**
 * The lines of a description, of which Amazon Q Developer takes 8,000 characters. With two units of UTF-16 for every character of
 * the longest texts, and with 25 versions of the longest lines, it is below that still.
 */
const longest = { reason: 1200, note: 600, description: 1100, stage: 600, news: 60, line: 280, link: 2000 };

/** What changed, when, what was written of it, and where: lists are lists in every client, as line breaks are not. */
export function changeItems(change: Change, { account, region }: MessageContext): readonly string[] {
  return [
    ...newsRows(change).map(item),
    ...actorRows(change).map(item),
    ...row(timeLabel(change), when(change.at)).map(item),
    ...writings(change).flatMap(quoteItem),
    item(['Account', `${account}, ${region}`]),
  ];
}

/** The lines of a digest: one for each change, and where they are. */
export function digestItems(changes: readonly Change[], context: MessageContext): readonly string[] {
  return [
    ...changes.map((change) => digestItem(change, context)),
    item(['Account', `${context.account}, ${context.region}`]),
  ];
}

/** Clients make a link of a bare URL themselves, and each knows another mark for one with a text. */
export function bareLink(change: Change, context: MessageContext): string | undefined {
  const link = linkTo(change, context)?.replace(
    /[*_~()'!`<>|\\]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return link === undefined || link.length > longest.link ? undefined : link;
}

function item([label, value]: Row): string {
  return `- ${label}: ${defuse(oneLine(value).replace(' -> ', ' \u2192 '))}`;
}

/** Text that anyone may have written is in quotes, on the line of its label: none of it can begin a line. */
function quoteItem({ of, label, text }: Writing): readonly string[] {
  const quoted = quote(text, longest[of]);
  return quoted === '' ? [] : [`- ${label}: ${quoted}`];
}

function quote(text: string, max: number): string {
  const line = cut(oneLine(cut(text, max * 2)), max);
  return line === '' ? '' : `\u201c${defuse(line)}\u201d`;
}

/** A change of several, and as much of where it is and what was written of it as there is room for; of a refusal, the reason is. */
function digestItem(change: Change, context: MessageContext): string {
  const news = defuse(cut(summary(change), longest.news));
  // Its colon included: a name that ends like an IAM action would be an emoji with it.
  const said = `- ${defuse(`${memberName(change)}:`)} ${news}, ${defuse(moment(change))}`;
  const link = bareLink(change, context);
  const where = link === undefined || said.length + link.length >= longest.line ? '' : ` ${link}`;
  const room = Math.floor((longest.line - said.length - where.length) / 2) - 2;
  const [writing] = change.kind === 'watch-failed' ? [] : writings(change);
  const quoted = writing === undefined || writing.of === 'stage' || room < 10 ? '' : quote(writing.text, room);
  return `${said}${quoted && ` ${quoted}`}${where}`;
}
