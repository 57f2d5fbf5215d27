import type { KnownBlock } from '@slack/types';
import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { cut, oneLine } from '../shared/clean.ts';
import { byUrgency, digestHeadline, digestKey, waiting } from '../shared/digest-wording.ts';
import { statusWords } from '../shared/package-wording.ts';
import { tally } from '../shared/tally.ts';
import { toTheMinute } from '../shared/when.ts';
import { count, headline, news } from '../shared/wording.ts';
import { writings } from '../shared/writings.ts';
import { blockId, footer, title, type Content } from './parts.ts';
import { signOf } from './sign.ts';
import { escape, localTime, markup, plain, tame } from './text.ts';

const longestQuote = 140;
const longestFallback = 1000;

/** Several changes at a glance: counts, then each in a line, with the beginning of what was written about it. */
export function digest(given: readonly Notification[], context: MessageContext): Content {
  const notifications = given.toSorted((a, b) => byUrgency(a.change, b.change));
  const changes = notifications.map(({ change }) => change);
  const counts = tame(countsOf(changes), 400);
  return {
    text: fallback(counts, changes, context),
    blocks: [
      { type: 'section', text: markup(`*${counts}*`) },
      ...notifications.flatMap((notification) => entry(notification, context)),
      footer(period(changes), context),
    ],
  };
}

/** One change of a digest: what it takes of the message's limits is known before the digest is made. */
export function entry(notification: Notification, context: MessageContext): KnownBlock[] {
  const { change } = notification;
  const line = cut(oneLine(cut(writtenOf(change), longestQuote * 2)), longestQuote);
  return [
    { type: 'section', block_id: blockId(notification), text: markup(title(change, context)) },
    ...(line === '' ? [] : [{ type: 'context' as const, elements: [plain(line, longestQuote * 2)] }]),
  ];
}

/** The reason, or the description. Not SageMaker's refusal: the title says what is lacking, and many are refused at once. */
function writtenOf(change: Change): string {
  const [first] = change.kind === 'watch-failed' ? [] : writings(change);
  return first === undefined || first.of === 'stage' ? '' : first.text;
}

/** `3 versions of churn approved` if they are of one digest key, else `5 changes: 3 approved, 1 failed, 1 removed`. */
function countsOf(changes: readonly Change[]): string {
  const [key, ...others] = new Set(changes.map(digestKey));
  if (key !== undefined && others.length === 0) return digestHeadline(changes);
  if (changes.every(({ kind }) => kind === 'reminder')) return waiting(changes);
  const parts = tally(changes.map(word)).map(([what, number]) => `${number} ${what}`);
  return `${count(changes.length, 'change')}: ${parts.join(', ')}`;
}

function word(change: Change): string {
  switch (change.kind) {
    case 'registered':
      return 'registered';
    case 'approval':
      return statusWords[change.to];
    case 'failed':
      return 'failed';
    case 'lifecycle':
      return 'moved to another stage';
    case 'description':
      return 'described anew';
    case 'reminder':
      return 'still waiting for approval';
    case 'removed':
    case 'group-removed':
    case 'image-removed':
      return 'removed';
    case 'image-created':
      return 'created';
    case 'image-failed':
      return news(change);
    case 'watch-failed':
      return 'unreadable';
    case 'watch-recovered':
      return 'readable again';
    case 'test':
      return news(change);
  }
}

function period(changes: readonly Change[]): string {
  const times = changes.map(({ at }) => at).sort();
  const [first = ''] = times;
  const last = times.at(-1) ?? '';
  return toTheMinute(first) === toTheMinute(last) ? localTime(first) : `${localTime(first)} to ${localTime(last)}`;
}

function fallback(counts: string, changes: readonly Change[], { account, region }: MessageContext): string {
  const each = changes.map((change) => `${signOf(change)} ${tame(headline(change), 200)}`);
  const shown: string[] = [];
  for (const line of each) {
    if (shown.join('; ').length + line.length > longestFallback) break;
    shown.push(line);
  }
  const more = each.length > shown.length ? `; and ${each.length - shown.length} more` : '';
  return `${counts} (${escape(`${account}, ${region}`)}): ${shown.join('; ')}${more}`;
}
