import type { KnownBlock, TextObject } from '@slack/types';
import fc from 'fast-check';
import { digests } from '../../../functions/channels/slack/batches.ts';
import { card, type Role } from '../../../functions/channels/slack/card.ts';
import { digest } from '../../../functions/channels/slack/digest.ts';
import { plainContent, type Content } from '../../../functions/channels/slack/parts.ts';
import { cleanLines } from '../../../functions/channels/shared/clean.ts';
import { spans, textOf, type Span } from '../../../local/slack/markup.ts';
import { saidIn } from '../../../local/slack/payload.ts';
import { anyChange, anyNotifications, anyText } from '../arbitrary.ts';
import { approved, notify } from '../build.ts';
import { context } from './destination.ts';

/** What someone may write who wants to be noticed, to lead astray, or to look like us. */
const slackNasty = fc.constantFrom(
  '<!channel>',
  '<!here|here>',
  '<@U012AB3CD>',
  '<#C012AB3CD>',
  '<https://evil.example|Approved>',
  '&lt;!channel&gt;',
  '&amp;lt;!here&amp;gt;',
  '@channel',
  '@here',
  '#general',
  'https://evil.example/x',
  'evil.example',
  'www.evil.example',
  'mailto:a@evil.example',
  '*bold*',
  '_italic_',
  '~strike~',
  '`code`',
  '```pre```',
  '\n> quote',
  '&gt; quote',
  ':white_check_mark:',
  ':aws:',
  'sagemaker:smile:',
  ':sagemaker:Smile:',
  'sagemaker://evil.example',
  '<!date^0^{date}|x>',
  '|',
  '>',
  '<',
  '&',
  '*',
  '_',
);
const hostile = fc
  .array(fc.oneof(slackNasty, anyText, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
const hostileShort = fc.array(slackNasty, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

const roles: readonly Role[] = ['post', 'living', 'reply'];

describe('text from the registry', () => {
  test('neither mentions, nor links, nor formats, nor makes emoji, in any block or the fallback text', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyChange(hostileShort), anyChange(hostile)),
        fc.constantFrom(...roles),
        fc.stringMatching(/^[0-9a-f]{1,300}$/),
        (change, role, id) => {
          const notification = notify(change, id);
          expectTame(card(notification, context, role));
          expectTame(plainContent(notification, context));
          expectTame(digest([notification, notify(approved(1), `${id}-0`.slice(-200))], context));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of digests of any size is taken by Slack, within its limits', () => {
    fc.assert(
      fc.property(anyNotifications(150), (notifications) => {
        for (const several of digests(notifications, context)) {
          const content = several.length === 1 ? card(several[0], context) : digest(several, context);
          expectWithinLimits(content);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('of digests is counted by characters too, the blocks’ own included', () => {
    const description = 'All work and no play makes a dull model. '.repeat(5);
    const many = Array.from({ length: 60 }, (_, index) =>
      notify(approved(index + 1, { group: 'g'.repeat(60), description }), `${'0'.repeat(60)}${index}`),
    );
    for (const several of digests(many, context)) {
      expect(JSON.stringify(digest(several, context).blocks).length).toBeLessThanOrEqual(8000);
    }
  });

  test.each([
    ['<!channel> & <b>', '<!channel> & <b>'],
    ['&lt;!here&gt; &amp;', '&lt;!here&gt; &amp;'],
    ['a *b* _c_ ~d~ `e` :smile: https://x.example', 'a *b* _c_ ~d~ `e` :smile: https://x.example'],
    ['> not a quote\nnext', '> not a quote\nnext'],
  ])('is shown as it was written: %j', (description, shown) => {
    const { blocks = [] } = card(notify(approved(7, { description })), context);
    const read = textObjects(blocks).map((text) => textOf(spansOf(text)));
    expect(read).toContain(shown);
  });

  test('cannot forge a label or a field: those are in blocks of their own', () => {
    const description = 'Fine.\nApproval\n✅ Approved\nWhy\n*Status*';
    const { blocks = [] } = card(notify(approved(7, { description })), context);
    const holding = textObjects(blocks).filter(({ text }) => text.includes('Fine.'));
    expect(holding).toEqual([{ type: 'plain_text', emoji: false, text: cleanLines(description).join('\n') }]);
  });
});

function expectTame(content: Content): void {
  expectWithinLimits(content);
  const { text, blocks = [] } = content;
  // As if Slack read the fallback text as markup, which it is told not to.
  for (const automatic of [true, false]) {
    const read = spans(text, { markup: true, automatic });
    expect(withoutWords(read)).toEqual([]);
  }
  for (const object of textObjects(blocks)) {
    // Even if `verbatim` were not heeded.
    for (const automatic of [true, object.type === 'mrkdwn' && object.verbatim !== true]) {
      const read = object.type === 'plain_text' ? spansOf(object) : spans(object.text, { markup: true, automatic });
      expect(withoutWords(read).filter(isNotOurs)).toEqual([]);
    }
    if (object.type === 'plain_text') expect(object.emoji).toBe(false);
    else expect(object.verbatim).toBe(true);
  }
}

/** Bold titles and labels, our one link, and times. */
function isNotOurs(span: Span): boolean {
  if (span.type === 'bold') return withoutWords(span.children).some(isNotOurs);
  if (span.type === 'link') {
    return !span.url.startsWith('https://models.example.com/eu-west-1/') || withoutWords(span.children).length > 0;
  }
  return span.type !== 'date';
}

const withoutWords = (all: readonly Span[]): readonly Span[] => all.filter(({ type }) => type !== 'text');

const spansOf = ({ type, text }: TextObject) => spans(text, { markup: type === 'mrkdwn', automatic: false });

function textObjects(blocks: readonly KnownBlock[]): readonly TextObject[] {
  return blocks.flatMap((block): readonly TextObject[] => {
    if (block.type === 'section') return [...(block.text ? [block.text] : []), ...(block.fields ?? [])];
    if (block.type === 'context') return block.elements.flatMap((one) => (one.type === 'image' ? [] : [one]));
    throw new Error(`no such block is known here: ${block.type}`);
  });
}

function expectWithinLimits(content: Content): void {
  expect(typeof saidIn(content)).toBe('object');
  const { blocks = [] } = content;
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(textObjects(blocks).reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(8000);
}
