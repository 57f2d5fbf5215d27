import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { cut, oneLine } from '../shared/clean.ts';
import { when } from '../shared/when.ts';

/** Slack decodes exactly these three, and whatever is not one of them stays as it is. */
export function escape(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}

/**
 * What means something in Slack's markup, or is made a link, an emoji or a mention of by the server, as a letter that looks
 * alike. There is no way to escape these; a zero-width character in between would be copied along unseen.
 */
const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/\*/gu, '∗'],
  [/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿'],
  [/~/gu, '∼'],
  [/`/gu, 'ˋ'],
  [/\|/gu, '∣'],
  [/@/gu, '＠'],
  [/#(?=\S)/gu, '＃'],
  // A quotation, even escaped.
  [/^>/u, '›'],
  // `:smile:`, `https://`, `mailto:`; in a sentence a colon is followed by a blank. IAM actions are to be copied: they keep theirs.
  [/:(?=\S)(?<!\b(?:sagemaker|sts):)|:(?=[^A-Z\s]|\S*:)/gu, '∶'],
  // `evil.example`, and `www.` even where it is cut, but not `0.94`.
  [/\.(?=\p{L})|(?<=www)\./giu, '․'],
];

/** One line of text from the registry, fit to stand inside Slack's markup: at most `max` characters as they are sent. */
export function tame(text: string, max: number): string {
  const line = oneLine(cut(text, max * 2));
  return fit(
    lookAlikes.reduce((tamed, [pattern, letter]) => tamed.replace(pattern, letter), line),
    max,
  );
}

/** Escaped, and so short that no more than `max` characters are sent; what is missing is shown as "...". */
function fit(text: string, max: number): string {
  const escaped = escape(text);
  if (sent(escaped) <= max) return escaped;
  let fitting = '';
  let length = 0;
  for (const character of text) {
    const next = escape(character);
    length += sent(next);
    if (length > max - 3) break;
    fitting += next;
  }
  return `${fitting.trimEnd()}...`;
}

/** How many characters a text takes in JSON: a quotation mark, a backslash and a line break are two. */
const sent = (text: string): number => JSON.stringify(text).length - 2;

/** Text in Slack's markup. `verbatim`: the server makes no links, mentions or channels of it by itself. */
export function markup(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Text that is shown as it is; `emoji: false` keeps even `:smile:`. Slack takes no empty text. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: fit(text, max) || '-', emoji: false };
}

/** A link in Slack's markup; the URL as it is, but for what would end it. */
export function link(url: string, label: string): string {
  const safe = url.replace(/[<>|]/gu, (character) => encodeURIComponent(character)).replace(/&/gu, '&amp;');
  return `<${safe}|${label}>`;
}

/** A time that Slack shows in each reader's own time zone. */
export function localTime(at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  const words = tame(when(at), 60);
  return Number.isFinite(seconds) && seconds > 0 ? `<!date^${seconds}^{date_short} at {time}|${words}>` : words;
}
