import type { Change } from '../../../functions/domain/change.ts';
import type { MessageContext } from '../../../functions/domain/channel.ts';
import { compose } from '../../../functions/channels/sns/compose.ts';
import {
  distrusted,
  imageVersion,
  missing,
  notify,
  recovered,
  refused,
  unversioned,
  version,
  wholeImage,
  reminder,
  tested,
} from '../build.ts';

const context = {
  account: '111122223333',
  region: 'eu-west-1',
  link: 'https://models.example.com/{region}/{group}/{version}',
};

function mail(changes: readonly Change[], settings: { context: MessageContext } = { context }) {
  const [first, ...others] = compose(
    changes.map((change, index) => notify(change, `id-${index + 1}`)),
    { format: 'text', ...settings },
    'rich',
  );
  expect(others).toEqual([]);
  return `${first?.subject ?? ''}\n---\n${first?.body ?? ''}\n`;
}

const foot = (number: number) => `Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/${number}
Id:        id-1
`;

describe('one change, as a person reads it', () => {
  const cases: readonly (readonly [what: string, change: Change, mail: string])[] = [
    [
      'registered, to be decided',
      {
        kind: 'registered',
        ...version(3, {
          description:
            'Gradient boosting on the October data. AUC 0.94 on the hold-out set, 0.91 before; better in the two highest deciles.',
        }),
        to: 'PendingManualApproval',
      },
      `fraud-detector v3 registered, waits for approval
---
fraud-detector v3 was registered and waits for approval.

Model:     fraud-detector, version 3
Status:    PendingManualApproval
When:      Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/3

Description:
  > Gradient boosting on the October data. AUC 0.94 on the hold-out set,
  > 0.91 before; better in the two highest deciles.

${foot(3)}`,
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
      `fraud-detector v7 approved
---
fraud-detector v7 was approved.

Model:     fraud-detector, version 7
Approval:  PendingManualApproval -> Approved
Stage:     Staging/Approved
When:      Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/7

About the stage:
  > Shadow traffic since Monday

${foot(7)}`,
    ],
    [
      'a decision taken back',
      { kind: 'approval', ...version(7), from: 'Approved', to: 'Rejected' },
      `fraud-detector v7 rejected, was approved before
---
fraud-detector v7 was rejected; it was approved before.

Model:     fraud-detector, version 7
Approval:  Approved -> Rejected
When:      Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/7

${foot(7)}`,
    ],
    [
      'failed, with a description that poses as fields',
      {
        kind: 'failed',
        ...version(8, {
          reason: 'ClientError: Failed to download s3://ml-artifacts/fraud/8/model.tar.gz: access denied.',
          description: 'Nightly\nApproval:  Approved\r\nLink:      https://evil.example',
        }),
        from: 'InProgress',
        to: 'Failed',
      },
      `fraud-detector v8 failed
---
fraud-detector v8 failed.

Model:     fraud-detector, version 8
Status:    InProgress -> Failed
When:      Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/8

Why:
  > ClientError: Failed to download s3://ml-artifacts/fraud/8/model.tar.gz:
  > access denied.

Description:
  > Nightly
  > Approval: Approved
  > Link: https://evil.example

${foot(8)}`,
    ],
    [
      'moved to another stage',
      {
        kind: 'lifecycle',
        ...version(7, { approvalStatus: 'Approved' }),
        from: 'Staging/Approved',
        to: 'Production/PendingApproval',
      },
      `fraud-detector v7 moved to Production/PendingApproval
---
fraud-detector v7 moved to Production/PendingApproval.

Model:     fraud-detector, version 7
Stage:     Staging/Approved -> Production/PendingApproval
Approval:  Approved
When:      Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/7

${foot(7)}`,
    ],
    [
      'described anew',
      { kind: 'description', ...version(7, { description: 'Now with notes.' }) },
      `fraud-detector v7 has a new description
---
The description of fraud-detector v7 changed.

Model:     fraud-detector, version 7
When:      Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/7

New description:
  > Now with notes.

${foot(7)}`,
    ],
    [
      'still waiting',
      reminder(7, { by: { name: 'data-scientist' }, description: 'Nightly' }),
      `fraud-detector v7 has waited 2 days for approval
---
fraud-detector v7 has waited 2 days for approval.

Model:     fraud-detector, version 7
Approval:  PendingManualApproval
Waits:     since Wed, 18 Nov 2026 12:00:00 UTC
Made by:   data-scientist
Reminder:  Fri, 20 Nov 2026 14:03:22 UTC
Link:      https://models.example.com/eu-west-1/fraud-detector/7

Description:
  > Nightly

${foot(7)}`,
    ],
    [
      'removed: nothing to link to',
      { kind: 'removed', ...version(5), from: 'Approved' },
      `fraud-detector v5 removed
---
fraud-detector v5 was removed from the registry.

Model:     fraud-detector, version 5
Was:       Approved
Noticed:   Fri, 20 Nov 2026 14:03:22 UTC

${foot(5)}`,
    ],
    [
      'a whole group removed',
      {
        kind: 'group-removed',
        arn: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/fraud-detector',
        group: 'fraud-detector',
        at: '2026-11-20T14:03:22.000Z',
        versions: 12,
      },
      `Model group fraud-detector removed (12 versions)
---
Model group fraud-detector was removed, with its 12 versions.

Group:     fraud-detector
Versions:  12
Noticed:   Fri, 20 Nov 2026 14:03:22 UTC

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/fraud-detector
Id:        id-1
`,
    ],
    [
      'an unversioned model package: nothing to link to',
      { kind: 'registered', ...unversioned(), to: 'Completed', description: 'Nightly' },
      `Model package my-model registered
---
Model package my-model was registered.

Model:     my-model, unversioned
Status:    Completed
When:      Fri, 20 Nov 2026 14:03:22 UTC

Description:
  > Nightly

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:model-package/my-model
Id:        id-1
`,
    ],
    [
      'an image version created',
      { kind: 'image-created', ...imageVersion(3), from: 'CREATING', to: 'CREATED' },
      `Image training-image v3 created
---
Image training-image v3 was created.

Image:     training-image, version 3
Status:    CREATING -> CREATED
When:      Fri, 20 Nov 2026 14:03:22 UTC

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:image-version/training-image/3
Id:        id-1
`,
    ],
    [
      'an image version failed',
      { kind: 'image-failed', ...imageVersion(4), to: 'CREATE_FAILED', reason: 'No such image\nStatus:    CREATED' },
      `Image training-image v4 could not be created
---
Image training-image v4 could not be created.

Image:     training-image, version 4
Status:    CREATE_FAILED
When:      Fri, 20 Nov 2026 14:03:22 UTC

Why:
  > No such image
  > Status: CREATED

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:image-version/training-image/4
Id:        id-1
`,
    ],
    [
      'a whole image removed',
      { kind: 'image-removed', ...wholeImage(), versions: 3 },
      `Image training-image removed (3 versions)
---
Image training-image was removed, with its 3 versions.

Image:     training-image
Versions:  3
Noticed:   Fri, 20 Nov 2026 14:03:22 UTC

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:image/training-image
Id:        id-1
`,
    ],
    [
      'a group that the role may not read',
      refused(),
      `Model group fraud-detector cannot be read: sagemaker:ListModelPackages is not allowed
---
Model group fraud-detector cannot be read: sagemaker:ListModelPackages is
  not allowed. What can be read is watched all the same.

Group:     fraud-detector
Asked:     ListModelPackages
Lacking:   sagemaker:ListModelPackages
Since:     Fri, 20 Nov 2026 14:03:22 UTC

What to do:
  Allow what is lacking to the poll function's role: a deployment of the
  config does, if its names have SageMaker's own letter case. If the role
  has it, something denies it: a policy of the organisation, a permissions
  boundary or, for a shared group, its owner's policy.

SageMaker's answer:
  > User: poll is not authorized to perform: sagemaker:ListModelPackages on
  > fraud-detector

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/fraud-detector
Id:        id-1
`,
    ],
    [
      'an account whose role does not trust us',
      distrusted(),
      `The registry cannot be read: sts:AssumeRole is not allowed
---
The registry cannot be read: sts:AssumeRole is not allowed. The other
  sources are watched all the same.

Asked:     AssumeRole
Lacking:   sts:AssumeRole
Role:      arn:aws:iam::111122223333:role/reader
Since:     Fri, 20 Nov 2026 14:03:22 UTC

What to do:
  Deploy the member stack in that account and region, or update it: its role
  must have the name that the config gives, trust the roles of this notifier
  (the output HubRoles), and have the external id that the config gives, if
  any.

STS's answer:
  > AccessDenied: User is not authorized to perform: sts:AssumeRole

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:*
Id:        id-1
`,
    ],
    [
      'a group that can be read again',
      recovered(),
      `Model group fraud-detector can be read again, after 2 h 17 min
---
Model group fraud-detector can be read again, after 2 h 17 min. What changed
  meanwhile is told, too: nothing that still stands was missed.

Group:     fraud-detector
Asked:     ListModelPackages
Failed:    Fri, 20 Nov 2026 14:03:22 UTC
Recovered: Fri, 20 Nov 2026 16:20:00 UTC

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/fraud-detector
Id:        id-1
`,
    ],
    [
      'a test message',
      tested(),
      `Test message: nothing has changed
---
This is a test message: nothing has changed, and nothing is to be done. What
  the rules tell this destination of arrives here.

By:        operator
When:      Fri, 20 Nov 2026 14:03:22 UTC

Account:   111122223333, eu-west-1
ARN:       arn:aws:sagemaker:eu-west-1:111122223333:*
Id:        id-1
`,
    ],
  ];

  test.each(cases)('%s', (_what, change, expected) => {
    expect(mail([change])).toBe(expected);
  });
});

