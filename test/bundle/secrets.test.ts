import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorAnswer } from '../../local/aws/index.ts';
import type { Behaviour } from '../../local/slack/index.ts';
import { reportOn } from '../permissions/report.ts';
import { Cloud, functionCredentials } from '../support/cloud.ts';
import type { FunctionProcess } from '../support/lambda/function-process.ts';
import { Assembly } from '../support/stack/assembly.ts';
import { Deployment } from '../support/stack/deployment.ts';
import { dump } from '../support/table.ts';

const config = `
limits: { requestsPerSecond: 100 }
watch:
  - { groups: ['*'], notify: [chat, leads, machines] }
destinations:
  chat: { slack: { channel: C0123456789, token: approval-notifier/slack } }
  leads: { slack: { webhook: approval-notifier/hook } }
  machines: { sns: { format: json } }
operators: [machines]
`;

const token = 'xoxb-canary-of-the-token';
const webhook = 'canary-of-the-webhook';
const canaries = [token, webhook, functionCredentials.secretAccessKey, functionCredentials.sessionToken];

const hour = 3_600_000;
let assembly: Assembly;
let cloud: Cloud;
let deployment: Deployment;
let process: FunctionProcess;
/** All that could be seen by somebody, by where that is. */
const seen: Record<string, string> = {};
const errors: string[] = [];
let polls = 0;

const putSecrets = () => {
  cloud.secrets.values.set('approval-notifier/slack', JSON.stringify({ token, webhook: 'not for this one' }));
  cloud.secrets.values.set('approval-notifier/hook', `https://hooks.slack.com/services/TSTANDIN/leads/${webhook}`);
};

/** A new version, and a poll an hour later, when whatever was closed is tried again. */
async function poll(): Promise<void> {
  polls++;
  cloud.advance(hour);
  cloud.aws.registry.seed({ packages: [{ group: 'churn' }] });
  const answer = await process.invoke(deployment.scheduledEvent(), { later: cloud.later });
  if (answer.kind === 'error') errors.push(JSON.stringify(answer.error));
}

async function pollWhileSlack(behaviour: Behaviour): Promise<void> {
  cloud.slack.fail(behaviour);
  await poll();
  cloud.slack.fail();
}

beforeAll(async () => {
  assembly = await Assembly.synthesize(config);
  cloud = await Cloud.start();
  deployment = await Deployment.make(cloud, assembly);
  process = await deployment.start();
  putSecrets();

  await poll();
  await poll();
  for (const error of ['invalid_blocks', 'token_revoked', 'invalid_token']) await pollWhileSlack({ error });
  // As rude as a proxy can be that prints what it was sent.
  for (const status of [403, 500]) await pollWhileSlack({ status, body: `You sent: ${canaries.join(', ')}` });
  await pollWhileSlack({ connection: 'hang-up' });
  cloud.secrets.values.set('approval-notifier/slack', JSON.stringify({ tokens: token }));
  cloud.secrets.values.set('approval-notifier/hook', `https://example.com/services/T/B/${webhook}`);
  // Until they are refused, the process goes by what it knows.
  await pollWhileSlack({ status: 403 });
  await poll();
  cloud.secrets.values.clear();
  await poll();
  putSecrets();
  cloud.intercept((call, next) =>
    call.service === 'dynamodb' ? Promise.resolve(errorAnswer('dynamodb', 'AccessDeniedException', 'no')) : next(),
  );
  await poll();
  cloud.intercept();
  seen.state = JSON.stringify(await dump(cloud.dynamodb, deployment.table));
  await poll();
  await poll();
  seen['state in the end'] = JSON.stringify(await dump(cloud.dynamodb, deployment.table));
  seen.log = process.output;
  seen.errors = errors.join('\n');
  seen.messages = JSON.stringify([...cloud.published, ...cloud.events]);
  seen.chat = JSON.stringify(cloud.slack.channels.map((channel) => cloud.slack.messages(channel)));
  seen['calls to AWS'] = cloud.calls.map(({ body }) => body.toString()).join('\n');
  seen.environment = JSON.stringify(deployment.poll.environment);
  seen['cdk.out'] = readdirSync(assembly.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}, 120_000);
afterAll(async () => {
  await process.close();
  await cloud.close();
  assembly.remove();
});

const places = [
  'log',
  'errors',
  'state',
  'state in the end',
  'messages',
  'chat',
  'calls to AWS',
  'environment',
  'cdk.out',
] as const;

test('secrets went where they belong, in time of trouble too, and every message arrived in the end', () => {
  const credentials = cloud.chats.map(({ credential }) => credential);
  expect(credentials).toEqual(expect.arrayContaining([token, `/services/TSTANDIN/leads/${webhook}`]));
  const tokens = cloud.calls.map(({ headers }) => headers['x-amz-security-token']);
  expect(new Set(tokens)).toEqual(new Set([functionCredentials.sessionToken]));
  const versions = (of: string) => new Set([...of.matchAll(/churn v(\d+)/g)].map(([, version]) => version)).size;
  for (const channel of cloud.slack.channels) {
    // But for those of the first poll, which is silent, and of the one whose message Slack would not take.
    expect([channel, versions(cloud.slack.text(channel))]).toEqual([channel, polls - 2]);
  }
});

test.each(places)('no secret is to be found in: %s', (place) => {
  expect(seen[place]?.length).toBeGreaterThan(20);
  // By what was found, so that a failure does not print all of it.
  expect(canaries.filter((canary) => seen[place]?.includes(canary))).toEqual([]);
});

test('the troubles were told all the same, by the names of the secrets', () => {
  const told = [
    'Slack refused (token_revoked)',
    'secret approval-notifier/slack holds no token',
    'secret approval-notifier/slack does not exist',
    'secret approval-notifier/hook holds no webhook of Slack',
    'secret approval-notifier/hook does not exist',
    'Slack does not take this message (invalid_blocks)',
  ];
  expect(told.filter((words) => !seen.log?.includes(words))).toEqual([]);
  expect(errors).toHaveLength(1);
});

test('nothing was asked of AWS that the role does not allow', () => {
  const { calls } = cloud;
  expect(
    reportOn({ deployment, calls: { Poll: calls, React: [] }, keys: new Map() }).flatMap(({ missing }) => missing),
  ).toEqual([]);
});

test('a stand-in for Slack that is not on this machine is refused, before any secret is read', async () => {
  const elsewhere = await deployment.start({ SLACK_API_URL: 'https://example.com' });
  const before = cloud.calls.length;
  try {
    const answer = await elsewhere.invoke(deployment.scheduledEvent(), { later: cloud.later });
    const errorMessage = expect.stringContaining('SLACK_API_URL may only name this machine') as string;
    expect(answer).toMatchObject({ kind: 'error', error: { errorMessage } });
    expect(cloud.calls.length).toBe(before);
  } finally {
    await elsewhere.close();
  }
});
