import type { Rule } from '../../../functions/domain/rule.ts';
import { parseConfig } from '../../../functions/runtime/config/parse.ts';
import { configSchema } from '../../../functions/runtime/config/schema.ts';
import { configText, refusalOf } from './issues.ts';

const read = (text: string) => parseConfig(text, 'notifier.yaml');

describe('a config that is accepted', () => {
  it('has its defaults filled in', () => {
    expect(read(configText())).toEqual({
      schedule: 'rate(5 minutes)',
      limits: { requestsPerSecond: 2, pageSize: 100 },
      watch: [
        {
          groups: ['fraud'],
          images: [],
          packages: [],
          except: [],
          changes: ['registered', 'approval', 'failed', 'lifecycle', 'removed', 'group-removed'],
          notify: ['people'],
        },
      ],
      destinations: { people: { sns: { format: 'text', email: [] } } },
      operators: [],
      history: '90d',
      sources: ['self'],
    });
  });

  it.each([
    ['images: [a]', ['image-created', 'image-failed', 'image-removed']],
    ['packages: [a]', ['registered', 'failed', 'removed']],
    [
      'images: [a], packages: [a]',
      ['registered', 'failed', 'removed', 'image-created', 'image-failed', 'image-removed'],
    ],
  ])('tells whatever can happen to { %s } where nothing is said', (watched, changes) => {
    expect(read(configText({ rule: `${watched}, notify: [people]` })).watch[0]?.changes).toEqual(changes);
  });

  it.each([
    [
      'all that can happen',
      '',
      ['registered', 'approval', 'failed', 'lifecycle', 'removed', 'group-removed', 'reminder'],
    ],
    ['what it says', 'changes: [approval],', ['approval', 'reminder']],
    ['nothing else', 'changes: [reminder],', ['reminder']],
  ])('tells reminders besides %s', (_what, changes, told) => {
    const rule = `groups: [a], ${changes} remind: { after: 24h }, notify: [people]`;
    expect(read(configText({ rule })).watch[0]).toMatchObject({ changes: told, remind: { after: '24h' } });
  });

  it('has rules as the domain knows them', () => {
    const rules: readonly Rule[] = read(configText()).watch;
    expect(rules).toHaveLength(1);
  });

  const full = configText({
    rule: `images: ['base-?', py3.12], packages: [scorer], groups: [fraud-*, arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/shared], except: ['*-sandbox'],
      nameContains: Fraud, createdAfter: 2026-01-01, createdBefore: 2027-01-01T00:00:00+01:00, changes: [description],
      approvalStatus: [Approved, PendingManualApproval],
      remind: { after: 2d, every: 24h, between: "09:00-18:00 Europe/Berlin, Mon-Fri" }, notify: [people, machines]`,
    destinations: `people: { sns: { format: text, email: [ml@example.com] } },
      machines: { sns: { format: json, topic: arn:aws:sns:eu-west-1:111122223333:topic } },
      events: { eventbridge: { bus: ml-platform } }`,
    top: 'link: https://{region}.example.com/{account}/{group}/{version}\noperators: [people, events]',
  });

  it('survives JSON, and being validated again', () => {
    const config = read(full);
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    expect(configSchema.parse(config)).toEqual(config);
  });

  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:00.5+02:00', '2026-01-31T08:00:00.500Z'],
    ['2026-01-31 10:00:00 -5', '2026-01-31T15:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['!!timestamp 2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['"2026-01-31T10:00:00"', '2026-01-31T10:00:00.000Z'],
  ])('reads the time %s as %s, wherever it runs', (written, meant) => {
    const config = read(configText({ rule: `groups: [fraud], notify: [people], createdAfter: ${written}` }));
    expect(config.watch[0]?.createdAfter).toBe(meant);
  });

  const mixed = `groups: [a], images: [a], packages: [a], notify: [people], approvalStatus: [Approved],
    changes: [approval, lifecycle, registered, group-removed, image-created]`;
  const withOps = 'people: { sns: { format: text } }, ops: { sns: { format: text } }';

  it.each([
    [
      'a destination that no rule uses',
      { destinations: 'people: { sns: { format: text } }, spare: { sns: { format: json } }' },
    ],
    ['emails of a topic of format json', { destinations: 'people: { sns: { format: json, email: [a@example.com] } }' }],
    ['a topic for Amazon Q Developer', { destinations: 'people: { sns: { format: chatbot } }' }],
    ['the default event bus', { destinations: 'people: { eventbridge: { bus: default } }' }],
    [
      'an event bus by its ARN',
      {
        destinations: 'people: { eventbridge: { bus: "arn:aws-cn:events:cn-north-1:111122223333:event-bus/a.b_c-d" } }',
      },
    ],
    ['images with dots in their names', { rule: "images: [py3.12, '*.gpu', 'a?.*'], notify: [people]" }],
    ['an exception with a dot', { rule: "images: ['*'], except: ['py3.*', '*.gpu'], notify: [people]" }],
    ['a part of a name with a dot', { rule: "images: [py3.12], nameContains: '3.1', notify: [people]" }],
    ['one of everything, each with its kinds', { rule: mixed }],
    ['a list of images that is empty beside groups', { rule: 'groups: [a], images: [], notify: [people]' }],
    ['an operator that no rule tells anything', { top: 'operators: [ops]', destinations: withOps }],
    ['empty lists that leave nothing out', { rule: 'groups: [a], except: [], notify: [people]' }],
    ['a glob that is excluded in part', { rule: "groups: ['a*'], except: ['a?*', 'ab'], notify: [people]" }],
    ['one entry of several that is excluded', { rule: 'groups: [a, b], except: [a], notify: [people]' }],
    ['nameContains in one of several names', { rule: 'groups: [a-x, b], nameContains: X, notify: [people]' }],
    ['a group that a YAML of old took for a boolean or a date', { rule: 'groups: [no, 2026-01-01], notify: [people]' }],
    [
      'a status that only "approval" can bring',
      { rule: 'groups: [a], changes: [approval], approvalStatus: [PendingManualApproval], notify: [people]' },
    ],
  ])('may have %s', (_, parts) => {
    expect(() => read(configText(parts))).not.toThrow();
  });

  it('reads names as names, whichever YAML it claims to be', () => {
    const config = read(`%YAML 1.1\n---\n${configText({ rule: 'groups: [no, 2026-01-01], notify: [people]' })}`);
    expect(config.watch[0]?.groups).toEqual(['no', '2026-01-01']);
  });

  it('may repeat itself by anchors', () => {
    const config = read(configText({ destinations: 'people: &sns { sns: { format: text } }, others: *sns' }));
    expect(config.destinations['others']).toEqual(config.destinations['people']);
  });
});

