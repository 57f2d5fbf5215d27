import type { Change } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { cut, oneLine } from '../shared/clean.ts';
import type { VersionChange } from '../shared/digest-wording.ts';
import { summary } from './digest.ts';
import { linkTo } from '../shared/link.ts';
import { toTheMinute, when } from '../shared/when.ts';
import { defuse } from './markdown.ts';
import { newsRows, row, whenLabel, type Row } from './text.ts';

/**
 * The lines of a description, of which Amazon Q Developer takes 8,000 characters. With two units of UTF-16 for every character of
 * the longest texts, and with 25 versions of the longest lines, it is below that still.
 */
const longest = { reason: 1200, description: 1200, stage: 600, news: 60, version: 280, link: 2000 };

/** What changed, when, what was written of it, and where: lists are lists in every client, as line breaks are not. */
export function changeItems(change: Change, { account, region }: MessageContext): readonly string[] {
  return [
    ...newsRows(change).map(item),
    ...row(whenLabel(change), when(change.at)).map(item),
    ...writtenByUsers(change),
    item(['Account', `${account}, ${region}`]),
  ];
}

/** The lines of a digest: one for each version, and where they are. */
export function versionItems(changes: readonly VersionChange[], context: MessageContext): readonly string[] {
  return [
    ...changes.map((change) => versionItem(change, context)),
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
function writtenByUsers(change: Change): readonly string[] {
  if (change.kind === 'group-removed') return [];
  const described = change.kind === 'description' ? 'New description' : 'Description';
  return [
    ...quoteItem('Why', change.reason, longest.reason),
    ...quoteItem(described, change.description, longest.description),
    ...quoteItem('About the stage', change.lifeCycle?.stageDescription, longest.stage),
  ];
}

function quoteItem(label: string, text: string | undefined, max: number): readonly string[] {
  const quoted = quote(text, max);
  return quoted === '' ? [] : [`- ${label}: ${quoted}`];
}

function quote(text: string | undefined, max: number): string {
  const line = cut(oneLine(cut(text ?? '', max * 2)), max);
  return line === '' ? '' : `\u201c${defuse(line)}\u201d`;
}

/** A version, and as much of where it is and what was written of it as there is room for. */
function versionItem(change: VersionChange, context: MessageContext): string {
  const said = `- v${change.version}: ${defuse(cut(summary(change), longest.news))}, ${defuse(toTheMinute(change.at))}`;
  const link = bareLink(change, context);
  const where = link === undefined || said.length + link.length >= longest.version ? '' : ` ${link}`;
  const room = Math.floor((longest.version - said.length - where.length) / 2) - 2;
  const quoted = room < 10 ? '' : quote(change.reason ?? change.description, room);
  return `${said}${quoted && ` ${quoted}`}${where}`;
}
