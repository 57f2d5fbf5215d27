import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { changeSchema } from '../../../functions/domain/change.ts';
import { cleanUpAfterEach, file, runToEnd, short, temporaryFolder } from './support.ts';

cleanUpAfterEach();

const story = [
  'registered churn-model v4 PendingManualApproval',
  'description churn-model v4',
  'approval churn-model v4 Approved',
  'registered fraud-detector v6 PendingManualApproval',
  'approval fraud-detector v6 Rejected',
  'failed fraud-detector v5 Failed',
  'lifecycle fraud-detector v4 Production/InProgress',
  'removed churn-model v1',
  ...[1, 2, 3, 4].map((version) => `approval credit-scoring v${version} Approved`),
  'group-removed credit-scoring',
  'registered payee-matcher Completed',
  'image-failed training-gpu v3 CREATE_FAILED',
  'image-created training-gpu v4 CREATED',
  'image-removed training-gpu v1',
  'watch-failed training-gpu',
  'watch-recovered training-gpu',
  ...[5, 6].map((version) => `registered churn-model v${version} PendingManualApproval`),
  ...[5, 6].map((version) => `reminder churn-model v${version} PendingManualApproval`),
];
const chats = ['ml-chat', 'leads-chat', 'q-chat'];
const destinations = ['people', 'machines', ...chats, 'event-bus'];

/** What of a version or group, in which order. */
function perSubject(told: readonly string[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const one of told) {
    const [, subject = ''] = /^\S+ (\S+(?: v\d+)?)/.exec(one) ?? [];
    (all[subject] ??= []).push(one);
  }
  return all;
}

/** What can be told by now, in this release. */
/** What can happen. A test message is sent when somebody asks for one. */
const kinds = changeSchema.def.options.map(({ shape }) => shape.kind.def.values[0]).filter((kind) => kind !== 'test');

test('a newcomer sees one of everything below what caused it, nothing twice, and finds nothing left behind', async () => {
  const TMPDIR = await temporaryFolder();
  const { code, stdout, stderr } = await runToEnd(['--once'], { environment: { TMPDIR } });

  expect(code).toBe(0);
  expect(stdout.split('\n').flatMap((line) => /^(?:> .*|╭─ people: .*?(?= ─*$)|READY)/.exec(line)?.[0] ?? [])).toEqual([
    'READY',
    '> register a new version of churn-model',
    '╭─ people: churn-model v4 registered, waits for approval',
    '> describe churn-model v4 anew',
    '╭─ people: churn-model v4 has a new description',
    '> approve churn-model v4',
    '╭─ people: churn-model v4 approved',
    '> Slack goes down: it answers everything with 503',
    '> register a new version of fraud-detector',
    '╭─ people: fraud-detector v6 registered, waits for approval',
    '> reject fraud-detector v6',
    '╭─ people: fraud-detector v6 rejected',
    '> fraud-detector v5, still being created, fails',
    '╭─ people: fraud-detector v5 failed',
    '> Slack is back',
    '> move fraud-detector v4 to Production',
    '╭─ people: fraud-detector v4 moved to Production/InProgress',
    '> delete churn-model v1',
    '╭─ people: churn-model v1 removed',
    '> approve credit-scoring v1, v2, v3 and v4 at once',
    '╭─ people: 4 versions of credit-scoring approved',
    '> delete the group credit-scoring and all that is in it',
    '╭─ people: Model group credit-scoring removed (4 versions)',
    '> register the model package payee-matcher, without a group and a version',
    '╭─ people: Model package payee-matcher registered',
    '> version 3 of the image training-gpu, still being created, fails',
    '╭─ people: Image training-gpu v3 could not be created',
    '> create a new version of the image training-gpu',
    '╭─ people: Image training-gpu v4 created',
    '> delete version 1 of the image training-gpu',
    '╭─ people: Image training-gpu v1 removed',
    '> take the permission away to list the versions of training-gpu',
    '╭─ people: Image training-gpu cannot be read: sagemaker:ListImageVersions is not allowed',
    '> give that permission back',
    '╭─ people: Image training-gpu can be read again',
    '> register two more versions of churn-model, which nobody decides on',
    '╭─ people: 2 versions of churn-model registered, all waiting for approval',
    '> let the time pass after which a rule reminds',
    '╭─ people: 2 versions of churn-model wait for approval',
  ]);
  for (const name of ['machines', 'event-bus']) {
    expect(stdout.match(new RegExp(`^ {2}${name}: `, 'gm'))).toHaveLength(story.length);
  }
  // Whole at first, then in a line.
  for (const name of chats) expect(stdout.match(new RegExp(`^╭─ ${name}\\b`, 'gm'))).toHaveLength(1);
  expect(stdout).toMatch(/\n138 notifications in 116 messages to people, machines, .*, event-bus, 0 told twice\n$/);
  expect(stdout).not.toContain('\u001b');
  expect(await readdir(TMPDIR)).toEqual([]);
  expect(stderr.trim().split('\n').sort()).toEqual([
    expect.stringMatching(/^! cannot be read: subject image training-gpu, operation ListImageVersions, fault refused/),
    expect.stringMatching(/^! destination closed: destination leads-chat, .*HTTP 503/),
    expect.stringMatching(/^! destination closed: destination ml-chat, .*HTTP 503/),
  ] as string[]);
});

