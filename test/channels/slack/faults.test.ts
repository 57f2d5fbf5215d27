import type { Behaviour } from '../../../local/slack/index.ts';
import type { SendOutcome } from '../../../functions/domain/channel.ts';
import { SecretError } from '../../../functions/domain/secrets.ts';
import { approved, notify } from '../build.ts';
import { startSlack, type Kind, type TestSlack } from './destination.ts';

const signal = new AbortController().signal;
const one = notify(approved(1), 'id-1');
const send = async ({ channel }: TestSlack, style: 'rich' | 'plain' = 'rich') =>
  (await channel.send([one], { style, signal })).get('id-1');

type Case = readonly [what: string, behaviour: Behaviour, outcome: SendOutcome['kind'], why: RegExp];

const alike: readonly Case[] = [
  ['too many requests', { status: 429, body: '' }, 'destination-fault', /asks to wait \(HTTP 429\)/u],
  [
    'an error of its own',
    { status: 500, body: 'rollup_error' },
    'destination-fault',
    /failed \(HTTP 500, rollup_error\)/u,
  ],
  [
    'an outage',
    { status: 503, body: '<html>https://hooks.slack.com/services/T/B/S' },
    'destination-fault',
    /\(HTTP 503\)$/u,
  ],
  ['blocks that it does not take', { error: 'invalid_blocks' }, 'message-fault', /invalid_blocks/u],
  ['a text that is too long', { error: 'msg_too_long' }, 'message-fault', /msg_too_long/u],
  ['blocks that are too long', { error: 'msg_blocks_too_long' }, 'message-fault', /msg_blocks_too_long/u],
  ['a body that a proxy does not take', { status: 413, body: '' }, 'message-fault', /HTTP 413/u],
  ['a code nobody knows', { error: 'odd_thing' }, 'destination-fault', /odd_thing/u],
  [
    'a redirect',
    { status: 302, headers: { location: 'https://evil.example/' }, body: '' },
    'destination-fault',
    /redirect/u,
  ],
  ['a page of something in between', { status: 200, body: '<html>Sign in' }, 'destination-fault', /not Slack’s/u],
  ['an answer without end', { status: 200, body: 'x'.repeat(300_000) }, 'destination-fault', /length/u],
  ['a connection that breaks', { connection: 'hang-up' }, 'destination-fault', /cannot be reached \(ECONNRESET\)/u],
  ['no answer', { connection: 'silent' }, 'destination-fault', /did not answer in time/u],
];

const cases: Record<Kind, readonly Case[]> = {
  webhook: [
    ...alike,
    ['a payload that it does not take', { error: 'invalid_payload' }, 'message-fault', /invalid_payload/u],
    ['an administrator', { error: 'action_prohibited' }, 'destination-fault', /HTTP 403.*administrator/u],
    ['a channel that is gone', { error: 'channel_not_found' }, 'destination-fault', /HTTP 404/u],
    [
      'an archived channel',
      { error: 'channel_is_archived' },
      'destination-fault',
      /HTTP 410.*unarchive it, .* secret hook/u,
    ],
    [
      'a removed webhook',
      { error: 'no_service' },
      'destination-fault',
      /make a new one and put its URL into secret hook/u,
    ],
    ['an odd 200', { status: 200, body: '{"ok":false,"error":"no_service"}' }, 'destination-fault', /no_service/u],
  ],
  bot: [
    ...alike,
    [
      'rate limits in a 200',
      { error: 'ratelimited', headers: { 'Retry-After': '3' } },
      'destination-fault',
      /asks to wait/u,
    ],
    ['an unknown token', { error: 'invalid_auth' }, 'destination-fault', /put the bot token .* into secret bot/u],
    ['a revoked token', { error: 'token_revoked' }, 'destination-fault', /token_revoked.*secret bot/u],
    ['a removed app', { error: 'account_inactive' }, 'destination-fault', /secret bot/u],
    ['a missing scope', { error: 'missing_scope' }, 'destination-fault', /chat:write/u],
    ['an archived channel', { error: 'is_archived' }, 'destination-fault', /channel C0123456789 is archived/u],
    [
      'an unknown channel',
      { error: 'channel_not_found' },
      'destination-fault',
      /invite the app to channel C0123456789/u,
    ],
    ['a channel that it is not in', { error: 'not_in_channel' }, 'destination-fault', /invite the app/u],
    ['settings', { error: 'restricted_action_read_only_channel' }, 'destination-fault', /settings of channel/u],
    ['a refusal by status', { status: 403, body: '' }, 'destination-fault', /secret bot/u],
  ],
};