describe('several changes of one kind in one group, as a person reads them', () => {
  test('what has waited for longest is named first', () => {
    const changes = [reminder(9), reminder(12, { since: '2026-11-11T09:00:00.000Z' }), reminder(7)];
    const [headline, , , ...lines] = mail(changes).split('\n');
    expect(headline).toBe('3 versions of fraud-detector wait for approval');
    expect(lines.filter((line) => /^v/.test(line))).toEqual([
      'v12   has waited 9 days, since 11 Nov 2026 09:00 UTC',
      'v7    has waited 2 days, since 18 Nov 2026 12:00 UTC',
      'v9    has waited 2 days, since 18 Nov 2026 12:00 UTC',
    ]);
  });

  test('counts first, then the versions in order, with what was written of each and where to look', () => {
    const changes: readonly Change[] = [
      { kind: 'approval', ...version(9), from: 'PendingManualApproval', to: 'Approved' },
      { kind: 'approval', ...version(7), from: 'Approved', to: 'Rejected' },
      {
        kind: 'approval',
        ...version(8, {
          description:
            'Retrained after the schema change, on all data since 2024; the threshold stays at 0.7 until the analysts have looked at it and the audit is done.',
        }),
        from: 'PendingManualApproval',
        to: 'Approved',
      },
    ];
    expect(mail(changes)).toBe(`3 decisions in fraud-detector: 2 approved, 1 rejected
---
3 decisions in fraud-detector: 2 approved, 1 rejected

v7    rejected, was approved before, 20 Nov 2026 14:03 UTC
      https://models.example.com/eu-west-1/fraud-detector/7

v8    approved, 20 Nov 2026 14:03 UTC
      > Retrained after the schema change, on all data since 2024; the
      > threshold stays at 0.7 until the analysts have looked at it and the
      > audit...
      https://models.example.com/eu-west-1/fraud-detector/8

v9    approved, 20 Nov 2026 14:03 UTC
      https://models.example.com/eu-west-1/fraud-detector/9

Group:    fraud-detector
Account:  111122223333, eu-west-1
Ids:      id-2 (v7)
          id-3 (v8)
          id-1 (v9)
`);
  });

  test('the reason of a failure goes before the description; without a link, the ARN says where', () => {
    const nowhere = { ...context, link: undefined };
    const changes: readonly Change[] = [3, 4].map((number) => ({
      kind: 'failed',
      ...version(number, { reason: `Image ${number} was not found.`, description: 'Nightly' }),
      to: 'Failed',
    }));
    expect(mail(changes, { context: nowhere })).toBe(`2 versions of fraud-detector failed
---
2 versions of fraud-detector failed

v3    failed, 20 Nov 2026 14:03 UTC
      > Image 3 was not found.
      arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/3

v4    failed, 20 Nov 2026 14:03 UTC
      > Image 4 was not found.
      arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/4

Group:    fraud-detector
Account:  111122223333, eu-west-1
Ids:      id-1 (v3)
          id-2 (v4)
`);
  });
});

