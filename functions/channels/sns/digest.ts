import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { ascii, byteLength, cut, oneLine, wrap } from '../shared/clean.ts';
import { digestHeadline } from '../shared/digest-wording.ts';
import { linkTo } from '../shared/link.ts';
import { statusWords } from '../shared/package-wording.ts';
import { bySubject, clean, memberName, subjectOf } from '../shared/subject.ts';
import { advice, faultNews } from '../shared/watch-wording.ts';
import { toTheMinute } from '../shared/when.ts';
import { news } from '../shared/wording.ts';
import { writings } from '../shared/writings.ts';
import { told } from './text.ts';

/** A digest is to be read at a glance; fifty entries of the most bytes an entry may have are below 64 KiB. */
export const mostChanges = 50;

const width = 76;
const indent = ' '.repeat(6);
const longestQuote = 140;
const longestReason = 210;
const longestPlace = 300;
const longestId = 64;

/** The body of several changes of one digest key: counts, what to do if that is anything, then a few lines for each, in order. */
export function digestBody(entries: readonly Notification[], context: MessageContext): string {
  const sorted = entries.toSorted((a, b) => bySubject(a.change, b.change));
  const changes = sorted.map(({ change }) => change);
  return [
    wrap(digestHeadline(changes), width).join('\n  '),
    ...whatToDo(changes),
    ...changes.map((change) => entry(change, context)),
    [...place(changes), `Account:  ${context.account}, ${context.region}`, ...ids(sorted)].join('\n'),
  ].join('\n\n');
}

function whatToDo(changes: readonly Change[]): readonly string[] {
  const all = new Set(changes.flatMap((change) => (change.kind === 'watch-failed' ? advice(change) : [])));
  return [...all].map((text) => told('What to do', text));
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

/** `20 Nov 2026 14:03 UTC` */
export function moment(change: Change): string {
  return `${change.kind === 'watch-failed' ? 'since ' : ''}${toTheMinute(change.at)}`;
}

/** What became of it, where the headline says what has happened. */
export function summary(change: Change): string {
  switch (change.kind) {
    case 'removed':
      return `removed, was ${statusWords[change.from]}`;
    case 'watch-failed':
      return faultNews(change);
    default:
      return news(change);
  }
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
