import type { MessageContext } from '../../domain/channel.ts';
import { ascii, byteLength, cut, oneLine, wrap } from '../shared/clean.ts';
import { digestHeadline, type VersionChange } from '../shared/digest-wording.ts';
import { linkTo } from '../shared/link.ts';
import { toTheMinute } from '../shared/when.ts';
import { groupName, news, statusWords } from '../shared/wording.ts';

/** A digest is to be read at a glance; fifty entries of the most bytes an entry may have are below 64 KiB. */
export const mostChanges = 50;

const width = 76;
const indent = ' '.repeat(6);
const longestQuote = 140;
const longestReason = 210;
const longestPlace = 300;
const longestId = 64;

export interface DigestEntry {
  readonly id: string;
  readonly change: VersionChange;
}

/** The body of several changes of one kind in one group: counts, then a few lines per version, in version order. */
export function digestBody(entries: readonly DigestEntry[], context: MessageContext): string {
  const sorted = entries.toSorted((a, b) => a.change.version - b.change.version);
  const [first] = sorted;
  const group = first === undefined ? '' : groupName(first.change);
  return [
    wrap(digestHeadline(sorted.map(({ change }) => change)), width).join('\n  '),
    ...sorted.map(({ change }) => version(change, context)),
    [`Group:    ${group}`, `Account:  ${context.account}, ${context.region}`, ...ids(sorted)].join('\n'),
  ].join('\n\n');
}

function version(change: VersionChange, context: MessageContext): string {
  const where = linkTo(change, context) ?? oneLine(change.arn);
  return [
    `${`v${change.version}`.padEnd(6)}${summary(change)}, ${toTheMinute(change.at)}`,
    ...quote(change.reason, longestReason),
    ...(change.reason ? [] : quote(change.description, longestQuote)),
    ...(byteLength(where) <= longestPlace ? [`${indent}${where}`] : []),
  ].join('\n');
}

export function summary(change: VersionChange): string {
  return change.kind === 'removed' ? `removed, was ${statusWords[change.from]}` : news(change);
}

/** Of letters that take many bytes, and are wide mostly, half as many are shown. */
function quote(text: string | undefined, max: number): readonly string[] {
  const line = oneLine(cut(text ?? '', max * 2));
  const narrow = cut(line, max);
  const short = byteLength(narrow) > max * 2 ? cut(line, max / 2) : narrow;
  return short === '' ? [] : wrap(short, width - 8).map((part) => `${indent}> ${part}`);
}

function ids(entries: readonly DigestEntry[]): readonly string[] {
  return entries.map(({ id, change }, index) => {
    const label = index === 0 ? 'Ids:' : '';
    return `${label.padEnd(10)}${cut(ascii(id), longestId)} (v${change.version})`;
  });
}
