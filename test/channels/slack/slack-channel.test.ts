import { createPacer, createSlackChannel } from '../../../functions/channels/slack/index.ts';
import type { Notification } from '../../../functions/domain/change.ts';
import type { SendOutcome } from '../../../functions/domain/channel.ts';
import { approved, notify } from '../build.ts';
import { describeChannel } from '../contract.ts';
import {
  channelId,
  context,
  idsOf,
  MemorySecrets,
  SleepingClock,
  startSlack,
  webhookChannel,
  type Kind,
  type TestSlack,
} from './destination.ts';

const kinds: readonly Kind[] = ['webhook', 'bot'];
const signal = new AbortController().signal;
const rich = { style: 'rich', signal } as const;
const versions = (count: number, group = 'fraud-detector'): readonly Notification[] =>
  Array.from({ length: count }, (_, index) => notify(approved(index + 1, { group }), `${group}-${index + 1}`));
const outcomesOf = (outcomes: ReadonlyMap<string, SendOutcome>) => [...outcomes.values()].map(({ kind }) => kind);

for (const kind of kinds) {
  describeChannel(`Slack by ${kind}`, () => startSlack(kind));

  describe(`Slack by ${kind}`, () => {
    let slack: TestSlack;
    beforeAll(async () => {
      slack = await startSlack(kind);
    });
    beforeEach(() => {
      slack.reset();
    });
    afterAll(() => slack.close());

    const channel = kind === 'bot' ? channelId : webhookChannel;

    test('one send is one digest, across groups and kinds, each settled by its own id', async () => {
      const mixed = [
        ...versions(2, 'churn'),
        ...versions(2),
        notify({ kind: 'group-removed', arn: 'arn:g', group: 'old', at: '2026-11-20T14:03:22Z', versions: 3 }, 'gone'),
      ];
      expect(slack.channel.batches(mixed)).toEqual([mixed]);
      const outcomes = await slack.channel.send(mixed, rich);
      expect([...outcomes]).toEqual(mixed.map(({ id }) => [id, { kind: 'accepted' }]));
      expect(slack.slack.messages(channel).map(idsOf)).toEqual([mixed.map(({ id }) => id)]);
    });

    test('a hundred are a few digests, at most one a second', async () => {
      const all = versions(100);
      for (const batch of slack.channel.batches(all)) await slack.channel.send(batch, rich);
      expect(slack.taken()).toEqual(all.map(({ id }) => id));
      expect(slack.asked.length).toBeLessThanOrEqual(6);
      const pauses = slack.asked.slice(1).map(({ at }, index) => at - (slack.asked[index]?.at ?? 0));
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
    });

    test('messages ask Slack to leave their text alone', async () => {
      await slack.channel.send(versions(1), rich);
      await slack.channel.send([notify(approved(1), 'later')], rich);
      for (const { payload } of slack.asked) {
        expect(payload).toMatchObject({ mrkdwn: false, parse: 'none', unfurl_links: false, unfurl_media: false });
        expect(payload).not.toHaveProperty('link_names');
        expect(payload['text']).toMatch(/^✅ fraud-detector v1 approved \(111122223333, eu-west-1\)$/u);
      }
    });

    test('plain is one text each, without blocks', async () => {
      await slack.channel.send(versions(2), { style: 'plain', signal });
      expect(slack.slack.messages(channel).map(({ text, blocks }) => [text, blocks])).toEqual([
        ['✅ fraud-detector v1 approved (111122223333, eu-west-1), id fraud-detector-1', []],
        ['✅ fraud-detector v2 approved (111122223333, eu-west-1), id fraud-detector-2', []],
      ]);
    });

    test('a fault ends it: what was told before is settled, nothing is asked after', async () => {
      slack.refuse('POISON');
      const all = [...versions(3), notify(approved(9, { description: 'POISON' }), 'culprit')];
      slack.next({ error: 'invalid_blocks' }, undefined, { status: 500 });
      const outcomes = await slack.channel.send(all, rich);
      expect(outcomesOf(outcomes)).toEqual(['accepted', 'accepted', 'destination-fault', 'destination-fault']);
      expect(slack.requests()).toBe(3);

      slack.reset();
      slack.next({ error: 'invalid_blocks' }, { status: 500 });
      expect(outcomesOf(await slack.channel.send(all, rich))).toEqual(Array(4).fill('destination-fault'));
      expect(slack.requests()).toBe(2);
    });
  });
}

test('destinations that share a pacer share the channel’s second', async () => {
  const first = await startSlack('bot');
  const pacer = createPacer(first.clock);
  const second = await startSlack('bot', { pacer, clock: first.clock });
  await pacer.turn(channelId, signal);
  const began = first.clock.time;
  await second.channel.send(versions(1), rich);
  expect(first.clock.time - began).toBe(1000);
  await Promise.all([first.close(), second.close()]);
});

test.each(['https://slack.example', 'http://10.0.0.1:80', 'http://user@127.0.0.1', 'file:///x', 'nonsense'])(
  'SLACK_API_URL may not be %s: a secret would go there',
  (apiUrl) => {
    const secrets = new MemorySecrets({});
    const target = { webhook: 'hook' };
    expect(() => createSlackChannel({ target, secrets, context, clock: new SleepingClock(), apiUrl })).toThrow(
      'SLACK_API_URL may only name this machine',
    );
  },
);
