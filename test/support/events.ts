/** An event as EventBridge hands it over, of a model version or an image version, by its ARN; as SageMaker is documented to say it. */
export function eventAbout(arn: string, detail: Record<string, unknown> = {}) {
  const [, , , region = '', account = ''] = arn.split(':');
  const isImage = arn.includes(':image-version/');
  const [, group, version] = /model-package\/([^/]+)\/(\d+)$/.exec(arn) ?? [];
  return {
    version: '0',
    id: '5b6f0b6e-0000-0000-0000-000000000000',
    'detail-type': `SageMaker ${isImage ? 'Image Version' : 'Model Package'} State Change`,
    source: 'aws.sagemaker',
    account,
    time: '2026-01-05T09:00:00Z',
    region,
    resources: [arn],
    detail: {
      ...(isImage ? { ImageVersionArn: arn } : { ModelPackageArn: arn }),
      ...(group && { ModelPackageGroupName: group, ModelPackageVersion: Number(version) }),
      ...detail,
    },
  };
}
