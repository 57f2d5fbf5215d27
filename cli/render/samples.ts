import type { Change, ChangeKind } from '../../functions/domain/change.ts';

type Samples = { readonly [Kind in ChangeKind]: Extract<Change, { kind: Kind }> };

/** Where the samples come from. */
export const sampleSource = { account: '111122223333', region: 'eu-west-1' };

const arn = (path: string): string => `arn:aws:sagemaker:${sampleSource.region}:${sampleSource.account}:${path}`;
const at = '2026-11-20T14:03:22.000Z';

const version = {
  arn: arn('model-package/churn-model/4'),
  at,
  group: 'churn-model',
  version: 4,
  status: 'Completed',
  description: 'Adds app sessions, retrained on the last 12 months. AUC 0.88',
} as const;
const image = { arn: arn('image-version/training-gpu/7'), at, image: 'training-gpu', version: 7 } as const;
const watch = {
  arn: arn('model-package-group/churn-model'),
  at,
  subject: 'group',
  group: 'churn-model',
  operation: 'ListModelPackages',
} as const;

/** One change of each kind, as SageMaker could bring it about. */
export const samples: Samples = {
  registered: {
    kind: 'registered',
    ...version,
    approvalStatus: 'PendingManualApproval',
    to: 'PendingManualApproval',
  },
  approval: {
    kind: 'approval',
    ...version,
    approvalStatus: 'Approved',
    by: { name: 'reviewer', role: 'MlApprovers' },
    approvalDescription: 'Bias report read, AUC above the bar',
    from: 'PendingManualApproval',
    to: 'Approved',
  },
  failed: {
    kind: 'failed',
    ...version,
    status: 'Failed',
    reason: 'AlgorithmError: the validation job ended with exit code 1',
    from: 'InProgress',
    to: 'Failed',
  },
  lifecycle: {
    kind: 'lifecycle',
    ...version,
    approvalStatus: 'Approved',
    lifeCycle: { stage: 'Production', stageStatus: 'InProgress', stageDescription: 'Canary, 5 % of the traffic' },
    from: 'Staging/Done',
    to: 'Production/InProgress',
  },
  description: { kind: 'description', ...version, approvalStatus: 'Approved' },
  removed: { kind: 'removed', ...version, approvalStatus: 'Rejected', from: 'Rejected' },
  reminder: {
    kind: 'reminder',
    ...version,
    approvalStatus: 'PendingManualApproval',
    by: { name: 'data-scientist' },
    since: '2026-11-18T11:03:22.000Z',
    to: 'PendingManualApproval',
  },
  'group-removed': {
    kind: 'group-removed',
    arn: arn('model-package-group/churn-model'),
    at,
    group: 'churn-model',
    versions: 4,
  },
  'image-created': { kind: 'image-created', ...image, from: 'CREATING', to: 'CREATED' },
  'image-failed': {
    kind: 'image-failed',
    ...image,
    reason: 'The base image 111122223333.dkr.ecr.eu-west-1.amazonaws.com/training:7 was not found',
    from: 'CREATING',
    to: 'CREATE_FAILED',
  },
  'image-removed': { kind: 'image-removed', ...image, from: 'CREATED' },
  'watch-failed': {
    kind: 'watch-failed',
    ...watch,
    fault: 'refused',
    permission: 'sagemaker:ListModelPackages',
    reason: 'AccessDeniedException: User is not authorized to perform: sagemaker:ListModelPackages',
  },
  'watch-recovered': { kind: 'watch-recovered', ...watch, since: '2026-11-20T13:48:20.000Z' },
  test: { kind: 'test', arn: arn('*'), at, by: { name: 'operator' } },
};
