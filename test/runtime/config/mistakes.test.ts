import { configText, refusalOf } from './issues.ts';

type Row = readonly [path: string, value: unknown, problem: string | RegExp];

function expectIssue(text: string, [path, value, problem]: Row): void {
  const { issues } = refusalOf(text);
  expect(issues).toEqual([{ path, value, problem: issues[0]?.problem }]);
  if (typeof problem === 'string') expect(issues[0]?.problem).toBe(problem);
  else expect(issues[0]?.problem).toMatch(problem);
}

describe('mistakes in a rule', () => {
  const groups = (entry: string) => `groups: [${entry}], notify: [people]`;
  const more = (options: string) => `groups: [fraud, churn], notify: [people], ${options}`;
  const rows: readonly (readonly [rule: string, ...Row])[] = [
    ['groups: fraud, notify: [people]', 'watch[0].groups', 'fraud', '"fraud" is not a list; write ["fraud"]'],
    ['groups: , notify: [people]', 'watch[0].groups', null, 'is empty; expected a list'],
    [groups('12'), 'watch[0].groups[0]', 12, '12 is a number; put it in quotes to make it text'],
    [groups('-a'), 'watch[0].groups[0]', '-a', /neither start nor end with -$/],
    [groups('"fraud-"'), 'watch[0].groups[0]', 'fraud-', /neither start nor end with -$/],
    [groups('""'), 'watch[0].groups[0]', '', '"" is not a group\'s name'],
    [groups('"a[b]"'), 'watch[0].groups[0]', 'a[b]', /allowed: letters, digits and -, in globs also \* and \?$/],
    [groups('a_b'), 'watch[0].groups[0]', 'a_b', /allowed: letters, digits and -, in globs also \* and \?$/],
    [groups('"!a"'), 'watch[0].groups[0]', '!a', /allowed: letters, digits and -, in globs also \* and \?$/],
    [
      groups('x'.repeat(64)),
      'watch[0].groups[0]',
      'x'.repeat(64),
      /is too long: a group's name has at most 63 characters$/,
    ],
    [
      groups('arn:aws:sagemaker:eu-west-1:1111:model-package-group/a'),
      'watch[0].groups[0]',
      'arn:aws:sagemaker:eu-west-1:1111:model-package-group/a',
      /is not the ARN of a model package group; allowed: arn:aws:sagemaker:REGION:ACCOUNT:model-package-group\/NAME$/,
    ],
    [
      groups('arn:aws:sagemaker:eu-west-1:111122223333:model-package/a/1'),
      'watch[0].groups[0]',
      'arn:aws:sagemaker:eu-west-1:111122223333:model-package/a/1',
      /is the ARN of a model package; give its group's$/,
    ],
    [
      groups('arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/a*'),
      'watch[0].groups[0]',
      'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/a*',
      /is an ARN with \* or \?; those are for names only$/,
    ],
    [groups('fraud, churn, Fraud'), 'watch[0].groups[2]', 'Fraud', '"Fraud" is given twice'],
    [
      more('except: [arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/a]'),
      'watch[0].except[0]',
      'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/a',
      /is an ARN; except takes names and globs only/,
    ],
    [more("except: ['*']"), 'watch[0].except', ['*'], 'leaves out every entry of groups: the rule can never match'],
    [
      more('except: [Fraud, ch*]'),
      'watch[0].except',
      ['Fraud', 'ch*'],
      'leaves out every entry of groups: the rule can never match',
    ],
    [more('nameContains: a_b'), 'watch[0].nameContains', 'a_b', /allowed: letters, digits, - and \., 1 to 63 of them$/],
    [
      more('nameContains: model'),
      'watch[0].nameContains',
      'model',
      '"model" is in the name of none of the groups: the rule can never match',
    ],
    [
      'groups: [a, b-model], except: ["b*"], nameContains: model, notify: [people]',
      'watch[0].nameContains',
      'model',
      '"model" is in the name of none of the groups: the rule can never match',
    ],
    [
      more('createdAfter: yesterday'),
      'watch[0].createdAfter',
      'yesterday',
      /is not a time; allowed: an ISO 8601 date or/,
    ],
    [more('createdAfter: 2026-02-30'), 'watch[0].createdAfter', '2026-02-30', /is not a time; allowed: an ISO 8601/],
    [more('createdAfter: 2026-01-01T24:00Z'), 'watch[0].createdAfter', '2026-01-01T24:00Z', /is not a time/],
    [
      more('createdAfter: 2026-02-01, createdBefore: 2026-02-01'),
      'watch[0].createdBefore',
      '2026-02-01T00:00:00.000Z',
      '"2026-02-01T00:00:00.000Z" is not later than createdAfter, "2026-02-01T00:00:00.000Z": the rule can never match',
    ],
    [
      more('approvalStatus: [approved]'),
      'watch[0].approvalStatus[0]',
      'approved',
      '"approved" is not allowed; allowed: PendingManualApproval, Approved, Rejected',
    ],
    [more('approvalStatus: []'), 'watch[0].approvalStatus', [], /is an empty list/],
    [
      more('approvalStatus: [Approved, Approved]'),
      'watch[0].approvalStatus[1]',
      'Approved',
      '"Approved" is given twice',
    ],
    [
      more('changes: [reminder]'),
      'watch[0].changes[0]',
      'reminder',
      '"reminder" needs remind, which says when: remind: { after: 24h }',
    ],
    [
      more('remind: { every: 24h }'),
      'watch[0].remind.after',
      undefined,
      /^is missing; give a whole number and m, h, d/,
    ],
    [
      more('remind: { after: 24 }'),
      'watch[0].remind.after',
      24,
      '24 is not a length of time; allowed: a whole number and m, h, d or w, such as 24h, from 1m to 365d',
    ],
    ...['24', '0h', '1.5h', '-1h', '24 hours', '59s', '53w', '366d'].map(
      (text) =>
        [
          more(`remind: { after: 24h, every: '${text}' }`),
          'watch[0].remind.every',
          text,
          /is not a length of time; allowed: a whole number and m, h, d or w, such as 24h, from 1m to 365d$/,
        ] as const,
    ),
    [
      more('remind: { after: 24h, between: 9 to 5 }'),
      'watch[0].remind.between',
      '9 to 5',
      '"9 to 5" is not hours; allowed: HH:MM-HH:MM ZONE, and days if not every day, such as "09:00-18:00 Europe/Berlin, Mon-Fri"',
    ],
    [
      more('remind: { after: 24h, between: "22:00-06:00 UTC" }'),
      'watch[0].remind.between',
      '22:00-06:00 UTC',
      '"22:00-06:00 UTC" does not end later than it begins; hours over midnight are not possible',
    ],
    [
      more('remind: { after: 24h, between: "09:00-18:00 Europe/Berln" }'),
      'watch[0].remind.between',
      '09:00-18:00 Europe/Berln',
      '"09:00-18:00 Europe/Berln" names no time zone that is known; allowed: IANA names, such as Europe/Berlin or UTC; did you mean "Europe/Berlin"?',
    ],
    [
      more('remind: { after: 24h, between: "09:00-18:00 UTC, Mo-Fr" }'),
      'watch[0].remind.between',
      '09:00-18:00 UTC, Mo-Fr',
      '"09:00-18:00 UTC, Mo-Fr" names days that no week has; allowed: Sun, Mon, Tue, Wed, Thu, Fri, Sat, a range such as Mon-Fri, several with commas',
    ],
    [
      more('remind: { after: 24h, between: "9:00-18:00 UTC" }'),
      'watch[0].remind.between',
      '9:00-18:00 UTC',
      /^"9:00-18:00 UTC" has an hour of one digit; allowed: HH:MM-HH:MM ZONE/,
    ],
    [
      more('remind: { after: 24h, between: "09:00-18:00, Mon-Fri" }'),
      'watch[0].remind.between',
      '09:00-18:00, Mon-Fri',
      /^"09:00-18:00, Mon-Fri" names no time zone; allowed: HH:MM-HH:MM ZONE/,
    ],
    [
      more('remind: { after: 24h, between: 09:00-18:00 Europe/Berlin, Mon-Fri }'),
      'watch[0].remind.Mon-Fri',
      null,
      '"Mon-Fri" is not an option here; if it is days, put all of between in quotes: between: "09:00-18:00 UTC, Mon-Fri"',
    ],
    [
      more('remind: 24h'),
      'watch[0].remind',
      '24h',
      '"24h" is not a map; allowed: after, every and between, such as { after: 24h }',
    ],
    [
      more('remind: { after: 24h, betwen: "09:00-18:00 UTC" }'),
      'watch[0].remind.betwen',
      '09:00-18:00 UTC',
      '"betwen" is not an option here; allowed: after, every, between; did you mean "between"?',
    ],
    [
      more('remind: { after: 24h }, approvalStatus: [Approved, Rejected]'),
      'watch[0].remind',
      { after: '24h' },
      'has no effect: approvalStatus leaves out PendingManualApproval, which is what a version has as long as it waits',
    ],
    [
      'images: [a], packages: [a], notify: [people], remind: { after: 24h }',
      'watch[0].remind',
      { after: '24h' },
      'has no effect: images and packages have no approval status; only versions of groups wait for approval',
    ],
    [
      more('changes: [group-removed], approvalStatus: [Approved]'),
      'watch[0].approvalStatus',
      ['Approved'],
      'has no effect: no change of a model version is asked for, and nothing else has an approval status',
    ],
    [
      more('changes: [group-removed], createdAfter: 2026-01-01'),
      'watch[0].createdAfter',
      '2026-01-01T00:00:00.000Z',
      'has no effect: "group-removed" is the only change asked for, and a removed group has no creation time',
    ],
    ['groups: [a], notify: []', 'watch[0].notify', [], 'is an empty list: the rule could never tell anything'],
    [
      'groups: [a], notify: [peple]',
      'watch[0].notify[0]',
      'peple',
      '"peple" is not a destination; defined: people; did you mean "people"?',
    ],
    [
      'groups: [a], notify: [constructor]',
      'watch[0].notify[0]',
      'constructor',
      '"constructor" is not a destination; defined: people',
    ],
    [
      more('nameContain: fraud'),
      'watch[0].nameContain',
      'fraud',
      '"nameContain" is not an option here; allowed: groups, images, packages, except, nameContains, createdAfter, createdBefore, approvalStatus, changes, remind, notify; did you mean "nameContains"?',
    ],
  ];

  it.each(rows)('{ %s }', (rule, ...row) => {
    expectIssue(configText({ rule }), row);
  });

  it('an option of a later release', () => {
    const [issue] = refusalOf(configText({ rule: more('escalate: { after: 24h }') })).issues;
    expect(issue?.problem).toMatch(/is not an option here; allowed: groups, images, packages, except, nameContains/);
  });

  it.each(['notify: [people]', 'groups: [], notify: [people]', 'images: [], packages: [], notify: [people]'])(
    'nothing that is watched is one mistake: { %s }',
    (rule) => {
      const { issues, message } = refusalOf(configText({ rule: `${rule}, except: ['*'], approvalStatus: [Approved]` }));
      expect(issues.map(({ path, problem }) => [path, problem])).toEqual([
        ['watch[0]', 'watches nothing; give at least one of: groups, images, packages'],
      ]);
      expect(message).toMatch(/^notifier\.yaml:2:5 watch\[0\]: /);
    },
  );
});

