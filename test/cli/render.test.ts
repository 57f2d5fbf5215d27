import { changeSchema } from '../../functions/domain/change.ts';
import { samples } from '../../cli/render/samples.ts';
import { cleanUpAfterEach, cli, file } from './support.ts';

cleanUpAfterEach();
const kinds = Object.keys(samples);

const text = `watch: [{ groups: ['*'], notify: [chat, mail, q, bus, machines] }]
destinations:
  chat: { slack: { channel: C0123456789, token: bot } }
  mail: { sns: { format: text, email: [me@example.com] } }
  q: { sns: { format: chatbot } }
  bus: { eventbridge: { bus: default } }
  machines: { sns: { format: json } }
link: https://ml.example.com/{group}/{version}
`;

const render = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await cli(['render', '--config', await file('all.yaml', text), ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};
/** The JSON documents of an output that has a title above each. */
const documents = (output: string): Record<string, unknown>[] =>
  output.split(/^(?=\{$)/m).flatMap((part) => {
    const end = part.indexOf('\n}\n');
    return part.startsWith('{') ? [JSON.parse(part.slice(0, end + 2)) as Record<string, unknown>] : [];
  });

test.each(Object.entries(samples))('the sample of %s is one that can be', (kind, change) => {
  expect(changeSchema.parse(change)).toEqual(change);
  expect(change.kind).toBe(kind);
});

test.each([
  ['mail', /^╭─ mail \(me@example\.com\): churn-model v4 approved ─+\n│ churn-model v4 was approved\.\n/m],
  [
    'chat',
    /^╭─ chat \(C0123456789\): Slack ─+\n│ ✅ churn-model v4 approved\n│ https:\/\/ml\.example\.com\/churn-model\/4\n/m,
  ],
  ['q', /^╭─ q: churn-model v4 approved ─+\n│ churn-model v4 was approved\.\n/m],
])('%s shows what a person would see', async (destination, words) => {
  expect(await render('--kind', 'approval', '--destination', destination)).toMatch(words);
});

test('machines and buses show the JSON that they get, whole', async () => {
  const [json] = documents(await render('--kind', 'approval', '--destination', 'machines'));
  const [event] = documents(await render('--kind', 'approval', '--destination', 'bus'));
  expect(json).toMatchObject({ id: 'sample-approval.machines', destination: 'machines', change: samples.approval });
  expect(event).toMatchObject({ Source: 'sagemaker-approval-notifier', Detail: { change: samples.approval } });
});

test('every kind is shown for every destination', async () => {
  const output = await render();
  expect(documents(output)).toHaveLength(2 * kinds.length);
  expect(output.match(/^╭─ (chat|mail|q)\b/gm)).toHaveLength(3 * kinds.length);
});

test('the shipped config is the default', async () => {
  const { code, stdout } = await cli(['render', '--kind', 'removed']);
  expect(code).toBe(0);
  expect(stdout).toContain('churn-model v4');
});

test.each([
  [
    ['--kind', 'approved'],
    /^option '--kind <kind>' argument 'approved' is invalid\. Allowed: registered, approval, .*\n$/,
  ],
  [['--destination', 'me'], /^option '--destination <name>' argument 'me' is invalid\. Allowed: people, machines\.\n$/],
])('%j is a mistake on the command line', async (args, words) => {
  const { code, stdout, stderr } = await cli(['render', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
});

test('a config with mistakes is refused with all of them', async () => {
  const path = await file('bad.yaml', 'watch: []\ndestinations: {}\n');
  const { code, stdout, stderr } = await cli(['render', '--config', path]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
});