test('while Slack is down the others are told; when it is back it hears what waited, in order', async () => {
  const { stdout } = await runToEnd(['--once']);
  const during = (from: string, to: string) => {
    const [, rest = ''] = stdout.split(`> ${from}`);
    return (
      rest
        .split(`> ${to}`)[0]
        ?.split('\n')
        .flatMap((line) => /^ {2}[a-z-]+: .*/.exec(line)?.[0] ?? []) ?? []
    );
  };
  expect(during('Slack goes down', 'Slack is back').map((line) => line.trim().split(':')[0])).toEqual(
    Array.from({ length: 3 }, () => ['machines', 'q-chat', 'event-bus']).flat(),
  );
  for (const name of ['ml-chat', 'leads-chat']) {
    expect(during('Slack is back', 'move').filter((line) => line.includes(name))).toEqual([
      `  ${name}: 2 changes: 1 failed, 1 registered (fraud-detector v6, fraud-detector v5)`,
      `  ${name}: ❌ fraud-detector v6 rejected`,
    ]);
  }
});

test('a version in Slack is one living message, which stands in the end as all that was told left it', async () => {
  const { stdout } = await runToEnd(['--once']);
  const [, threads = ''] = stdout.split('The threads of ml-chat, as they stand in Slack\n');
  const heads = threads.split('\n').filter((line) => /churn-model v|Image training-gpu|edited/.test(line));
  expect(heads).toEqual([
    '✅ churn-model v4 approved',
    '(edited)',
    '└ 📝 churn-model v4 has a new description',
    '└ ✅ churn-model v4 approved',
    '✅ Image training-gpu can be read again',
    '(edited)',
    '└ ✅ Image training-gpu can be read again',
  ]);
});

test('every destination hears of every kind of change, once and in order', async () => {
  const run = await runToEnd(['--once', '--json', '--verbose']);
  const lines = run.lines();

  expect(run.code).toBe(0);
  expect([...new Set(lines.map(({ destination }) => destination))].sort()).toEqual([...destinations].sort());
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  for (const destination of destinations) {
    const own = lines.filter((line) => line.destination === destination);
    expect(new Set(own.map(({ change }) => change.kind))).toEqual(new Set(kinds));
    expect(perSubject(short(own))).toEqual(perSubject(story));
  }
});