describe('mistakes in a rule of images or unversioned packages', () => {
  const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:111122223333:${resource}`;
  const images = (options: string) => `images: [training, serving-*], notify: [people], ${options}`;
  const packages = (options: string) => `packages: [scorer], notify: [people], ${options}`;
  const rows: readonly (readonly [rule: string, ...Row])[] = [
    [images('packages: x'), 'watch[0].packages', 'x', '"x" is not a list; write ["x"]'],
    ['images: [a, A], notify: [people]', 'watch[0].images[1]', 'A', '"A" is given twice'],
    ['packages: [a, A], notify: [people]', 'watch[0].packages[1]', 'A', '"A" is given twice'],
    [
      'images: [a_b], notify: [people]',
      'watch[0].images[0]',
      'a_b',
      /allowed: letters, digits, - and \., in globs also/,
    ],
    ['images: [""], notify: [people]', 'watch[0].images[0]', '', '"" is not an image\'s name'],
    ...['a..b', 'a-.b', '.a', 'a-', 'a--*'].map(
      (name) =>
        [
          `images: ["${name}"], notify: [people]`,
          'watch[0].images[0]',
          name,
          /: SageMaker's names have - and \. only between letters and digits, one at a time$/,
        ] as const,
    ),
    [
      `images: [${'x'.repeat(64)}], notify: [people]`,
      'watch[0].images[0]',
      'x'.repeat(64),
      /is too long: an image's name has at most 63 characters$/,
    ],
    [
      `images: ["${arn('image/Training')}"], notify: [people]`,
      'watch[0].images[0]',
      arn('image/Training'),
      `"${arn('image/Training')}" is an ARN; images are watched in this account, by name: write its name, "Training"`,
    ],
    [
      `images: ["${arn('image-version/training/3')}"], notify: [people]`,
      'watch[0].images[0]',
      arn('image-version/training/3'),
      /" is an ARN; images are watched in this account, by name$/,
    ],
    [
      'packages: [a.b], notify: [people]',
      'watch[0].packages[0]',
      'a.b',
      '"a.b" is not a model package\'s name; allowed: letters, digits and -, in globs also * and ?',
    ],
    ['packages: [a-], notify: [people]', 'watch[0].packages[0]', 'a-', /names neither start nor end with -$/],
    [
      `packages: ["${arn('model-package/scorer')}"], notify: [people]`,
      'watch[0].packages[0]',
      arn('model-package/scorer'),
      /" is an ARN; unversioned model packages are watched in this account, by name: write its name, "scorer"$/,
    ],
    [
      `packages: ["${arn('model-package/churn/3')}"], notify: [people]`,
      'watch[0].packages[0]',
      arn('model-package/churn/3'),
      /" is the ARN of a model version; give its group's name under groups$/,
    ],
    [
      images("packages: [scorer], except: ['*r*']"),
      'watch[0].except',
      ['*r*'],
      'leaves out every entry of images and packages: the rule can never match',
    ],
    [
      "packages: ['*'], except: ['*'], notify: [people]",
      'watch[0].except',
      ['*'],
      'leaves out every entry of packages: the rule can never match',
    ],
    [
      images('except: [a_b]'),
      'watch[0].except[0]',
      'a_b',
      '"a_b" is not a name; allowed: letters, digits, - and ., in globs also * and ?',
    ],
    [
      'images: [a.b], packages: [c], nameContains: model, notify: [people]',
      'watch[0].nameContains',
      'model',
      '"model" is in the name of none of the images and packages: the rule can never match',
    ],
    [
      images('approvalStatus: [Approved]'),
      'watch[0].approvalStatus',
      ['Approved'],
      'has no effect: images have no approval status; only versions of groups have one',
    ],
    [
      packages('images: [a], approvalStatus: [Approved]'),
      'watch[0].approvalStatus',
      ['Approved'],
      'has no effect: images and packages have no approval status; only versions of groups have one',
    ],
    [
      images('groups: [a], changes: [group-removed, image-created], approvalStatus: [Approved]'),
      'watch[0].approvalStatus',
      ['Approved'],
      'has no effect: no change of a model version is asked for, and nothing else has an approval status',
    ],
    [
      images('changes: [image-created, failed]'),
      'watch[0].changes[1]',
      'failed',
      '"failed" never happens to images; a rule that asks for it gives groups or packages',
    ],
    [
      packages('changes: [approval]'),
      'watch[0].changes[0]',
      'approval',
      '"approval" never happens to packages; a rule that asks for it gives groups',
    ],
    [
      packages('changes: [registered, lifecycle]'),
      'watch[0].changes[1]',
      'lifecycle',
      '"lifecycle" never happens to packages; a rule that asks for it gives groups',
    ],
    [
      packages('groups: [a], changes: [image-removed]'),
      'watch[0].changes[0]',
      'image-removed',
      '"image-removed" never happens to groups or packages; a rule that asks for it gives images',
    ],
    [
      images('createdAfter: 2026-02-01, createdBefore: 2026-01-01'),
      'watch[0].createdBefore',
      '2026-01-01T00:00:00.000Z',
      /is not later than createdAfter/,
    ],
    [images('changes: [watch-failed]'), 'watch[0].changes[0]', 'watch-failed', /is not allowed; allowed: registered/],
  ];

  it.each(rows)('{ %s }', (rule, ...row) => {
    expectIssue(configText({ rule }), row);
  });
});

describe('mistakes in destinations', () => {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:people';
  const rows: readonly (readonly [sns: string, ...Row])[] = [
    [
      'format: chatbots',
      'destinations.people.sns.format',
      'chatbots',
      '"chatbots" is not allowed; allowed: text, json, chatbot',
    ],
    ['email: []', 'destinations.people.sns.format', undefined, 'is missing; allowed: text, json, chatbot'],
    [
      'format: text, topic: people',
      'destinations.people.sns.topic',
      'people',
      '"people" is not the ARN of an SNS topic; allowed: arn:aws:sns:REGION:ACCOUNT:NAME',
    ],
    [
      `format: text, topic: ${topic}.fifo`,
      'destinations.people.sns.topic',
      `${topic}.fifo`,
      `"${topic}.fifo" is a FIFO topic: those deliver to queues only and want a message group id; name a standard topic`,
    ],
    [
      `format: text, topic: ${topic}, email: [a@example.com]`,
      'destinations.people.sns.email',
      ['a@example.com'],
      'cannot be combined with topic: the stack subscribes addresses only to a topic that it creates; subscribe them where that topic is managed',
    ],
    ['format: text, email: [nobody]', 'destinations.people.sns.email[0]', 'nobody', '"nobody" is not an email address'],
    [
      'format: text, email: [a@example.com, A@example.com]',
      'destinations.people.sns.email[1]',
      'A@example.com',
      '"A@example.com" is given twice',
    ],
    [
      'format: text, topics: x',
      'destinations.people.sns.topics',
      'x',
      '"topics" is not an option here; allowed: format, topic, email; did you mean "topic"?',
    ],
  ];

  it.each(rows)('sns: { %s }', (sns, ...row) => {
    expectIssue(configText({ destinations: `people: { sns: { ${sns} } }` }), row);
  });

  it.each(['1st', 'a_b', 'People', `a${'b'.repeat(40)}`])('the name %s', (name) => {
    const destinations = `people: { sns: { format: text } }, ${name}: { sns: { format: text } }`;
    expectIssue(configText({ destinations }), [
      showsAs(name),
      { sns: { format: 'text', email: [] } },
      `"${name}" is not a destination's name; allowed: a-z, 0-9 and -, a letter first, at most 40`,
    ]);
  });

  it('the name of what every object has', () => {
    const destinations = `people: { sns: { format: text } }, constructor: { sns: { format: text } }`;
    const [issue] = refusalOf(configText({ destinations })).issues;
    expect(issue?.problem).toMatch(/is not a destination's name; .*, but not this word$/);
  });

  const bus = 'destinations.people.eventbridge.bus';
  const buses: readonly (readonly [eventbridge: string, ...Row])[] = [
    ['', bus, undefined, 'is missing; expected text'],
    [
      'bus: "ml platform"',
      bus,
      'ml platform',
      '"ml platform" is not the name of an event bus; allowed: letters, digits, . _ and -, at most 256, or an ARN',
    ],
    ['bus: ""', bus, '', /is not the name of an event bus/],
    [
      'bus: arn:aws:events:eu-west-1:111122223333:rule/ml',
      bus,
      'arn:aws:events:eu-west-1:111122223333:rule/ml',
      /is not the ARN of an event bus; allowed: arn:aws:events:REGION:ACCOUNT:event-bus\/NAME$/,
    ],
    [
      'bus: aws.partner/example.com/1',
      bus,
      'aws.partner/example.com/1',
      `"aws.partner/example.com/1" is a partner's event bus: only the partner puts events there`,
    ],
    [
      'bus: default, name: x',
      'destinations.people.eventbridge.name',
      'x',
      '"name" is not an option here; allowed: bus',
    ],
  ];

  it.each(buses)('eventbridge: { %s }', (eventbridge, ...row) => {
    expectIssue(configText({ destinations: `people: { eventbridge: { ${eventbridge} } }` }), row);
  });

  it.each<readonly [destination: string, value: unknown, problem: string]>([
    ['{}', {}, 'is an empty map; a destination is exactly one of: sns, slack, eventbridge'],
    [
      '{ sns: { format: json }, eventbridge: { bus: default } }',
      { sns: { format: 'json', email: [] }, eventbridge: { bus: 'default' } },
      'is of several kinds: sns, eventbridge; a destination is exactly one of: sns, slack, eventbridge',
    ],
  ])('a destination of no kind, or of several: %s', (destination, value, problem) => {
    expectIssue(configText({ destinations: `people: ${destination}` }), ['destinations.people', value, problem]);
  });

  it('a destination that is none', () => {
    expectIssue(configText({ destinations: 'people: arn:aws:sns:eu-west-1:111122223333:people' }), [
      'destinations.people',
      'arn:aws:sns:eu-west-1:111122223333:people',
      '"arn:aws:sns:eu-west-1:111122223333:people" is not a map',
    ]);
  });

  it('a kind that is misspelled is told once', () => {
    expectIssue(configText({ destinations: 'people: { eventbrige: { bus: default } }' }), [
      'destinations.people.eventbrige',
      { bus: 'default' },
      '"eventbrige" is not an option here; allowed: sns, slack, eventbridge; did you mean "eventbridge"?',
    ]);
  });

  it('a kind of nobody', () => {
    const problems = refusalOf(configText({ destinations: 'people: { pager: { channel: C1 } }' })).issues;
    expect(problems.map(({ problem }) => problem)).toEqual([
      expect.stringMatching(/is not an option here; allowed: sns, slack, eventbridge$/),
    ]);
  });

  it.each([
    ['{ channel: general, token: bot }', 'channel', '"general" is not the id of a Slack channel'],
    ['{ channel: C0123456789 }', undefined, 'is neither a webhook nor a bot; give webhook, or channel and token'],
    ['{ webhook: a, channel: C0123456789, token: b }', undefined, 'is neither a webhook nor a bot'],
    ['{ webhook: a, key: mine }', 'key', '"mine" is not the ARN of a KMS key'],
  ])('in Slack: %s', (slack, option, problem) => {
    const { issues } = refusalOf(configText({ destinations: `people: { slack: ${slack} }` }));
    expect(issues.map(({ path }) => path)).toEqual([`destinations.people.slack${option ? `.${option}` : ''}`]);
    expect(issues[0]?.problem).toContain(problem);
  });

  it('the secret itself in the place of its name, which is not repeated', () => {
    const refusal = refusalOf(
      configText({ destinations: 'people: { slack: { webhook: "https://hooks.slack.com/services/T0/B0/s3cr3t" } }' }),
    );
    expect(refusal.message).toContain('is not the name of a secret');
    expect(refusal.message).not.toContain('s3cr3t');
  });

  it('none at all', () => {
    expect(refusalOf('watch: [{ groups: [a], notify: [x] }]\ndestinations: {}\n').issues).toEqual([
      { path: 'watch[0].notify[0]', value: 'x', problem: '"x" is not a destination; defined: none' },
      { path: 'destinations', value: {}, problem: 'is an empty map: nobody would be told' },
    ]);
  });

  const showsAs = (name: string) => `destinations.${name}`;
});

