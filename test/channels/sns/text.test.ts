import type { Change } from '../../../functions/domain/change.ts';
import type { MessageContext } from '../../../functions/domain/channel.ts';
import { compose } from '../../../functions/channels/sns/compose.ts';
import { notify, version } from '../build.ts';

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
  ];

  test.each(cases)('%s', (_what, change, expected) => {
    expect(mail([change])).toBe(expected);
  });
});

describe('several changes of one kind in one group, as a person reads them', () => {
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
