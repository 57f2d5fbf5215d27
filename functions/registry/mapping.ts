import type { DescribeModelPackageCommandOutput, ModelPackageSummary } from '@aws-sdk/client-sagemaker';
import type { Group } from '../domain/collection.ts';
import {
  approvalStatuses,
  packageStatuses,
  registrationTypes,
  type DescribedModelPackage,
  type ModelPackage,
} from '../domain/model-package.ts';

type Summary = Pick<
  ModelPackageSummary,
  | 'ModelPackageArn'
  | 'ModelPackageGroupName'
  | 'ModelPackageVersion'
  | 'CreationTime'
  | 'ModelPackageStatus'
  | 'ModelApprovalStatus'
  | 'ModelLifeCycle'
  | 'ModelPackageRegistrationType'
  | 'ModelPackageDescription'
>;

/**
 * Undefined for what is no model version, or is in a state that this release does not know: it is left as it is remembered,
 * rather than told wrongly. A summary's name is not needed: versioned ones can come without (sagemaker-python-sdk#5606).
 */
export function toModelPackage(summary: Summary, group?: Group): ModelPackage | undefined {
  const { ModelPackageArn: arn, ModelPackageVersion: version, CreationTime: created } = summary;
  // As SageMaker spells it; the config may spell it otherwise.
  const name = nameOf(summary.ModelPackageGroupName) ?? group?.name;
  const status = oneOf(packageStatuses, summary.ModelPackageStatus);
  const approval = oneOf(approvalStatuses, summary.ModelApprovalStatus);
  const registrationType = oneOf(registrationTypes, summary.ModelPackageRegistrationType);
  const isUnknown = summary.ModelApprovalStatus !== undefined && approval === undefined;
  if (!arn || !name || !version || !created || !status || isUnknown) return undefined;
  const { Stage, StageStatus, StageDescription } = summary.ModelLifeCycle ?? {};
  return {
    arn,
    group: name,
    version,
    createdAt: created.getTime(),
    status,
    ...(approval && { approval }),
    ...(Stage && {
      lifeCycle: {
        stage: Stage,
        stageStatus: StageStatus ?? '',
        ...(StageDescription && { stageDescription: StageDescription }),
      },
    }),
    ...(registrationType && { registrationType }),
    ...(summary.ModelPackageDescription && { description: summary.ModelPackageDescription }),
  };
}

export function toDescribed(
  output: DescribeModelPackageCommandOutput,
  group: Group,
): DescribedModelPackage | undefined {
  const seen = toModelPackage(output, group);
  if (!seen) return undefined;
  const { ValidationStatuses = [], ImageScanStatuses = [] } = output.ModelPackageStatusDetails ?? {};
  const reasons = [...ValidationStatuses, ...ImageScanStatuses].flatMap(({ FailureReason }) => FailureReason ?? []);
  return {
    ...seen,
    modifiedAt: (output.LastModifiedTime ?? output.CreationTime)?.getTime() ?? seen.createdAt,
    ...(reasons.length > 0 && { failureReason: [...new Set(reasons)].join('; ') }),
  };
}

/** A group that another account shares may come as its ARN. */
const nameOf = (reference: string | undefined): string | undefined => reference?.slice(reference.lastIndexOf('/') + 1);

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((candidate) => candidate === value);
}
