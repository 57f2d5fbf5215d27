import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { ascii, byteLength, cut, oneLine, wrap } from '../shared/clean.ts';
import { byUrgency, digestHeadline, moment, summary } from '../shared/digest-wording.ts';
import { linkTo } from '../shared/link.ts';
import { bySubject, clean, memberName, subjectOf } from '../shared/subject.ts';
import { writings } from '../shared/writings.ts';
import { watchParts } from './watch-digest.ts';

/** A digest is to be read at a glance; fifty entries of the most bytes an entry may have are below 64 KiB. */
export const mostChanges = 50;

const width = 76;
const indent = ' '.repeat(6);
const longestQuote = 140;
const longestReason = 210;
const longestPlace = 300;
const longestId = 64;

/** The body of several changes of one digest key: counts, then a few lines for each, in order. */
export function digestBody(entries: readonly Notification[], context: MessageContext): string {
  const sorted = entries.toSorted((a, b) => byUrgency(a.change, b.change) || bySubject(a.change, b.change));
  const changes = sorted.map(({ change }) => change);
  const watched = changes.filter((change) => change.kind === 'watch-failed' || change.kind === 'watch-recovered');
  return [
    wrap(digestHeadline(changes), width).join('\n  '),
    ...(watched.length > 0 ? watchParts(watched) : changes.map((change) => entry(change, context))),
    [...place(changes), `Account:  ${context.account}, ${context.region}`, ...ids(sorted)].join('\n'),
  ].join('\n\n');
}

function place([change]: readonly Change[]): readonly string[] {
  const subject = change && subjectOf(change);
  if (subject?.type === 'version') return [`Group:    ${clean(subject.group)}`];
  return subject?.type === 'image-version' ? [`Image:    ${clean(subject.image)}`] : [];
}

function entry(change: Change, context: MessageContext): string {
  const where = linkTo(change, context) ?? oneLine(change.arn);
  return [
    `${memberName(change).padEnd(4)}  ${summary(change)}, ${moment(change)}`,
    ...writtenOf(change),
    ...(byteLength(where) <= longestPlace ? [`${indent}${where}`] : []),
  ].join('\n');
}

/** The reason if there is one, otherwise the description: the stage is told in the news. */
function writtenOf(change: Change): readonly string[] {
  const [first] = writings(change).filter(({ of, text }) => of !== 'stage' && text !== '');
  return first === undefined ? [] : quote(first.text, first.of === 'reason' ? longestReason : longestQuote);
}

/** Of letters that take many bytes, and are wide mostly, half as many are shown. */
function quote(text: string, max: number): readonly string[] {
  const line = oneLine(cut(text, max * 2));
  const narrow = cut(line, max);
  const short = byteLength(narrow) > max * 2 ? cut(line, max / 2) : narrow;
  return short === '' ? [] : wrap(short, width - 8).map((part) => `${indent}> ${part}`);
}

function ids(entries: readonly Notification[]): readonly string[] {
  return entries.map(({ id, change }, index) => {
    const label = index === 0 ? 'Ids:' : '';
    return `${label.padEnd(10)}${cut(ascii(id), longestId)} (${memberName(change)})`;
  });
}
