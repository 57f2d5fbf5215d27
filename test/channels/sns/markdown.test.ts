import fc from 'fast-check';
import { oneLine } from '../../../functions/channels/shared/clean.ts';
import { defuse, defuseLine } from '../../../functions/channels/sns/markdown.ts';
import { anyText } from '../arbitrary.ts';
import { activeIn } from '../problems/chatbot.ts';

describe('what means something to Slack or to Teams is shown as what looks like it', () => {
  test.each<[string, string, string]>([
    ['a mention of Slack', '<!channel> <@U123> @here', '‹!channel› ‹＠U123› ＠here'],
    ['a channel', '#general', '＃general'],
    ['an entity', '&lt;!channel&gt;', '＆lt;!channel＆gt;'],
    ['a link of Slack', '<https://evil.example|Approve>', '‹https∶⁄/evil․example∣Approve›'],
    ['a link of Teams', '[Approve](https://evil.example)', '［Approve］(https∶⁄/evil․example)'],
    ['an image', '![x](//evil.example/x.png)', '!［x］(⁄/evil․example/x․png)'],
    ['bare links', 'www.evil.example mailto:a@b.example', 'www․evil․example mailto∶a＠b․example'],
    ['bold, italic, strike-through', '*a* **b** _c_ ~d~', '∗a∗ ∗∗b∗∗ ˍcˍ ∼d∼'],
    ['code', '`a` ```b```', 'ˋaˋ ˋˋˋbˋˋˋ'],
    ['an emoji', ':rotating_light: done', '∶rotatingˍlight: done'],
    ['a date of an Adaptive Card', '{{DATE(2026-01-01T00:00:00Z)}}', '｛｛DATE(2026-01-01T00∶00∶00Z)｝｝'],
    ['a table, an escape', '|a|b| \\*', '∣a∣b∣ ∖∗'],
    ['our quotes', '“a”', '"a"'],
  ])('%s', (_what, text, shown) => {
    expect(defuse(text)).toBe(shown);
  });

  test.each([
    'AUC 0.941 (0.91 before), 31 ms. At 14:03:22 UTC; 4 of 5!',
    'Why: it failed... v7',
    'Staging/Active',
    'sagemaker:ListModelPackages is not allowed',
  ])('ordinary text stays as it is: %s', (text) => {
    expect(defuse(text)).toBe(text);
  });

  test.each([
    ['sagemaker:smile:', 'sagemaker∶smile:'],
    ['sagemaker://evil', 'sagemaker∶⁄/evil'],
    ['arn:aws:sagemaker:eu-west-1', 'arn∶aws∶sagemaker∶eu-west-1'],
  ])('but what only begins like an IAM action does not: %s', (text, shown) => {
    expect(defuse(text)).toBe(shown);
  });

  test.each([
    ['- a', '‐ a'],
    ['+ a', '＋ a'],
    ['=== a', '＝== a'],
    ['12. a', '12․ a'],
    ['12) a', '12） a'],
    ['v7 - a', 'v7 - a'],
  ])('at the start of a line, %s is %s', (text, shown) => {
    expect(defuseLine(text)).toBe(shown);
  });
});

test('any text, made one line, can neither mention, link nor format; and it is no longer', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.string({ unit: fc.constantFrom(...Array.from('&<>@#*_~`[]{}|\\:/. 1a\u200d')) }),
      (text, marks) => {
        const line = oneLine(text + marks);
        const shown = defuseLine(line);
        expect(activeIn(shown)).toEqual([]);
        expect(shown).toHaveLength(line.length);
      },
    ),
    { numRuns: 500 },
  );
});