describe('several of what has no versions, as a person reads them', () => {
  test('unversioned model packages, by name', () => {
    const registered = (name: string): Change => ({ kind: 'registered', ...unversioned(name), to: 'Completed' });
    expect(mail([registered('b-model'), registered('a-model')])).toBe(`2 model packages registered
---
2 model packages registered

model package a-model  registered, 20 Nov 2026 14:03 UTC
      arn:aws:sagemaker:eu-west-1:111122223333:model-package/a-model

model package b-model  registered, 20 Nov 2026 14:03 UTC
      arn:aws:sagemaker:eu-west-1:111122223333:model-package/b-model

Account:  111122223333, eu-west-1
Ids:      id-2 (model package a-model)
          id-1 (model package b-model)
`);
  });

  test('what cannot be read, whatever it is: what to do, a line each, and one answer for each reason', () => {
    expect(mail([refused('b'), missing(), refused('a')])).toBe(`2 groups and 1 image cannot be read
---
2 groups and 1 image cannot be read

What to do:
  Missing: Mend its name in the config, or take it out, and deploy; or
  create it.
  Refused: Allow what is lacking to the poll function's role: a deployment
  of the config does, if its names have SageMaker's own letter case. If the
  role has it, something denies it: a policy of the organisation, a
  permissions boundary or, for a shared group, its owner's policy.

image training-image  it does not exist, since 20 Nov 2026 14:03 UTC
model group a  sagemaker:ListModelPackages is not allowed, since 20 Nov 2026 14:03 UTC
model group b  sagemaker:ListModelPackages is not allowed, since 20 Nov 2026 14:03 UTC

SageMaker's answer for image training-image:
  > No Image with the name training-image exists.

SageMaker's answer for model group a:
  > User: poll is not authorized to perform: sagemaker:ListModelPackages on
  > a

Account:  111122223333, eu-west-1
Ids:      id-2 (image training-image)
          id-3 (model group a)
          id-1 (model group b)
`);
  });

  test('what cannot be read for two reasons of one kind: what to do about each', () => {
    const text = mail([refused('a'), { ...refused('b'), role: 'arn:aws:iam::111122223333:role/reader' }]);
    expect(text.match(/^ {2}Refused: .*$/gmu)).toEqual([
      "  Refused: Allow what is lacking to the poll function's role: a deployment",
      '  Refused: Allow what is lacking to the role that is named here: the member',
    ]);
  });

  test('50 groups that a broken role cannot read are one mail', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => refused(`group-${index}`));
    expect(mail(fifty)).toMatch(/^50 groups cannot be read: sagemaker:ListModelPackages is not allowed\n/u);
  });
});

describe('the link', () => {
  test.each([
    ['no template, no link', undefined, undefined],
    ['values are URL-encoded', 'https://x.example/?q={group}&v={version}', 'https://x.example/?q=a%2Fb%20%26c&v=7'],
    ['unknown placeholders stay', 'https://x.example/{stage}/{account}', 'https://x.example/{stage}/111122223333'],
  ])('%s', (_what, link, expected) => {
    const change: Change = { kind: 'description', ...version(7, { group: 'a/b &c' }) };
    const text = mail([change], { context: { ...context, link } });
    expect(/^Link: {6}(.*)$/mu.exec(text)?.[1]).toBe(expected);
  });
});
