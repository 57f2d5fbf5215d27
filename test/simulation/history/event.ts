import type { ImageVersion, UnversionedPackage, Version } from '../aws/sagemaker/records.ts';

/** What SageMaker tells EventBridge of. */
export type Subject = Version | UnversionedPackage | ImageVersion;

/** What comes out of the queue then. */
export function eventAbout(source: string, about: Subject): string {
  const [account, region] = source.split('/');
  const { arn } = about;
  const detail =
    'image' in about
      ? { ImageVersionArn: arn }
      : {
          ModelPackageArn: arn,
          ...('group' in about && { ModelPackageGroupName: about.group, ModelPackageVersion: about.number }),
          ...standOf(about),
        };
  const kind = 'image' in about ? 'Image Version' : 'Model Package';
  const type = `SageMaker ${kind} State Change`;
  return JSON.stringify({ source: 'aws.sagemaker', 'detail-type': type, account, region, resources: [arn], detail });
}

/** What has become of it, which an event may say too late. */
function standOf({ createdAt, states }: Version | UnversionedPackage) {
  const last = states.at(-1);
  return {
    ...{ CreationTime: createdAt, LastModifiedTime: last?.at },
    ...{ ModelPackageStatus: last?.status, ModelApprovalStatus: last?.approval },
  };
}
