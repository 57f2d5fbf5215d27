import { refusalOf } from './issues.ts';

describe('what is no YAML, or not meant', () => {
  it.each([
    ['a key given twice', 'watch: []\nwatch: []\n', '2:1 "watch" is given twice'],
    [
      'a list left open',
      'watch: [a\n',
      '2:1 not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['a tab', 'watch:\n\t- a\n', '2:1 not valid YAML: Tabs are not allowed as indentation'],
    [
      'a name with a bare *',
      'watch:\n  - groups: [*-sandbox]\n',
      '2:14 *-sandbox is an alias in YAML; put a name with * in quotes: "*-sandbox"',
    ],
    ['a bare *', 'watch:\n  - groups: [*]\n', '2:14 * is an alias in YAML; put a name with * in quotes: "*"'],
    ['a second document', 'watch: []\n---\nwatch: []\n', '2:1 a second document starts here; a config is one'],
    ['an unknown tag', 'link: !secret x\n', '1:7 not valid YAML: Unresolved tag: !secret'],
    [
      'a key that JavaScript keeps for itself',
      'destinations: { __proto__: {} }\n',
      '1:17 "__proto__" is not allowed as a key',
    ],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(text).message).toBe(`notifier.yaml:${expected}`);
  });

  it('aliases that would expand to gigabytes', () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'a0: &a0 x'
        : `a${level}: &a${level} [${Array(9)
            .fill(`*a${level - 1}`)
            .join(', ')}]`,
    );
    expect(refusalOf(levels.join('\n')).message).toMatch(/^notifier\.yaml:1:1 cannot be read: Excessive alias count/);
  });

  it('a list that contains itself', () => {
    expect(refusalOf('watch: &a [*a]\ndestinations: {}\n').issues[0]).toMatchObject({
      path: 'watch[0]',
      problem: 'a list is not a map',
    });
  });

  it('nesting without end, in a few lines', () => {
    expect(refusalOf('['.repeat(20_000)).issues.length).toBeLessThanOrEqual(5);
  });
});
