import fc from 'fast-check';
import { cleanLines, oneLine } from '../../../functions/channels/shared/clean.ts';
import { anyText } from '../arbitrary.ts';
import { everyHostile, hostile } from '../hostile.ts';
import { unfitIn } from '../problems/text.ts';

describe('of what is invisible, only what a script or an emoji needs is left', () => {
  test.each([
    ['a family, a flag, a hand of another colour', '👨‍👩‍👧 🏳️‍🌈 👍🏽 1️⃣'],
    ['Persian, with a joiner that parts', 'می‌خواهم'],
    ['Hindi, with a joiner', 'क्‍ष'],
    ['Hebrew, with points and accents', 'בְּרֵאשִׁ֖ית'],
    ['Thai', 'ที่นี่'],
    ['accents that stand apart', 'é ấ'.normalize('NFD')],
  ])('%s', (_what, text) => {
    expect(oneLine(text)).toBe(text);
  });

  test.each([
    ['accents beyond five on a letter', `Z${'\u0301'.repeat(40)}a`, `Z${'\u0301'.repeat(5)}a`],
    ['also if joiners are put in between', `Z${'\u0301\u0301\u200d'.repeat(9)}`, 'Z\u0301\u0301\u200d\u0301\u0301'],
    ['accents on nothing, which would fall on what is ours', '\u0336a \u20ddb', 'a b'],
    ['a name of joiners, which would be no name', '\u200d\u200c', ''],
    ['a text that is hidden in variation selectors', hostile['a text in variation selectors'] ?? '', /^x[^x]{0,10}$/u],
  ])('not %s', (_what, text, left) => {
    expect(oneLine(text)).toEqual(typeof left === 'string' ? left : expect.stringMatching(left));
  });
});

test.each(everyHostile)('one line is one, and clean: %s', (_what, text) => {
  const line = oneLine(text);
  expect([...unfitIn(line), ...cleanLines(text).flatMap(unfitIn)]).toEqual([]);
  expect(line).not.toContain('\n');
  expect(line).toBe(line.trim());
});

test('what is clean stays as it is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = oneLine(text);
      expect(oneLine(line)).toBe(line);
      expect(unfitIn(line)).toEqual([]);
    }),
  );
});
