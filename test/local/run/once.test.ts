import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanUpAfterEach, file, runToEnd, short, temporaryFolder } from './support.ts';

cleanUpAfterEach();

const story = [
  'registered churn-model v4 PendingManualApproval',
  'approval churn-model v4 Approved',
  'registered fraud-detector v6 PendingManualApproval',
  'approval fraud-detector v6 Rejected',
  'failed fraud-detector v5 Failed',
  'lifecycle fraud-detector v4 Production/InProgress',
  'removed churn-model v1',
  ...[1, 2, 3, 4].map((version) => `approval credit-scoring v${version} Approved`),
];

test('a newcomer sees one of everything below what caused it, nothing twice, and finds nothing left behind', async () => {
  const TMPDIR = await temporaryFolder();
  const { code, stdout, stderr } = await runToEnd(['--once'], { environment: { TMPDIR } });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').flatMap((line) => /^(?:> .*|╭─ .*?(?= ─*$)|READY)/.exec(line)?.[0] ?? [])).toEqual([
    'READY',
    '> register a new version of churn-model',
    '╭─ people: churn-model v4 registered, waits for approval',
    '> approve churn-model v4',
    '╭─ people: churn-model v4 approved',
    '> register a new version of fraud-detector',
    '╭─ people: fraud-detector v6 registered, waits for approval',
    '> reject fraud-detector v6',
    '╭─ people: fraud-detector v6 rejected',
    '> fraud-detector v5, still being created, fails',
    '╭─ people: fraud-detector v5 failed',
    '> move fraud-detector v4 to Production',
    '╭─ people: fraud-detector v4 moved to Production/InProgress',
    '> delete churn-model v1',
    '╭─ people: churn-model v1 removed',
    '> approve credit-scoring v1, v2, v3 and v4 at once',
    '╭─ people: 4 versions of credit-scoring approved',
  ]);
  expect(stdout.match(/^ {2}machines: /gm)).toHaveLength(story.length);
  expect(stdout).toMatch(/\n22 notifications in 19 messages to people, machines, 0 told twice\n$/);
  expect(stdout).not.toContain('\u001b');
  expect(await readdir(TMPDIR)).toEqual([]);
});

test('with --json, stdout has one line per notification and nothing else', async () => {
  const run = await runToEnd(['--once', '--json', '--verbose']);
  const lines = run.lines();
  const people = lines.filter(({ destination }) => destination === 'people');
  const machines = lines.filter(({ destination }) => destination === 'machines');

  expect(run.code).toBe(0);
  expect(short(people)).toEqual(story);
  expect(short(machines)).toEqual(story);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  expect(lines.map((line) => Object.keys(line))).toEqual(lines.map(() => ['id', 'destination', 'change', 'message']));
  expect(people[0]?.message).toEqual({
    subject: 'churn-model v4 registered, waits for approval',
    body: expect.stringContaining(people[0]?.id ?? '') as string,
  });
  expect(machines.map(({ message }) => message)).toMatchObject(machines.map(({ id, change }) => ({ id, change })));
  expect(run.stderr).toMatch(/^READY /m);
  expect(run.stderr).toMatch(/^polled: changes 4, delivered 8, /m);

  const digest = people.slice(-4).map(({ message }) => message);
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
    `,
  );
  const { code, stdout, stderr } = await runToEnd(['--once', '--config', config]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('╭─ mail (ml@example.com): churn-model v4 approved ──');
  expect(stdout).toContain('  team: approval churn-model v4 (');
  expect(stdout).toMatch(/left out +arn:aws:sagemaker:eu-west-1:111122223333:model-package-group\/shared/);
  expect(stdout).toMatch(/\n2 notifications in 2 messages to team, mail, 0 told twice\n$/);
});

test('settings of this machine for the real AWS have no say', async () => {
  const environment = {
    AWS_PROFILE: 'none',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_MAX_ATTEMPTS: 'x',
    AWS_REGION: 'eu-central-1',
  };
  const { code, stdout, stderr } = await runToEnd(['--once'], { environment });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
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

  expect({ code, warned: stderr.includes('closed') }).toEqual({ code: 0, warned: false });
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
