import { digests } from '../../../functions/channels/slack/batches.ts';
import { card } from '../../../functions/channels/slack/card.ts';
import { digest } from '../../../functions/channels/slack/digest.ts';
import { plainContent } from '../../../functions/channels/slack/parts.ts';
import type { Change } from '../../../functions/domain/change.ts';
import { messageText } from '../../../local/slack/index.ts';
import { saidIn } from '../../../local/slack/payload.ts';
import {
  approved,
  distrusted,
  imageVersion,
  missing,
  notify,
  recovered,
  refused,
  unversioned,
  version,
  reminder,
  tested,
} from '../build.ts';
import { context } from './destination.ts';

/** A message as Slack shows it, for a reader in UTC. */
function seen(content: unknown): string {
  const said = saidIn(content);
  return typeof said === 'string' ? said : messageText(said).replaceAll('\u00a0', ' ');
}

const url = (number: number, group = 'fraud-detector') => `https://models.example.com/eu-west-1/${group}/${number}`;

describe('one change, as a person reads it', () => {
  const cases: readonly (readonly [what: string, change: Change, text: string, shown: string])[] = [
    [
      'registered, to be decided',
      {
        kind: 'registered',
        ...version(3, { description: 'Gradient boosting on the October data.\nAUC 0.94 on the hold-out set.' }),
        to: 'PendingManualApproval',
      },
      '⏳ fraud-detector v3 registered, waits for approval (111122223333, eu-west-1)',
      `⏳ fraud-detector v3 registered, waits for approval
${url(3)}
Status: ⏳ PendingManualApproval
Description
Gradient boosting on the October data.
AUC 0.94 on the hold-out set.
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'approved',
      {
        kind: 'approval',
        ...version(7, {
          lifeCycle: { stage: 'Staging', stageStatus: 'Approved', stageDescription: 'Shadow traffic since Monday' },
        }),
        from: 'PendingManualApproval',
        to: 'Approved',
      },
      '✅ fraud-detector v7 approved (111122223333, eu-west-1)',
      `✅ fraud-detector v7 approved
${url(7)}
Approval: ⏳ PendingManualApproval → ✅ Approved
Stage: ✅ Staging/Approved
About the stage
Shadow traffic since Monday
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'a decision taken back',
      { kind: 'approval', ...version(7), from: 'Approved', to: 'Rejected' },
      '❌ fraud-detector v7 rejected, was approved before (111122223333, eu-west-1)',
      `❌ fraud-detector v7 rejected, was approved before
${url(7)}
Approval: ✅ Approved → ❌ Rejected
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'failed',
      {
        kind: 'failed',
        ...version(8, {
          reason: 'ClientError: Failed to download s3://ml/8.tar.gz: access denied.',
          description: 'Nightly',
        }),
        from: 'InProgress',
        to: 'Failed',
      },
      '❌ fraud-detector v8 failed: ClientError: Failed to download s3∶//ml/8․tar․gz: access denied. (111122223333, eu-west-1)',
      `❌ fraud-detector v8 failed
${url(8)}
Status: ⏳ InProgress → ❌ Failed
Why
ClientError: Failed to download s3://ml/8.tar.gz: access denied.
Description
Nightly
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'moved to another stage',
      {
        kind: 'lifecycle',
        ...version(7, { approvalStatus: 'Approved' }),
        from: 'Staging/Approved',
        to: 'pre_prod/PendingApproval',
      },
      '⏳ fraud-detector v7 moved to pre_prod/PendingApproval (111122223333, eu-west-1)',
      `⏳ fraud-detector v7 moved to pre_prod/PendingApproval
${url(7)}
Stage: ✅ Staging/Approved → ⏳ pre_prod/PendingApproval
Approval: ✅ Approved
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'described anew',
      { kind: 'description', ...version(7, { description: 'Now with notes.' }) },
      '📝 fraud-detector v7 has a new description (111122223333, eu-west-1)',
      `📝 fraud-detector v7 has a new description
${url(7)}
New description
Now with notes.
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'removed: nothing to link to',
      { kind: 'removed', ...version(5), from: 'Approved' },
      '🗑️ fraud-detector v5 removed (111122223333, eu-west-1)',
      `🗑️ fraud-detector v5 removed
Was: ✅ Approved
Noticed 20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'a whole group removed',
      { kind: 'group-removed', arn: 'arn:g', group: 'fraud-detector', at: '2026-11-20T14:03:22.000Z', versions: 12 },
      '🗑️ Model group fraud-detector removed (12 versions) (111122223333, eu-west-1)',
      `🗑️ Model group fraud-detector removed (12 versions)
Noticed 20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'an unversioned model package: nothing to link to',
      { kind: 'registered', ...unversioned('my_model'), to: 'Completed' },
      '✅ Model package my_model registered (111122223333, eu-west-1)',
      `✅ Model package my_model registered
Status: ✅ Completed
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'an image version failed',
      { kind: 'image-failed', ...imageVersion(4), from: 'CREATING', to: 'CREATE_FAILED', reason: 'No such image' },
      '❌ Image training-image v4 could not be created: No such image (111122223333, eu-west-1)',
      `❌ Image training-image v4 could not be created
Status: ⏳ CREATING → ❌ CREATE_FAILED
Why
No such image
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'an image version removed',
      { kind: 'image-removed', ...imageVersion(4), from: 'CREATED' },
      '🗑️ Image training-image v4 removed (111122223333, eu-west-1)',
      `🗑️ Image training-image v4 removed
Was: ✅ CREATED
Noticed 20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'a group that the role may not read: the action can be copied',
      { ...refused(), reason: 'Not authorized' },
      '⚠️ Model group fraud-detector cannot be read: sagemaker:ListModelPackages is not allowed: Not authorized (111122223333, eu-west-1)',
      `⚠️ Model group fraud-detector cannot be read: sagemaker:ListModelPackages is not allowed
Asked: ListModelPackages
Lacking: sagemaker:ListModelPackages
What to do
Allow what is lacking to the poll function's role: a deployment of the config does, if its names have SageMaker's own letter case. If the role has it, something denies it: a policy of the organisation, a permissions boundary or, for a shared group, its owner's policy.
SageMaker's answer
Not authorized
Since 20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'an account whose role does not trust us',
      distrusted(),
      '⚠️ The registry cannot be read: sts:AssumeRole is not allowed: AccessDenied: User is not authorized to perform: sts:AssumeRole (111122223333, eu-west-1)',
      `⚠️ The registry cannot be read: sts:AssumeRole is not allowed
Asked: AssumeRole
Lacking: sts:AssumeRole
Role: arn∶aws∶iam∶∶111122223333∶role/reader
What to do
Deploy the member stack in that account and region, or update it: its role must have the name that the config gives, trust the roles of this notifier (the output HubRoles), and have the external id that the config gives, if any.
STS's answer
AccessDenied: User is not authorized to perform: sts:AssumeRole
Since 20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'an image that is not there',
      missing(),
      '⚠️ Image training-image cannot be read: it does not exist: No Image with the name training-image exists. (111122223333, eu-west-1)',
      `⚠️ Image training-image cannot be read: it does not exist
Asked: ListImageVersions
What to do
Mend its name in the config, or take it out, and deploy; or create it.
SageMaker's answer
No Image with the name training-image exists.
Since 20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
    [
      'what can be read again',
      recovered(),
      '✅ Model group fraud-detector can be read again, after 2 h 17 min (111122223333, eu-west-1)',
      `✅ Model group fraud-detector can be read again, after 2 h 17 min
Asked: ListModelPackages
Failed: 20 Nov 2026 at 14:03
Recovered 20 Nov 2026 at 16:20 · 111122223333, eu-west-1`,
    ],
    [
      'a test message',
      tested(),
      '🧪 Test message: nothing has changed (111122223333, eu-west-1)',
      `🧪 Test message: nothing has changed
By: operator
20 Nov 2026 at 14:03 · 111122223333, eu-west-1`,
    ],
  ];

  test.each(cases)('%s', (_what, change, text, shown) => {
    const content = card(notify(change), context);
    expect(content.text).toBe(text);
    expect(seen(content)).toBe(shown);
  });

  test('in its thread, only what is new is said; the living message points there', () => {
    const change: Change = { ...approved(7, { description: 'Known by now', reason: 'Bias check' }) };
    expect(seen(card(notify(change), context, 'reply'))).not.toContain('Known by now');
    expect(seen(card(notify(change), context, 'reply'))).toContain('Bias check');
    expect(seen(card(notify(change), context, 'living'))).toMatch(/Known by now.*History in the thread$/su);
  });

  test('without a link in the config, or with one beyond measure, the title is no link', () => {
    const { account, region } = context;
    for (const settings of [
      { account, region },
      { ...context, link: `https://x.example/${'y'.repeat(2000)}/{version}` },
    ]) {
      expect(seen(card(notify(approved(7)), settings))).toMatch(/^✅ fraud-detector v7 approved\nApproval/u);
    }
  });

  test('what is too long is cut where anyone sees it', () => {
    const long = 'All work and no play makes a dull model. '.repeat(100);
    const shown = seen(card(notify(approved(7, { description: long })), context));
    expect(shown).toMatch(/^All work.*[^.]\.\.\.$/mu);
    const lines = seen(card(notify(approved(7, { description: 'line\n'.repeat(100) })), context));
    expect(lines).toMatch(/(?:line\n){25}\.\.\.\n/u);
  });

  test.each(['"', '\\', '&', '字', '😀'])(
    'the longest texts, all of %j, stay below what Slack takes, and are all shown',
    (letter) => {
      const long = letter.repeat(2000);
      const actor = { name: long, role: long };
      const change: Change = {
        kind: 'lifecycle',
        // As long a link as is shown.
        ...version(7, {
          group: letter.repeat(310),
          description: long,
          reason: long,
          approvalDescription: long,
          by: actor,
        }),
        lifeCycle: { stage: long, stageStatus: long, stageDescription: long },
        from: long,
        to: `x${long}`,
      };
      for (const role of ['post', 'living', 'reply'] as const) {
        const { blocks = [] } = card(notify(change, 'f'.repeat(255)), context, role);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(8000);
      }
      expect(seen(card(notify(change), context))).toMatch(/\nWhy\n.*\nNote\n.*\nDescription\n.*\nAbout the stage\n/u);
    },
  );

  test('a name that ends like an action makes no emoji with what follows it', () => {
    const change: Change = { kind: 'lifecycle', ...version(7, { reason: 'Why' }), to: 'sagemaker:Smile' };
    expect(card(notify(change), context).text).toMatch(/moved to sagemaker∶Smile: Why \(/u);
  });

  test('the message bears the notification’s id, unseen', () => {
    const { blocks = [] } = card(notify(approved(7), 'the-id.people'), context);
    expect(blocks.map(({ block_id }) => block_id).filter(Boolean)).toEqual(['the-id.people']);
  });

  test('plain: one line, and its id', () => {
    const change = approved(7, { description: 'not this' });
    expect(plainContent(notify(change, 'the-id.people'), context)).toEqual({
      text: '✅ fraud-detector v7 approved (111122223333, eu-west-1), id the-id.people',
    });
  });
});

describe('several changes, as a person reads them', () => {
  test('of several groups and kinds: counts, then each with the beginning of what was written', () => {
    const changes: readonly Change[] = [
      approved(9),
      {
        kind: 'approval',
        ...version(2, {
          group: 'churn',
          at: '2026-11-20T15:30:00.000Z',
          description:
            'Retrained after the schema change, on all data since 2024; the threshold stays at 0.7 until the analysts have looked at it and the audit is done.',
        }),
        from: 'Approved',
        to: 'Rejected',
      },
      { kind: 'failed', ...version(3, { group: 'churn', reason: 'ClientError:\nno such image' }), to: 'Failed' },
      { kind: 'group-removed', arn: 'arn:g', group: 'old', at: '2026-11-20T14:03:22.000Z', versions: 12 },
    ];
    const content = digest(
      changes.map((change, index) => notify(change, `id-${index}`)),
      context,
    );
    expect(content.text).toBe(
      '4 changes: 1 approved, 1 failed, 1 rejected, 1 removed (111122223333, eu-west-1): ✅ fraud-detector v9 approved; ❌ churn v2 rejected, was approved before; ❌ churn v3 failed; 🗑️ Model group old removed (12 versions)',
    );
    expect(seen(content)).toBe(`4 changes: 1 approved, 1 failed, 1 rejected, 1 removed
✅ fraud-detector v9 approved
${url(9)}
❌ churn v2 rejected, was approved before
${url(2, 'churn')}
Retrained after the schema change, on all data since 2024; the threshold stays at 0.7 until the analysts have looked at it and the audit...
❌ churn v3 failed
${url(3, 'churn')}
ClientError: no such image
🗑️ Model group old removed (12 versions)
20 Nov 2026 at 14:03 to 20 Nov 2026 at 15:30 · 111122223333, eu-west-1`);
  });

  test('what is for operators stands among the others, with the reason, and nothing of SageMaker’s long answer', () => {
    const changes: readonly Change[] = [
      { kind: 'image-created', ...imageVersion(3), to: 'CREATED' },
      { kind: 'image-failed', ...imageVersion(4), to: 'CREATE_FAILED', reason: 'No such image' },
      refused(),
      missing(),
      recovered('churn'),
      { kind: 'registered', ...unversioned(), to: 'Completed' },
      tested(),
    ];
    const shown = seen(
      digest(
        changes.map((change, index) => notify(change, `id-${index}`)),
        context,
      ),
    );
    expect(shown)
      .toBe(`7 changes: 2 unreadable, 1 could not be created, 1 created, 1 readable again, 1 registered, 1 test message
✅ Image training-image v3 created
❌ Image training-image v4 could not be created
No such image
⚠️ Model group fraud-detector cannot be read: sagemaker:ListModelPackages is not allowed
⚠️ Image training-image cannot be read: it does not exist
✅ Model group churn can be read again, after 2 h 17 min
✅ Model package my-model registered
🧪 Test message: nothing has changed
20 Nov 2026 at 14:03 to 20 Nov 2026 at 16:20 · 111122223333, eu-west-1`);
  });

  test('what a broken role cannot read is counted and named, dozens in a message', () => {
    const all = Array.from({ length: 25 }, (_, index) => notify(refused(`market-${index}`), `id-${index}`));
    const [several = all, ...others] = digests(all, context);
    expect(others).toEqual([]);
    expect(seen(digest(several, context))).toMatch(
      /^25 groups cannot be read: sagemaker:ListModelPackages is not allowed\n/u,
    );
  });

  test('what still waits is counted across groups, what has waited for longest first', () => {
    const [a, b, c] = [
      reminder(9),
      reminder(2, { group: 'churn', since: '2026-11-11T09:00:00.000Z' }),
      reminder(7, { description: 'Nightly' }),
    ].map((change, index) => notify(change, `id-${index}`));
    const content = digest(
      [a, b, c].flatMap((one) => one ?? []),
      context,
    );
    expect(content.text).toMatch(/^3 model versions wait for approval \(.*\): ⏳ churn v2 has waited 9 days/u);
    expect(seen(content)).toMatch(
      /^3 model versions wait for approval\n⏳ churn v2 has waited 9 days for approval\n.*\n⏳ fraud-detector v9.*\n.*\n⏳ fraud-detector v7.*\n.*\nNightly\n/u,
    );
    const mixed = digest([notify(approved(1)), notify(reminder(7)), notify(reminder(8))], context);
    expect(seen(mixed)).toMatch(/^3 changes: 2 still waiting for approval, 1 approved\n/u);
  });

  test('of one group and kind, as the mail says it', () => {
    expect(seen(digest([notify(approved(1)), notify(approved(2))], context))).toMatch(
      /^2 versions of fraud-detector approved\n/u,
    );
  });

  test('the fallback text of many says how many more there are', () => {
    const many = Array.from({ length: 40 }, (_, index) => notify(approved(index + 1), `id-${index}`));
    expect(digest(many, context).text).toMatch(/v\d+ approved; and \d+ more$/u);
    expect(digest(many, context).text.length).toBeLessThan(1300);
  });
});