describe('the message of a refusal', () => {
  const text = [
    'schedule: cron(0 1 * * ? *)',
    'watch:',
    '  - groups: [fraud-*]',
    '    approvalStatus:',
    '      - Approved',
    '      - Aproved',
    '    notify: [people]',
    '    escalate: { after: 24h }',
    'destinations:',
    '  People:',
    '    sns: { format: text }',
  ].join('\n');

  it('has one line per mistake, in the order of the file, with line and column', () => {
    expect(refusalOf(text).message.split('\n')).toEqual([
      'notifier.yaml:1:11 schedule: "cron(0 1 * * ? *)" is not allowed: a missed poll must be noticeable, so a schedule is a rate, such as rate(5 minutes)',
      'notifier.yaml:6:9 watch[0].approvalStatus[1]: "Aproved" is not allowed; allowed: PendingManualApproval, Approved, Rejected',
      'notifier.yaml:7:14 watch[0].notify[0]: "people" is not a destination; defined: People; did you mean "People"?',
      'notifier.yaml:8:5 watch[0].escalate: "escalate" is not an option here; allowed: groups, images, packages, except, nameContains, createdAfter, createdBefore, approvalStatus, changes, remind, notify',
      'notifier.yaml:10:3 destinations.People: "People" is not a destination\'s name; allowed: a-z, 0-9 and -, a letter first, at most 40',
    ]);
  });

  it('is of an error that names itself and tells the mistakes to programs', () => {
    const error = refusalOf(configText({ top: 'link: 42' }));
    expect(error.name).toBe('ConfigError');
    expect(error.issues).toEqual([
      { path: 'link', value: 42, problem: '42 is a number; put it in quotes to make it text' },
    ]);
  });

  it('points into what an alias stands for', () => {
    const error = refusalOf('x: &x { sns: { format: tekst } }\nwatch: []\ndestinations:\n  people: *x\n');
    expect(error.message).toContain('notifier.yaml:1:24 destinations.people.sns.format: "tekst"');
  });

  it('shows neither huge values nor control characters', () => {
    const { message } = refusalOf(`schedule: ${'x'.repeat(5000)}\n"\\e[31m${'y'.repeat(5000)}": 1\n`);
    expect(message.length).toBeLessThan(1000);
    expect(message).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
