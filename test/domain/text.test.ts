import { cut } from '../../functions/domain/text.ts';

test('a text of the registry is cut to 2000 characters, none of them halved', () => {
  const longest = 'x'.repeat(2000);
  expect(cut(longest)).toBe(longest);
  expect(cut(`${longest}x`)).toBe(`${'x'.repeat(1999)}…`);
  expect(cut(`${'x'.repeat(1998)}😀 and more`)).toBe(`${'x'.repeat(1998)}…`);
});