for (const kind of ['webhook', 'bot'] as const) {
  describe(`Slack by ${kind}`, () => {
    let slack: TestSlack;
    beforeAll(async () => {
      slack = await startSlack(kind, { timeout: 400 });
    });
    beforeEach(() => {
      slack.reset();
    });
    afterAll(() => slack.close());

    test.each(cases[kind])('%s', async (_what, behaviour, outcome, why) => {
      slack.next(behaviour, behaviour);
      const told = await send(slack);
      expect(told).toMatchObject({ kind: outcome, why: expect.stringMatching(why) as unknown });
      expectNoSecret(told);
    });

    test('Retry-After is passed on, in ms', async () => {
      slack.next({ status: 429, headers: { 'Retry-After': '30' }, body: '' });
      expect(await send(slack)).toMatchObject({ kind: 'destination-fault', retryAfter: 30_000 });
    });
  });
}

/** Neither the token nor an address, whole or in part. */
function expectNoSecret(said: unknown): void {
  expect(JSON.stringify(said)).not.toMatch(/stand-in|TSTANDIN|xoxb-[a-z]|services\/T|127\.0\.0\.1|localhost/u);
}

describe('a secret', () => {
  let slack: TestSlack;
  afterEach(() => slack.close());

  test.each<[Kind, string, string]>([
    ['webhook', 'hook', 'no_service'],
    ['bot', 'bot', 'token_revoked'],
  ])('of a %s that was replaced is read once more, and the message goes through', async (kind, name, error) => {
    slack = await startSlack(kind);
    const good = slack.secrets.values[name] ?? '';
    slack.next({ error });
    const old = kind === 'bot' ? 'xoxb-old' : 'https://hooks.slack.com/services/TSTANDIN/old/old';
    let asked = 0;
    slack.secrets.get = (_name, { refresh = false }) => Promise.resolve(++asked > 1 && refresh ? good : old);
    expect(await send(slack)).toEqual({ kind: 'accepted' });
    expect(slack.asked.map(({ credential }) => credential)).toEqual([
      kind === 'bot' ? old : new URL(old).pathname,
      kind === 'bot' ? good : new URL(good).pathname,
    ]);
  });

  test('that is still the same is not tried again', async () => {
    slack = await startSlack('bot');
    slack.next({ error: 'invalid_auth' });
    expect(await send(slack)).toMatchObject({ kind: 'destination-fault' });
    expect([slack.requests(), slack.secrets.refreshed]).toEqual([1, 1]);
  });

  test.each<[string, Kind, string, string]>([
    ['JSON with the key webhook', 'webhook', 'hook', '{"webhook": "WEBHOOK"}'],
    ['JSON with both keys', 'bot', 'bot', '{"token": "xoxb-stand-in", "webhook": "x"}'],
    ['plain text with a line break', 'bot', 'bot', 'xoxb-stand-in\n'],
  ])('may be %s', async (_what, kind, name, text) => {
    slack = await startSlack(kind);
    slack.secrets.values[name] = text.replace('WEBHOOK', slack.slack.webhook('ml-leads'));
    expect(await send(slack)).toEqual({ kind: 'accepted' });
  });

  test.each<[Kind, string]>([
    ['webhook', 'https://evil.example/services/T/B/SECRETPART'],
    ['webhook', 'http://hooks.slack.com/services/T/B/SECRETPART'],
    ['webhook', 'https://hooks.slack.com:8443/services/T/B/SECRETPART'],
    ['webhook', 'https://hooks.slack.com.evil.example/services/T/B/SECRETPART'],
    ['webhook', 'https://hooks.slack.com@evil.example/services/T/B/SECRETPART'],
    ['webhook', 'https://SECRETPART@hooks.slack.com/services/T/B/S'],
    ['webhook', 'https://hooks.slack.com/workflows/SECRETPART'],
    ['webhook', 'xoxb-SECRETPART'],
    ['webhook', '{"url": "SECRETPART"}'],
    ['webhook', '{"webhook": '],
    ['bot', 'xoxb-SECRETPART\nx-evil: 1'],
    ['bot', '{"token": "xoxb-SECRETPART\\r\\nhost: evil"}'],
    ['bot', ''],
  ])('of a %s is refused before anything is asked: %j', async (kind, value) => {
    slack = await startSlack(kind);
    slack.secrets.values[kind === 'bot' ? 'bot' : 'hook'] = value;
    const told = await send(slack);
    expect(told).toMatchObject({
      kind: 'destination-fault',
      why: expect.stringMatching(/^secret \w+ holds no/u) as unknown,
    });
    expect(JSON.stringify(told)).not.toMatch(/SECRETPART|evil/u);
    expect(slack.requests()).toBe(0);
  });

  test('that cannot be read is the destination’s fault, in the words of its keeper', async () => {
    slack = await startSlack('bot');
    slack.secrets.get = () => Promise.reject(new SecretError('secret bot does not exist'));
    expect(await send(slack)).toEqual({ kind: 'destination-fault', why: 'secret bot does not exist' });
    slack.secrets.get = () => Promise.reject(new Error('xoxb-stand-in'));
    const told = await send(slack);
    expect(told).toMatchObject({ kind: 'destination-fault' });
    expectNoSecret(told);
  });
});
