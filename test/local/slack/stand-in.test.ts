import { startSlackStandIn, type SlackMessage, type SlackStandIn } from '../../../local/slack/index.ts';

const section = { type: 'section', text: { type: 'mrkdwn', text: '*Hello* <https://x.example|you>', verbatim: true } };

describe('the stand-in for Slack', () => {
  let slack: SlackStandIn;
  let seen: SlackMessage[];
  let refuse: boolean;
  beforeEach(async () => {
    seen = [];
    refuse = false;
    slack = await startSlackStandIn({
      port: 0,
      now: () => new Date('2026-11-20T14:03:22Z'),
      onMessage: (message) => {
        if (refuse) throw new Error('the terminal is gone');
        seen.push(message);
      },
    });
  });
  afterEach(() => slack.close());

  const call = async (method: string, payload: object, token = slack.token) => {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0123456789', ...payload }),
    });
    return (await response.json()) as { ok: boolean; error?: string; ts?: string };
  };
  const hook = async (body: string) => {
    const { pathname } = new URL(slack.webhook('people'));
    const response = await fetch(slack.url + pathname, { method: 'POST', body });
    return [response.status, await response.text()];
  };

  test('keeps what is posted, answered and updated, as it stands', async () => {
    const { ts } = await call('chat.postMessage', { text: 'first', blocks: [section] });
    await call('chat.postMessage', { text: 'answer', thread_ts: ts });
    await call('chat.update', { ts, text: 'second' });
    await hook(JSON.stringify({ text: 'by webhook' }));

    expect(slack.channels).toEqual(['C0123456789', 'webhook people']);
    expect(slack.messages('C0123456789')).toMatchObject([
      { ts, text: 'second', blocks: [section], edited: true },
      { text: 'answer', thread: ts },
    ]);
    expect(slack.text('C0123456789')).toBe(`#C0123456789

Hello you
https://x.example
(edited)
└ answer`);
    expect(seen.map(({ text }) => text)).toEqual(['first', 'answer', 'second', 'by webhook']);
  });

  test.each<[string, object, string]>([
    ['nothing to say', {}, 'no_text'],
    ['a text that is too long', { text: 'x'.repeat(4001) }, 'msg_too_long'],
    ['a text that is none', { text: 1 }, 'invalid_payload'],
    ['51 blocks', { blocks: Array(51).fill({ type: 'divider' }) }, 'invalid_blocks'],
    ['a block that is none', { blocks: [{ type: 'sektion' }] }, 'invalid_blocks'],
    ['an empty section', { blocks: [{ type: 'section' }] }, 'invalid_blocks'],
    ['an empty text', { blocks: [{ type: 'section', text: { type: 'plain_text', text: '' } }] }, 'invalid_blocks'],
    [
      'a section of 3,001 characters',
      { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] },
      'invalid_blocks',
    ],
    [
      'emoji in markup',
      { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x', emoji: true } }] },
      'invalid_blocks',
    ],
    ['eleven fields', { blocks: [{ type: 'section', fields: Array(11).fill(section.text) }] }, 'invalid_blocks'],
    [
      'a long header',
      { blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] },
      'invalid_blocks',
    ],
    ['two blocks of one name', { blocks: Array(2).fill({ type: 'divider', block_id: 'x' }) }, 'invalid_blocks'],
    [
      '14,000 characters in all',
      { blocks: Array(5).fill({ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(2800) } }) },
      'msg_blocks_too_long',
    ],
    ['a thread that is none', { text: 'x', thread_ts: '1.0' }, 'thread_not_found'],
    ['a channel’s name', { text: 'x', channel: '#general' }, 'channel_not_found'],
  ])('refuses %s', async (_what, payload, error) => {
    expect(await call('chat.postMessage', payload)).toEqual({ ok: false, error });
    expect(slack.channels).toEqual([]);
  });

  test('refuses an update of nothing, other tokens, and what is no JSON', async () => {
    expect(await call('chat.update', { ts: '1.0', text: 'x' })).toEqual({ ok: false, error: 'message_not_found' });
    expect(await call('chat.postMessage', { text: 'x' }, 'xoxp-other')).toEqual({ ok: false, error: 'invalid_auth' });
    expect(await hook('nonsense')).toEqual([400, 'invalid_payload']);
    expect(await hook('{"blocks":[{"type":"x"}]}')).toEqual([400, 'invalid_blocks']);
    expect((await fetch(`${slack.url}/api/auth.test`, { method: 'POST', body: '{}' })).status).toBe(404);
  });

  test('accepts nothing that its hook did not take', async () => {
    refuse = true;
    await expect(hook('{"text":"x"}')).rejects.toThrow();
    expect(slack.channels).toEqual([]);
  });

  test('a message that a person deleted is gone', async () => {
    const { ts = '' } = await call('chat.postMessage', { text: 'x' });
    slack.remove('C0123456789', ts);
    expect(await call('chat.update', { ts, text: 'y' })).toMatchObject({ error: 'message_not_found' });
  });

  test('fails as it is told to, until it is told otherwise', async () => {
    slack.fail({ status: 503, body: 'down' });
    expect(await hook('{"text":"x"}')).toEqual([503, 'down']);
    expect([slack.isFailing, slack.channels]).toEqual([true, []]);
    slack.fail();
    expect(await hook('{"text":"x"}')).toEqual([200, 'ok']);
    expect([slack.isFailing, slack.channels]).toEqual([false, ['webhook people']]);
  });

  test('its threads are what was answered, with the answers', async () => {
    const { ts } = await call('chat.postMessage', { text: 'first' });
    await call('chat.postMessage', { text: 'alone' });
    await call('chat.postMessage', { text: 'answer', thread_ts: ts });
    expect(slack.threads('C0123456789')).toBe('#C0123456789\n\nfirst\n└ answer');
  });

  test('a webhook is named as the secret that holds it', async () => {
    const { pathname } = new URL(slack.webhook(encodeURIComponent('notifier/leads')));
    await fetch(slack.url + pathname, { method: 'POST', body: '{"text":"x"}' });
    expect(slack.channels).toEqual(['webhook notifier/leads']);
  });

  test('shows its channels as a page, where nothing that was said is more than text', async () => {
    await hook(JSON.stringify({ text: '<https://x.example|"><script>alert(1)</script> & more' }));
    await hook(JSON.stringify({ text: '<javascript:alert(2)|here> <b>bold</b>' }));
    const response = await fetch(slack.url);
    const page = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('# webhook people');
    expect(page).not.toMatch(/<script|href="javascript|<b>bold/u);
  });
});