test('with --json, stdout has one line per notification and nothing else', async () => {
  const run = await runToEnd(['--once', '--json', '--verbose']);
  const lines = run.lines();
  const people = lines.filter(({ destination }) => destination === 'people');
  const machines = lines.filter(({ destination }) => destination === 'machines');

  expect(run.code).toBe(0);
  expect(short(people)).toEqual(story);
  expect(short(machines)).toEqual(story);
  expect(lines.map((line) => Object.keys(line))).toEqual(lines.map(() => ['id', 'destination', 'change', 'message']));
  expect(people[0]?.message).toEqual({
    subject: 'churn-model v4 registered, waits for approval',
    body: expect.stringContaining(people[0]?.id ?? '') as string,
  });
  expect(machines.map(({ message }) => message)).toMatchObject(machines.map(({ id, change }) => ({ id, change })));
  expect(run.stderr).toMatch(/^READY /m);
  expect(run.stderr).toMatch(/^polled: changes 4, delivered 24, /m);

  const actors = people.flatMap(({ change: { kind, by } }) => (by ? `${kind} by ${by.name}` : []));
  expect(new Set(actors)).toEqual(
    new Set([
      'registered by data-scientist',
      'approval by reviewer',
      'lifecycle by reviewer',
      'reminder by data-scientist',
    ]),
  );
  const note = people.find(({ change }) => change.kind === 'approval')?.change.approvalDescription;
  expect(note).toBe('Better in every segment');

  const digest = people.slice(-15, -11).map(({ message }) => message);
  expect(digest).toEqual(
    Array(4).fill({ subject: '4 versions of credit-scoring approved', body: digest[0]?.['body'] }),
  );
});

test("a config that AWS's accounts are named in runs here too, and only what its rules ask for is expected", async () => {
  const config = await file(
    'own.yaml',
    `
    limits: { requestsPerSecond: 0.1 }
    watch:
      - groups: [churn-*, 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/shared']
        changes: [approval]
        notify: [team, mail]
      - { groups: [credit-scoring], approvalStatus: [Rejected], notify: [team] }
    destinations:
      team: { sns: { format: json, topic: 'arn:aws:sns:eu-west-1:111122223333:alerts' } }
      mail: { sns: { format: text, email: [ml@example.com] } }
    sources: [{ account: '111122223333', region: eu-west-1, role: reader }]
    `,
  );
  const { code, stdout, stderr } = await runToEnd(['--once', '--config', config]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('╭─ mail (ml@example.com): churn-model v4 approved ──');
  expect(stdout).toContain('  team: approval churn-model v4 (');
  expect(stdout).toMatch(/left out +arn:aws:sagemaker:eu-west-1:111122223333:model-package-group\/shared/);
  expect(stdout).toMatch(/left out +the source 111122223333\/eu-west-1: another account or region/);
  expect(stdout).toMatch(/\n3 notifications in 3 messages to team, mail, 0 told twice\n$/);
});

test('settings of this machine for the real AWS have no say', async () => {
  const environment = {
    AWS_PROFILE: 'none',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_MAX_ATTEMPTS: 'x',
    AWS_REGION: 'eu-central-1',
  };
  const { code, stdout } = await runToEnd(['--once'], { environment });

  expect(code).toBe(0);
  expect(stdout).toContain('arn:aws:sagemaker:eu-central-1:000000000000:model-package/churn-model/4');
});

test('a reader that has seen enough ends it without a word', async () => {
  const root = join(import.meta.dirname, '../../..');
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const command = 'node --disable-warning=ExperimentalWarning local/start.cjs --once';
  for (const options of ['', ' --json']) {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `${command}${options} | head -n 1`], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', PATH },
    });
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/EPIPE|closed/);
  }
});

test('a config with destinations in Slack runs here too: every secret has a value, and a thread is one living message', async () => {
  const config = await file(
    'slack.yaml',
    `
    watch: [{ groups: ['*'], changes: [registered, approval], notify: [bot, hook] }]
    destinations:
      bot: { slack: { channel: C0123456789, token: notifier/bot } }
      hook: { slack: { webhook: notifier/webhook } }
    `,
  );
  const { code, stdout, stderr } = await runToEnd(['--once', '--json', '--config', config]);

  // Down in the middle of the story, each is asked once before it waits.
  expect({ code, closed: stderr.match(/closed/g)?.length }).toEqual({ code: 0, closed: 2 });
  const told = stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as { destination: string; message: { text: string } });
  for (const destination of ['bot', 'hook']) {
    const texts = told.filter((one) => one.destination === destination).map(({ message }) => message.text);
    expect(texts.filter((text) => text.startsWith('✅ churn-model v4 approved'))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith('4 versions of credit-scoring approved'))).toHaveLength(4);
  }
});