describe('mistakes at the top', () => {
  const rows: readonly (readonly [top: string, ...Row])[] = [
    [
      'schedule: at(2026-01-01)',
      'schedule',
      'at(2026-01-01)',
      /is not a rate; allowed: rate\(1 minute\), rate\(N minutes\)/,
    ],
    ['schedule: rate(1 minutes)', 'schedule', 'rate(1 minutes)', /is not how AWS spells it; write rate\(1 minute\)$/],
    ['schedule: rate(5 minute)', 'schedule', 'rate(5 minute)', /is not how AWS spells it; write rate\(5 minutes\)$/],
    ['schedule: rate(0 minutes)', 'schedule', 'rate(0 minutes)', /is too short: the shortest is rate\(1 minute\)$/],
    ['schedule: rate(4 days)', 'schedule', 'rate(4 days)', /is too long: the longest is rate\(3 days\)/],
    ['limits: { requestsPerSecond: 0 }', 'limits.requestsPerSecond', 0, '0 is too small; the least is 0.1'],
    ['limits: { requestsPerSecond: .inf }', 'limits.requestsPerSecond', Infinity, 'Infinity is not a number'],
    ['limits: { requestsPerSecond: fast }', 'limits.requestsPerSecond', 'fast', '"fast" is not a number'],
    ['limits: { pageSize: 101 }', 'limits.pageSize', 101, '101 is too large; the most is 100'],
    ['limits: { pageSize: 1.5 }', 'limits.pageSize', 1.5, '1.5 is not a whole number'],
    ['limits: { burst: 1 }', 'limits.burst', 1, '"burst" is not an option here; allowed: requestsPerSecond, pageSize'],
    ['limits: 5', 'limits', 5, '5 is not a map'],
    ...['for ever', '90', '-3d', '23h', '3651d', '11y', '90 d', '9999999s'].map(
      (text) =>
        [
          `history: '${text}'`,
          'history',
          text,
          /is not a length of time; allowed: a whole number and m, h, d or w, such as 90d, from 1d to 3650d$/,
        ] as const,
    ),
    [
      'link: ftp://example.com',
      'link',
      'ftp://example.com',
      /is not allowed: a link starts with https:\/\/ or http:\/\/$/,
    ],
    [
      'link: https://example.com/{model}',
      'link',
      'https://example.com/{model}',
      '"{model}" is not a placeholder; allowed: {account}, {region}, {group}, {version}',
    ],
    ['link: https://example.com/{group', 'link', 'https://example.com/{group', /braces are for placeholders only/],
    ['link: https://example.com/a b', 'link', 'https://example.com/a b', /contains white space; write %20 in a URL$/],
    ['link: https://exa<mple', 'link', 'https://exa<mple', /is not a URL, even with its placeholders filled in$/],
    ['operators: people', 'operators', 'people', '"people" is not a list; write ["people"]'],
    ['operators: [people, people]', 'operators[1]', 'people', '"people" is given twice'],
    [
      'operators: [people, peple]',
      'operators[1]',
      'peple',
      '"peple" is not a destination; defined: people; did you mean "people"?',
    ],
    [
      'histori: 90d',
      'histori',
      '90d',
      /is not an option here; allowed: schedule, limits, watch, destinations, operators, link, history, sources; did you mean "history"\?$/,
    ],
  ];

  it.each(rows)('%s', (top, ...row) => {
    expectIssue(configText({ top }), row);
  });

  it.each([
    ['text', '"text" is not a map'],
    ['[]', 'a list is not a map'],
    ['', 'the file is empty'],
    ['# only a comment\n', 'the file is empty'],
  ])('a file that says %j', (text, problem) => {
    expect(refusalOf(text).issues.map((issue) => issue.problem)).toEqual([problem]);
  });

  it('an empty watch list, and what is missing', () => {
    expect(refusalOf('watch: []\n').issues).toEqual([
      { path: 'destinations', value: undefined, problem: 'is missing; expected a map' },
      { path: 'watch', value: [], problem: 'is an empty list: nothing would be watched' },
    ]);
  });
});

describe('several mistakes', () => {
  it('are told together, cross checks included', () => {
    const text = configText({
      rule: 'groups: [fraud], except: [fraud], changes: [all], createdAfter: 2027-01-01, createdBefore: 2026-01-01, notify: [x]',
      destinations: 'people: { sns: { format: html, topic: t, email: [a] } }',
      top: 'schedule: hourly\noperators: [y]',
    });
    expect(refusalOf(text).issues.map(({ path }) => path)).toEqual([
      'watch[0].except',
      'watch[0].changes[0]',
      'watch[0].createdBefore',
      'watch[0].notify[0]',
      'destinations.people.sns.format',
      'destinations.people.sns.topic',
      'destinations.people.sns.email[0]',
      'schedule',
      'operators[0]',
    ]);
  });
});
