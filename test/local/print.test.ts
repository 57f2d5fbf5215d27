import { createColors } from 'picocolors';
import { compose } from '../../functions/channels/sns/compose.ts';
import type { Destination } from '../../functions/runtime/config/destination.ts';
import type { Delivery } from '../../local/audience.ts';
import type { Output } from '../../local/output.ts';
import { jsonLines, printed } from '../../local/print.ts';
import { approved, notify, refused, unversioned } from '../channels/build.ts';

const output: Output = { colors: createColors(false), width: 60, write: () => Promise.resolve() };
const sns = (format: 'text' | 'json' | 'chatbot'): Destination => ({ sns: { format, email: [] } });
const bus: Destination = { eventbridge: { bus: 'ml' } };
const context = { account: '111122223333', region: 'eu-west-1', link: 'https://m.example.com/{version}' };

function delivery(format: 'text' | 'json' | 'chatbot', ...versions: readonly number[]): Delivery {
  const all = versions.map((number) => notify(approved(number), `id-${number}`));
  const [message] = compose(all, { format, context }, 'rich');
  if (!message) throw new Error('No message');
  const { notifications, subject, body } = message;
  return { notifications, body, ...(subject !== undefined && { subject }) };
}

test('a message for a chat is printed as the chat would show it', () => {
  expect(printed(delivery('chatbot', 7), sns('chatbot'), output).split('\n')).toEqual([
    '',
    expect.stringMatching(/^╭─ ml-leads: fraud-detector v7 approved ─+$/),
    '│ fraud-detector v7 was approved.',
    '│',
    '│ - Approval: PendingManualApproval → Approved',
    '│ - When: Fri, 20 Nov 2026 14:03:22 UTC',
    '│ - Account: 111122223333, eu-west-1',
    '│ Look at it: https://m.example.com/7',
    expect.stringMatching(/^╰─+$/),
  ]);
});

test('an event is printed as one line that names its bus', () => {
  expect(printed(delivery('json', 7), bus, output)).toMatch(
    /^ {2}ml-leads: approval fraud-detector v7 \(\d+ bytes of JSON on ml, id id-7…\)$/,
  );
});

test('what has no version is named by its own name', () => {
  const lines = [{ kind: 'registered' as const, ...unversioned(), to: 'Completed' as const }, refused('churn')].map(
    (change) => printed({ notifications: [notify(change, 'id-7')], body: '{}' }, bus, output),
  );
  expect(lines).toEqual([
    '  ml-leads: registered my-model (2 bytes of JSON on ml, id id-7…)',
    '  ml-leads: watch-failed churn (2 bytes of JSON on ml, id id-7…)',
  ]);
});

test.each([
  ['an event', 'json', bus],
  ['a json message', 'json', sns('json')],
  ['a message for a chat', 'chatbot', sns('chatbot')],
] as const)('for a program, %s is the object that it is', (_what, format, destination) => {
  const given = delivery(format, 7);
  expect(JSON.parse(jsonLines(given, destination))).toMatchObject({
    id: 'id-7',
    destination: 'ml-leads',
    message: JSON.parse(given.body) as unknown,
  });
});

test('the notifications of a digest share its message, a line each', () => {
  const lines = jsonLines(delivery('chatbot', 7, 8), sns('chatbot')).split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['id-7', 'id-8']);
});
