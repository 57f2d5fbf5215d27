import { spans, textOf } from '../../../local/slack/markup.ts';

const read = (text: string, automatic = false) => spans(text, { markup: true, automatic });
const shape = (text: string, automatic = false) => JSON.stringify(read(text, automatic));

describe('Slack’s markup, as it is read here', () => {
  test.each([
    ['*bold*', 'bold'],
    ['_italic_', 'italic'],
    ['~strike~', 'strike'],
    ['`code`', 'code'],
    ['> quote', 'quote'],
    ['&gt; quote', 'quote'],
    [':smile:', 'emoji'],
    ['<!channel>', 'mention'],
    ['<@U1>', 'mention'],
    ['<#C1|general>', 'mention'],
    ['<https://x.example|x>', 'link'],
    ['<!date^1763647402^{date_short}|then>', 'date'],
  ])('%s', (text, type) => {
    expect(shape(text)).toContain(`"type":"${type}"`);
  });

  test.each(['https://x.example/y', 'x.example', '@here', '#general'])('%s means something unless verbatim', (text) => {
    expect(shape(text, true)).not.toBe(shape(text));
    expect(read(text)).toEqual([{ type: 'text', text }]);
  });

  test.each(['2 * 3 * 4', 'snake_case_name', 'a:b:c d', '&lt;!channel&gt;', '0.94', '12:30'])('%s is text', (text) => {
    const all = read(text, true).filter(({ type }) => type !== 'text');
    expect(all.filter(({ type }) => type !== 'emoji')).toEqual([]);
  });

  test('marks go around links, entities are decoded once', () => {
    expect(read('*<https://x.example/?a=1&amp;b=2|a &amp;lt; b>*')).toEqual([
      {
        type: 'bold',
        children: [{ type: 'link', url: 'https://x.example/?a=1&b=2', children: [{ type: 'text', text: 'a &lt; b' }] }],
      },
    ]);
  });

  test('what is no markup is shown as it is', () => {
    expect(textOf(spans('*a* <!here> &lt;', { markup: false, automatic: false }))).toBe('*a* <!here> <');
  });

  test('a time is shown to a reader in UTC', () => {
    expect(textOf(read('<!date^1795183402^{date_short} at {time}|then>'))).toBe('20 Nov 2026 at 14:03');
  });
});
