import { compose, type Format, type Message } from '../../../functions/channels/sns/compose.ts';
import type { Change, Notification } from '../../../functions/domain/change.ts';
import { notify } from '../build.ts';
import { everyChange, everyHostile } from '../hostile.ts';
import {
  chatbotDigestProblems,
  chatbotLineProblems,
  chatbotProblems,
  customNotification,
} from '../problems/chatbot.ts';
import { mailDigestProblems, mailProblems, snsProblems } from '../problems/sns.ts';

const context = {
  account: '111122223333',
  region: 'eu-west-1',
  link: 'https://models.example.com/{region}/{group}/{version}',
};
const styles = ['rich', 'plain'] as const;

/** Each alone, and then two of each kind by one owner, so that all that can be a digest is one. */
function messages(text: string, format: Format['format'], style: 'rich' | 'plain'): readonly Message[] {
  const changes = everyChange(text);
  const twice = changes.flatMap((change, index) => [another(change, index), another(change, index + 100)]);
  const said = (all: readonly Notification[]) => compose(all, { format, context }, style);
  return [
    ...changes.flatMap((change, index) => said([notify(change, `id-${index}`)])),
    ...said(twice.map((change, index) => notify(change, `${text}${index}`))),
  ];
}

const another = (change: Change, index: number): Change => ({
  ...change,
  arn: `arn:aws:sagemaker:eu-west-1:111122223333:${change.arn}-${index}`,
  ...('version' in change && change.version !== undefined && { version: change.version + index + 1 }),
});

const isDigest = ({ notifications }: Message) => notifications.length > 1;

describe('a mail', () => {
  test.each(everyHostile)('is one that SNS takes, and of which no line is forged: %s', (_what, text) => {
    const rich = messages(text, 'text', 'rich');
    expect(rich.filter(isDigest).length).toBeGreaterThanOrEqual(9);
    expect(rich.flatMap(snsProblems)).toEqual([]);
    expect(rich.filter((message) => !isDigest(message)).flatMap(mailProblems)).toEqual([]);
    expect(rich.filter(isDigest).flatMap(mailDigestProblems)).toEqual([]);

    const plain = messages(text, 'text', 'plain');
    expect(plain.flatMap(snsProblems)).toEqual([]);
    for (const { subject, body } of plain)
      expect([subject, body]).toEqual([undefined, expect.stringMatching(/^[ -~]+$/u)]);
  });
});

describe('a message to a chat', () => {
  test.each(everyHostile)('is of Amazon Q’s schema, and none of its markdown is not ours: %s', (_what, text) => {
    for (const message of styles.flatMap((style) => messages(text, 'chatbot', style))) {
      expect([...snsProblems(message), ...chatbotProblems(message.body)]).toEqual([]);
      const parsed = customNotification.parse(JSON.parse(message.body));
      const lines = isDigest(message)
        ? chatbotDigestProblems(parsed, message.notifications.length)
        : chatbotLineProblems(parsed);
      expect(lines).toEqual([]);
    }
  });
});
