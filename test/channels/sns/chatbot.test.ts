import fc from 'fast-check';
import * as z from 'zod/mini';
import type { Change } from '../../../functions/domain/change.ts';
import { compose } from '../../../functions/channels/sns/compose.ts';
import { anyChange, anyNotifications, anyText } from '../arbitrary.ts';
import {
  approved,
  distrusted,
  imageVersion,
  notify,
  recovered,
  refused,
  unversioned,
  version,
  wholeImage,
  reminder,
  tested,
} from '../build.ts';
import {
  chatbotDigestProblems,
  chatbotLineProblems,
  chatbotProblems,
  customNotification,
  type CustomNotification,
} from '../problems/chatbot.ts';

const context = {
  account: '111122223333',
  region: 'eu-west-1',
  link: 'https://models.example.com/{region}/{group}/{version}',
};
const arn = (number: number) => `arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/${number}`;

function sent(changes: readonly Change[], style: 'rich' | 'plain' = 'rich'): readonly CustomNotification[] {
  return compose(
    changes.map((change, index) => notify(change, `id-${index + 1}`)),
    { format: 'chatbot', context },
    style,
  ).map(({ body, subject }) => {
    expect(subject).toBeUndefined();
    return z.parse(customNotification, JSON.parse(body));
  });
}

test('one change, whole', () => {
  expect(sent([approved(7, { description: 'Retrained.\nAUC 0.941', approvalStatus: 'Approved' })])).toEqual([
    {
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: 'fraud-detector v7 approved',
        description: `fraud-detector v7 was approved.

- Approval: PendingManualApproval → Approved
- When: Fri, 20 Nov 2026 14:03:22 UTC
- Description: “Retrained. AUC 0.941”
- Account: 111122223333, eu-west-1`,
        nextSteps: ['Look at it: https://models.example.com/eu-west-1/fraud-detector/7'],
        keywords: ['approval', 'fraud-detector', 'Approved'],
      },
      metadata: {
        threadId: arn(7),
        summary: 'fraud-detector v7 approved',
        eventType: 'approval',
        relatedResources: [arn(7)],
        additionalContext: {
          id: 'id-1',
          kind: 'approval',
          group: 'fraud-detector',
          version: '7',
          account: '111122223333',
          region: 'eu-west-1',
        },
      },
    },
  ]);
});

