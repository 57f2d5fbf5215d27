import fc from 'fast-check';
import { digests } from '../../../functions/channels/slack/batches.ts';
import { card, type Role } from '../../../functions/channels/slack/card.ts';
import { digest } from '../../../functions/channels/slack/digest.ts';
import { plainContent, type Content } from '../../../functions/channels/slack/parts.ts';
import { cleanLines } from '../../../functions/channels/shared/clean.ts';
import type { Notification } from '../../../functions/domain/change.ts';
import { messageText } from '../../../local/slack/index.ts';
import { saidIn } from '../../../local/slack/payload.ts';
import { anyChange, anyNotifications, anyText } from '../arbitrary.ts';
import { approved, notify } from '../build.ts';
import { anyHostile, everyChange, everyHostile } from '../hostile.ts';
import { slackProblems } from '../problems/slack.ts';
import { context } from './destination.ts';

const hostileText = fc
  .array(fc.oneof(anyHostile, anyText, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
const hostileShort = fc.array(anyHostile, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

const roles: readonly Role[] = ['post', 'living', 'reply'];
const problemsOf = (content: Content) => slackProblems(content, { links: 'https://models.example.com/eu-west-1/' });

/** One change in all ways that it may be said. */
function contents(notification: Notification): readonly Content[] {
  return [
    ...roles.map((role) => card(notification, context, role)),
    plainContent(notification, context),
    digest([notification, notify(approved(1), 'another')], context),
  ];
}

describe('text from the registry neither mentions, nor links, nor formats, nor makes emoji, within the limits', () => {
  test.each(everyHostile)('%s', (_what, text) => {
    const all = everyChange(text).map((change, index) => notify(change, `id-${index}`));
    expect(all.flatMap(contents).flatMap(problemsOf)).toEqual([]);
    const several = digests(all, context).map((some) => digest(some, context));
    expect(several.flatMap(problemsOf)).toEqual([]);
  });

  test('whatever is put together', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyChange(hostileShort), anyChange(hostileText)),
        fc.stringMatching(/^[0-9a-f]{1,300}$/),
        (change, id) => {
          expect(contents(notify(change, id)).flatMap(problemsOf)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('in digests of any size', () => {
    fc.assert(
      fc.property(anyNotifications(150), (notifications) => {
        for (const several of digests(notifications, context)) {
          const content = several.length === 1 ? card(several[0], context) : digest(several, context);
          expect(problemsOf(content)).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('text from the registry', () => {
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
    const said = saidIn(card(notify(approved(7, { description })), context));
    expect(typeof said === 'string' ? said : messageText(said)).toContain(`\n${shown}\n`);
  });

  test('cannot forge a label or a field: those are in blocks of their own', () => {
    const description = 'Fine.\nApproval\n✅ Approved\nWhy\n*Status*';
    const { blocks = [] } = card(notify(approved(7, { description })), context);
    const holding = blocks.filter((block) => JSON.stringify(block).includes('Fine.'));
    const text = { type: 'plain_text', emoji: false, text: cleanLines(description).join('\n') };
    expect(holding).toEqual([{ type: 'section', text }]);
  });
});
