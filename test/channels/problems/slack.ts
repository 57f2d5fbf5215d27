import type { KnownBlock, TextObject } from '@slack/types';
import type { Content } from '../../../functions/channels/slack/parts.ts';
import { spans, textOf, type Span } from '../../../local/slack/markup.ts';
import { saidIn } from '../../../local/slack/payload.ts';
import { found, unfitIn, unless } from './text.ts';

/** What our links begin with. */
export interface Ours {
  readonly links: string;
}

/** Slack takes 50 blocks; how it counts their characters it does not say, so we stay far below what it was seen to refuse. */
const most = { blocks: 50, characters: 8000, section: 3000 };

/** What is wrong with a message: what it mentions, links or formats without us, which text is unfit, which limit it breaks. */
export function slackProblems(content: Content, ours: Ours): readonly string[] {
  const { text, blocks = [] } = content;
  const refused = saidIn(content);
  const objects = textObjects(blocks);
  const characters = JSON.stringify(blocks).length;
  return [
    ...unless(typeof refused === 'object', `Slack refuses it: ${JSON.stringify(refused)}`),
    ...unless(blocks.length <= most.blocks, `${blocks.length} blocks`),
    ...unless(blocks.length === 0 || characters <= most.characters, `${characters} characters of blocks`),
    ...fallbackProblems(text),
    ...objects.flatMap((object) => [
      ...unless(object.text.length <= most.section, `a text of ${object.text.length} characters`),
      ...unfitIn(object.text),
      ...(object.type === 'mrkdwn' ? markupProblems(object, ours) : plainProblems(object)),
    ]),
  ];
}

/** As if Slack read it as markup, and made links and mentions of what looks like it, which it is told not to. */
function fallbackProblems(text: string): readonly string[] {
  const read = [true, false].flatMap((automatic) => spans(text, { markup: true, automatic }));
  return [
    ...unless(text !== '', 'no text'),
    ...unfitIn(text),
    ...withoutWords(read).map((span) => `${span.type} in the text ${text}`),
    ...activeIn(text),
  ];
}

function plainProblems({ text, emoji }: Extract<TextObject, { type: 'plain_text' }>): readonly string[] {
  return [
    ...unless(emoji === false, `emoji would be shown in ${text}`),
    ...found(/[<>]|&(?!(?:amp|lt|gt);)/u, text),
    ...unless(text.trim() !== '', 'an empty text'),
  ];
}

/** Read twice, as Slack would and by the letters that are left: what one reading overlooks the other should not. */
function markupProblems({ text, verbatim }: Extract<TextObject, { type: 'mrkdwn' }>, ours: Ours): readonly string[] {
  const read = [true, false].flatMap((automatic) => spans(text, { markup: true, automatic }));
  return [
    ...unless(verbatim === true, `Slack would make links of ${text}`),
    ...withoutWords(read)
      .filter((span) => isNotOurs(span, ours))
      .map((span) => `${span.type}: ${textOf([span])}`),
    ...activeIn(withoutOurs(text, ours)),
  ];
}

/** Bold titles and labels, our one link, and times. */
function isNotOurs(span: Span, ours: Ours): boolean {
  if (span.type === 'bold') return withoutWords(span.children).some((inner) => isNotOurs(inner, ours));
  if (span.type === 'link') return !span.url.startsWith(ours.links) || withoutWords(span.children).length > 0;
  return span.type !== 'date';
}

const withoutWords = (all: readonly Span[]): readonly Span[] => all.filter(({ type }) => type !== 'text');

/** Its words, where our own markup stood: what is still active in them is not ours. */
function withoutOurs(text: string, { links }: Ours): string {
  return text
    .replace(/<!date\^\d+\^\{date_short\} at \{time\}\|([^<>|]*)>/gu, '$1')
    .replace(/<([^<>|\s]+)\|([^<>|]*)>/gu, (all, url: string, label: string) => (url.startsWith(links) ? label : all))
    .replace(/^\*([^*\n]+)\*(?=\n|$)/u, '$1')
    .replace(/^(\S+ )\*([^*\n]+)\*$/u, '$1$2');
}

/** Slack's control characters, and what it would make a style, a mention, an emoji or a link of, wherever it stands. */
const active: readonly RegExp[] = [
  /[<>*~`|@]|&(?!(?:amp|lt|gt);)/u,
  /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u,
  /#[\p{L}\p{N}_-]/u,
  /:[\p{L}\p{N}_+'-]+:/u,
  /(?:https?|mailto|javascript|data|ftp):\S|:\/\/|www\.|[\p{L}\p{N}]\.\p{L}/iu,
  /^(?:>|&gt;)/mu,
];

const activeIn = (text: string): readonly string[] => active.flatMap((pattern) => found(pattern, text));

function textObjects(blocks: readonly KnownBlock[]): readonly TextObject[] {
  return blocks.flatMap((block): readonly TextObject[] => {
    if (block.type === 'section') return [...(block.text ? [block.text] : []), ...(block.fields ?? [])];
    if (block.type === 'context') return block.elements.flatMap((one) => (one.type === 'image' ? [] : [one]));
    throw new Error(`no such block is known here: ${block.type}`);
  });
}
