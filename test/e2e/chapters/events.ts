import { account, region } from '../account.ts';
import type { Deployment } from '../cdk.ts';
import type { User } from '../user.ts';

/** In ms: less than a poll is away. */
const patience = 60_000;

/** Polls come once an hour; what SageMaker would say of itself is put on its bus, and the notification is there before the next. */
export async function events(user: User, deployment: Deployment): Promise<void> {
  const { stage } = user;
  const arn = await user.register('churn', 'PendingManualApproval');
  await user.receive(patience);
  await user.deploy(deployment);
  await user.expectSilence();

  const began = stage.recording.calls.length;
  const start = Date.now();
  await user.decide('churn', arn, 'Approved');
  for (const status of ['Completed', 'Completed']) await putEvent(user, arn, status);
  await user.receive(patience, { polling: false });
  const listed = stage.recording.calls.slice(began).filter(({ action }) => action === 'sagemaker:ListModelPackages');
  if (listed.length > 0) throw new Error('a poll came in between: the event proves nothing');
  console.log(`      from the event to all destinations: ${Date.now() - start} ms`);
}

/** The sample in SageMaker's documentation, of another version. Several events of one change are usual. */
async function putEvent({ stage }: User, arn: string, status: string): Promise<void> {
  const [, group = '', version = ''] = /model-package\/([^/]+)\/(\d+)$/.exec(arn) ?? [];
  const time = new Date().toISOString();
  const image = `${account}.dkr.ecr.${region}.amazonaws.com/sample:latest`;
  const detail = {
    ModelPackageGroupName: group,
    ModelPackageVersion: Number(version),
    ModelPackageArn: arn,
    CreationTime: time,
    InferenceSpecification: {
      Containers: [{ Image: image, ImageDigest: `sha256:${'0'.repeat(64)}`, ModelDataUrl: 's3://sample/model.tar.gz' }],
      SupportedContentTypes: ['text/csv'],
      SupportedResponseMIMETypes: ['text/csv'],
      SupportedTransformInstanceTypes: ['ml.m5.xlarge'],
      SupportedRealtimeInferenceInstanceTypes: ['ml.m5.xlarge'],
    },
    ModelPackageStatus: status,
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CertifyForMarketplace: false,
    ModelApprovalStatus: 'Approved',
    LastModifiedTime: time,
  };
  const entry = {
    Source: 'aws.sagemaker',
    DetailType: 'SageMaker Model Package State Change',
    Resources: [arn],
    Detail: JSON.stringify(detail),
  };
  const { FailedEntryCount } = await stage.boto.call('events', 'put_events', { Entries: [entry] });
  if (FailedEntryCount !== 0) throw new Error('the bus took no event of SageMaker');
}
