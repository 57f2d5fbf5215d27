import type { Change } from '../../../functions/domain/change.ts';
import type { Content } from '../../../functions/channels/slack/parts.ts';
import { notify } from '../build.ts';
import { everyChange, hostile } from '../hostile.ts';
import { slackProblems } from '../problems/slack.ts';
import { startSlack, type TestSlack } from './destination.ts';

const signal = new AbortController().signal;
const ours = { links: 'https://models.example.com/eu-west-1/' };
/** Slack is to look for nothing in what it is given, least of all when a message is updated. */
const asItIs = { mrkdwn: false, parse: 'none', unfurl_links: false, unfurl_media: false };

describe('what is hostile stays so in a living message, its updates and its thread', () => {
  let slack: TestSlack;
  beforeAll(async () => {
    slack = await startSlack('bot');
  });
  beforeEach(() => {
    slack.reset();
  });
  afterAll(() => slack.close());

  test.each(Object.entries(hostile))('%s', async (_what, text) => {
    const story = everyChange(text).filter((change) => 'version' in change && 'group' in change);
    for (const [index, change] of story.entries()) {
      const told: Change = { ...change, arn: `arn:${text}`, at: `2026-11-20T14:0${index}:00.000Z` };
      const style = index === story.length - 1 ? 'plain' : 'rich';
      const outcomes = await slack.channel.send([notify(told, `id-${index}`)], { style, signal });
      expect([...outcomes.values()]).toEqual([{ kind: 'accepted' }]);
    }
    expect(new Set(slack.asked.map(({ method }) => method))).toEqual(new Set(['chat.postMessage', 'chat.update']));
    for (const { payload } of slack.asked) {
      expect(payload).toMatchObject(asItIs);
      expect(payload).not.toHaveProperty('link_names');
      expect(slackProblems(payload as unknown as Content, ours)).toEqual([]);
    }
  });
});