describe('the description, as a person reads it', () => {
  const rows: readonly (readonly [what: string, change: Change, title: string, lines: readonly string[]])[] = [
    [
      'registered',
      {
        kind: 'registered',
        ...version(3, { lifeCycle: { stage: 'Staging', stageStatus: 'Active', stageDescription: 'Shadow' } }),
        to: 'PendingManualApproval',
      },
      'fraud-detector v3 registered, waits for approval',
      ['Status: PendingManualApproval', 'Stage: Staging/Active', 'About the stage: “Shadow”'],
    ],
    [
      'failed, with a reason that would rather be something else',
      {
        kind: 'failed',
        ...version(8, { reason: '*See* <https://evil.example|the logs>”\n- Approval: Approved', description: '@here' }),
        from: 'InProgress',
        to: 'Failed',
      },
      'fraud-detector v8 failed',
      [
        'Status: InProgress → Failed',
        'Why: “∗See∗ ‹https∶⁄/evil․example∣the logs›" - Approval: Approved”',
        'Description: “＠here”',
      ],
    ],
    [
      'moved',
      { kind: 'lifecycle', ...version(7, { approvalStatus: 'Approved' }), from: 'Staging/Active', to: 'Prod_1/Active' },
      'fraud-detector v7 moved to Prodˍ1/Active',
      ['Stage: Staging/Active → Prodˍ1/Active', 'Approval: Approved'],
    ],
    [
      'described anew',
      { kind: 'description', ...version(7, { description: 'Now with notes.' }) },
      'fraud-detector v7 has a new description',
      ['New description: “Now with notes.”'],
    ],
    [
      'still waiting',
      reminder(7, { by: { name: 'data-scientist' } }),
      'fraud-detector v7 has waited 2 days for approval',
      ['Approval: PendingManualApproval', 'Waits: since Wed, 18 Nov 2026 12:00:00 UTC', 'Made by: data-scientist'],
    ],
    ['removed', { kind: 'removed', ...version(5), from: 'Approved' }, 'fraud-detector v5 removed', ['Was: Approved']],
    [
      'a whole group removed',
      { kind: 'group-removed', arn: 'arn', group: 'fraud-detector', at: '2026-11-20T14:03:22.000Z', versions: 12 },
      'Model group fraud-detector removed (12 versions)',
      [],
    ],
    [
      'an unversioned model package',
      { kind: 'failed', ...unversioned(), to: 'Failed', reason: '_no_' },
      'Model package my-model failed',
      ['Status: Failed', 'Why: “ˍnoˍ”'],
    ],
    [
      'an image version',
      { kind: 'image-failed', ...imageVersion(4), to: 'CREATE_FAILED', reason: '@here' },
      'Image training-image v4 could not be created',
      ['Status: CREATEˍFAILED', 'Why: “＠here”'],
    ],
    [
      'a whole image removed',
      { kind: 'image-removed', ...wholeImage(), versions: 1 },
      'Image training-image removed (1 version)',
      [],
    ],
    [
      'what cannot be read',
      { ...refused(), reason: '*No*' },
      'Model group fraud-detector cannot be read: sagemaker:ListModelPackages is not allowed',
      ['Asked: ListModelPackages', 'Lacking: sagemaker:ListModelPackages', "SageMaker's answer: “∗No∗”"],
    ],
    [
      'what can be read again',
      recovered(),
      'Model group fraud-detector can be read again, after 2 h 17 min',
      ['Asked: ListModelPackages', 'Failed: Fri, 20 Nov 2026 14:03:22 UTC'],
    ],
    ['a test message', tested(), 'Test message: nothing has changed', ['By: operator']],
  ];

  test.each(rows)('%s', (_what, change, title, lines) => {
    const [message] = sent([change]);
    expect(message?.content.title).toBe(title);
    const items = message?.content.description.split('\n').filter((line) => line.startsWith('- ')) ?? [];
    const ours = items.filter((line) => !/^- (?:When|Noticed|Reminder|Since|Recovered|Account): /u.test(line));
    expect(ours).toEqual(lines.map((line) => `- ${line}`));
    expect(items).toHaveLength(lines.length + 2);
  });

  test('several that still wait are one digest, what has waited for longest first', () => {
    const changes = [reminder(9), reminder(12, { since: '2026-11-11T09:00:00.000Z' })];
    const [digest, ...others] = sent(changes);
    expect(others).toEqual([]);
    expect(digest?.content.title).toBe('2 versions of fraud-detector wait for approval');
    const lines = digest?.content.description.split('\n').filter((line) => line.startsWith('- v'));
    expect(lines?.map((line) => line.replace(/ UTC.*/u, ''))).toEqual([
      '- v12: has waited 9 days, since 11 Nov 2026 09:00',
      '- v9: has waited 2 days, since 18 Nov 2026 12:00',
    ]);
  });

  test('what is gone, and what is no model version, is not linked to', () => {
    const changes: readonly Change[] = [
      { kind: 'removed', ...version(5), from: 'Approved' },
      { kind: 'registered', ...unversioned(), to: 'Completed' },
      { kind: 'image-created', ...imageVersion(3), to: 'CREATED' },
    ];
    for (const change of changes) expect(sent([change])[0]?.content.nextSteps).toBeUndefined();
  });

  test('what cannot be read says what to do next, alone and in a digest', () => {
    expect(sent([refused()])[0]?.content.nextSteps).toEqual([expect.stringMatching(/^Allow what is lacking/u)]);
    expect(sent([distrusted()])[0]?.content.nextSteps).toEqual([expect.stringMatching(/^Deploy the member stack/u)]);
    expect(sent([distrusted()])[0]?.content.description).toContain(
      '- Role: arn\u2236aws\u2236iam\u2236\u2236111122223333\u2236role/reader',
    );
    const [digest, ...others] = sent([refused('a'), refused('b')]);
    expect(others).toEqual([]);
    expect(digest?.content.nextSteps).toEqual([expect.stringMatching(/^Allow what is lacking/u)]);
    expect(digest?.content.description.split('\n')).toEqual([
      '2 groups cannot be read: sagemaker:ListModelPackages is not allowed',
      '',
      '- model group a: sagemaker:ListModelPackages is not allowed, since 20 Nov 2026 14:03 UTC',
      '- model group b: sagemaker:ListModelPackages is not allowed, since 20 Nov 2026 14:03 UTC',
      '- Account: 111122223333, eu-west-1',
    ]);
  });

  test('custom actions are given the names that all of a message is about', () => {
    const named = (...changes: readonly Change[]) => sent(changes)[0]?.metadata?.additionalContext;
    const created = (number: number): Change => ({ kind: 'image-created', ...imageVersion(number), to: 'CREATED' });
    expect(named(created(3))).toMatchObject({ image: 'training-image', version: '3' });
    expect(named(created(3), created(4))).toEqual({
      kind: 'image-created',
      image: 'training-image',
      account: '111122223333',
      region: 'eu-west-1',
    });
    expect(named({ kind: 'registered', ...unversioned(), to: 'Completed' })).toMatchObject({ name: 'my-model' });
    expect(named(refused('a'), refused('b'))).not.toHaveProperty('group');
  });
});

test('all that is told of one version is one thread, whichever letter case its ARN has', () => {
  const changes: readonly Change[] = [
    { kind: 'registered', ...version(3), to: 'PendingManualApproval' },
    approved(3, { arn: arn(3).replace('fraud', 'FRAUD') }),
    { kind: 'removed', ...version(3), from: 'Approved' },
  ];
  const threads = changes.map((change) => sent([change])[0]?.metadata?.threadId);
  expect(new Set(threads)).toEqual(new Set([arn(3)]));
  expect(sent([approved(4)])[0]?.metadata?.threadId).not.toBe(threads[0]);
});

