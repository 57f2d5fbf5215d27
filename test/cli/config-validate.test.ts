import { parseConfig } from '../../functions/runtime/config/parse.ts';
import { cleanUpAfterEach, cli, file } from './support.ts';

cleanUpAfterEach();

test('a config is told in a few lines, its defaults filled in', async () => {
  const path = await file(
    'team.yaml',
    `schedule: rate(1 minute)
watch:
  - { groups: ['fraud-*', churn], except: ['*-sandbox'], changes: [approval], approvalStatus: [Approved, Rejected], notify: [chat, hook] }
  - { groups: ['*'], nameContains: prod, createdAfter: 2026-01-31, remind: { after: 24h, every: 7d, between: '09:00-18:00 UTC' }, notify: [mail, machines, bus] }
  - { images: ['gpu-*'], packages: ['*'], changes: [failed, image-failed], notify: [mail] }
operators: [mail]
destinations:
  chat: { slack: { channel: C0123456789, token: bot } }
  hook: { slack: { webhook: hook-url } }
  mail: { sns: { format: text, email: [me@example.com] } }
  machines: { sns: { format: json, topic: 'arn:aws:sns:us-east-1:111122223333:models' } }
  bus: { eventbridge: { bus: default } }
link: https://ml.example.com/{group}
sources:
  - self
  - { account: '111122223333', region: eu-west-1, role: reader }
  - { account: '111122223333', region: us-east-1, role: ml/reader-2, externalId: team-1 }
`,
  );
  const { code, stdout, stderr } = await cli(['config', 'validate', path]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`${path} is valid

polls  rate(1 minute), at most 2 requests a second to SageMaker, 100 items a page
keeps  what was told for 90d
link   https://ml.example.com/{group}

sources
  self, where it is deployed
  111122223333/eu-west-1, by the role reader
  111122223333/us-east-1, by the role ml/reader-2, with an external id

rule 1  groups fraud-*, churn, but *-sandbox
only    if Approved or Rejected
tells   approval
to      chat, hook

rule 2  groups *
only    with prod in the name, created after 2026-01-31T00:00:00.000Z
tells   registered, approval, failed, lifecycle, removed, group-removed, reminder
remind  after 24h, then every 7d, 09:00-18:00 UTC
to      mail, machines, bus

rule 3  images gpu-*; packages *
tells   failed, image-failed
to      mail

operators  mail: what cannot be read

destinations
  chat      Slack, channel C0123456789
  hook      Slack, webhook of the secret hook-url
  mail      SNS, text, a topic of the stack, by mail to me@example.com
  machines  SNS, json, arn:aws:sns:us-east-1:111122223333:models
  bus       EventBridge, bus default
`);
});

test('reminders that are asked for oftener than polls come are said to', async () => {
  const text =
    'schedule: rate(1 hour)\nwatch:\n  - { groups: ["*"], notify: [me], remind: { after: 2h, every: 5m } }\n' +
    'destinations: { me: { sns: { format: text } } }\n';
  const { code, stdout } = await cli(['config', 'validate', await file('hurried.yaml', text)]);
  expect(code).toBe(0);
  expect(stdout).toContain('remind  after 2h, then every 5m; no oftener than polls, rate(1 hour)\n');
});

test('all mistakes are told, in the words of a deployment', async () => {
  const text = 'schedule: rate(0 minutes)\nwatch:\n  - { groups: ["*"], notify: [me] }\ndestinations: {}\n';
  const path = await file('bad.yaml', text);
  const { code, stdout, stderr } = await cli(['config', 'validate', path]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n').length).toBeGreaterThan(1);
  expect(() => parseConfig(text, path)).toThrow(stderr.trimEnd());
});

test('the shipped config is the default, and valid', async () => {
  const { code, stdout } = await cli(['config', 'validate']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^notifier\.yaml is valid\n/);
});

test('a file that is not there is a mistake on the command line', async () => {
  const { code, stdout, stderr } = await cli(['config', 'validate', 'nowhere.yaml']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^The config cannot be read: ENOENT.*nowhere\.yaml.*\n$/);
});