test('several changes of one kind in one group are one message, of no version’s thread', () => {
  const changes: readonly Change[] = [
    approved(9),
    { kind: 'approval', ...version(7, { description: 'Of *all* data' }), from: 'Approved', to: 'Rejected' },
  ];
  const [message, ...others] = sent(changes);
  expect(others).toEqual([]);
  expect(message?.content).toEqual({
    textType: 'client-markdown',
    title: '2 decisions in fraud-detector: 1 approved, 1 rejected',
    description: `2 decisions in fraud-detector: 1 approved, 1 rejected

- v7: rejected, was approved before, 20 Nov 2026 14:03 UTC “Of ∗all∗ data” https://models.example.com/eu-west-1/fraud-detector/7
- v9: approved, 20 Nov 2026 14:03 UTC https://models.example.com/eu-west-1/fraud-detector/9
- Account: 111122223333, eu-west-1`,
    keywords: ['approval', 'fraud-detector', 'Rejected', 'Approved'],
  });
  expect(message?.metadata).toMatchObject({ eventType: 'approval', relatedResources: [arn(7), arn(9)] });
  expect(message?.metadata).not.toHaveProperty('threadId');
});

test('what only looks like an action, or an ARN, makes neither an emoji nor a link', () => {
  const registered = (name: string, given = unversioned(name).arn): Change => {
    return { kind: 'registered', ...unversioned(name), arn: given, to: 'Completed' };
  };
  const [digest] = sent([registered('sagemaker:Smile'), registered('b')]);
  expect(digest?.content.description).toContain('\n- model package sagemaker\u2236Smile: registered');
  for (const [given, shown] of [
    ['https://evil', 'https\u2236\u2044/evil'],
    [':smile:', '\u2236smile:'],
    ['sagemaker:Smile', 'sagemaker:Smile'],
  ] as const) {
    expect(sent([registered('a', given)])[0]?.metadata?.relatedResources).toEqual([shown]);
  }
  expect(sent([registered('a', 'sagemaker:Smile')])[0]?.metadata?.threadId).toBe('sagemaker\u2236smile');
});

test('60 changes of one group are three messages', () => {
  const all = Array.from({ length: 60 }, (_, index) => approved(index + 1));
  expect(sent(all).map(({ metadata }) => metadata?.relatedResources.length)).toEqual([25, 25, 10]);
});

test('plain: the least that Amazon Q Developer takes, and no digest', () => {
  expect(sent([approved(7, { description: 'Retrained' }), approved(8)], 'plain')).toEqual(
    [7, 8].map((number, index) => ({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        description: `SageMaker: approval Approved, ${arn(number).replaceAll(':', '∶')}, id id-${index + 1}`,
      },
    })),
  );
});

test('a long link is left out rather than cut', () => {
  const link = `https://models.example.com/${'x'.repeat(2000)}/{version}`;
  const [message] = compose([notify(approved(7))], { format: 'chatbot', context: { ...context, link } }, 'rich');
  expect(z.parse(customNotification, JSON.parse(message?.body ?? '')).content.nextSteps).toBeUndefined();
});

describe('whatever the registry says', () => {
  const style = fc.constantFrom('rich' as const, 'plain' as const);

  test('a message is one that Amazon Q Developer takes, and nothing in it mentions, links or formats', () => {
    fc.assert(
      fc.property(anyChange(), anyText, style, (change, id, how) => {
        const [message] = compose([notify(change, id)], { format: 'chatbot', context }, how);
        expect(chatbotProblems(message?.body ?? '')).toEqual([]);
        expect(chatbotLineProblems(z.parse(customNotification, JSON.parse(message?.body ?? '')))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('so is a digest, which has one line for each change', () => {
    fc.assert(
      fc.property(anyNotifications(60), (notifications) => {
        for (const message of compose(notifications, { format: 'chatbot', context }, 'rich')) {
          expect(chatbotProblems(message.body)).toEqual([]);
          if (message.notifications.length === 1) continue;
          const digest = z.parse(customNotification, JSON.parse(message.body));
          expect(chatbotDigestProblems(digest, message.notifications.length)).toEqual([]);
        }
      }),
    );
  });

  test('the largest messages are below the limits', () => {
    const long = '😀'.repeat(5000);
    const more = {
      group: long,
      description: long,
      reason: long,
      approvalDescription: long,
      approvalStatus: 'PendingManualApproval' as const,
      by: { name: long, role: long },
      lifeCycle: { stage: long, stageStatus: long, stageDescription: long },
    };
    const largest = Array.from({ length: 25 }, (_, index): Change => ({
      kind: 'lifecycle',
      ...version(Number.MAX_SAFE_INTEGER - index, more),
      from: long,
      to: `${index}${long}`,
    }));
    const unread = Array.from({ length: 25 }, (_, index): Change => ({
      ...refused(`${index}${long}`),
      permission: long,
      reason: long,
    }));
    expect(sent(largest)).toHaveLength(1);
    expect(sent(unread)).toHaveLength(1);
    expect(sent(largest.slice(0, 1))[0]?.content.description.length).toBeGreaterThan(6000);
  });
});
