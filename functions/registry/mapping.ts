import type {
  DescribeImageVersionCommandOutput,
  DescribeModelPackageCommandOutput,
  ImageVersion as ImageVersionSummary,
  ModelPackageSummary,
} from '@aws-sdk/client-sagemaker';
import { toActor } from './actor.ts';
import type { Collection } from '../domain/collection.ts';
import { imageVersionStatuses, type ImageVersion } from '../domain/image-version.ts';
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
  | 'ModelPackageName'
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
 * Undefined for what is no model package, or is in a state that this release does not know: it is left as it is remembered,
 * rather than told wrongly. A version needs no name: summaries can come without (sagemaker-python-sdk#5606).
 */
export function toModelPackage(summary: Summary, of?: Collection): ModelPackage | undefined {
  const { ModelPackageArn: arn, CreationTime: created } = summary;
  const identity = of?.kind === 'packages' ? namedOf(summary) : versionOf(summary, of);
  const status = oneOf(packageStatuses, summary.ModelPackageStatus);
  const approval = oneOf(approvalStatuses, summary.ModelApprovalStatus);
  const registrationType = oneOf(registrationTypes, summary.ModelPackageRegistrationType);
  const isUnknown = summary.ModelApprovalStatus !== undefined && approval === undefined;
  if (!arn || !identity || !created || !status || isUnknown) return undefined;
  const { Stage, StageStatus, StageDescription } = summary.ModelLifeCycle ?? {};
  return {
    arn,
    ...identity,
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
  of: Collection,
): DescribedModelPackage | undefined {
  const seen = toModelPackage(output, of);
  if (!seen) return undefined;
  const { ValidationStatuses = [], ImageScanStatuses = [] } = output.ModelPackageStatusDetails ?? {};
  const createdBy = output.CreatedBy && toActor(output.CreatedBy);
  const modifiedBy = output.LastModifiedBy && toActor(output.LastModifiedBy);
  const reasons = [...ValidationStatuses, ...ImageScanStatuses].flatMap(({ FailureReason }) => FailureReason ?? []);
  return {
    ...seen,
    modifiedAt: (output.LastModifiedTime ?? output.CreationTime)?.getTime() ?? seen.createdAt,
    ...(createdBy && { createdBy }),
    ...(modifiedBy && { modifiedBy }),
    ...(output.ApprovalDescription && { approvalDescription: output.ApprovalDescription }),
    ...(reasons.length > 0 && { failureReason: [...new Set(reasons)].join('; ') }),
  };
}

/** Listings and describes tell the same of an image version. */
export function toImageVersion(
  output: Partial<ImageVersionSummary | DescribeImageVersionCommandOutput>,
  image: Collection,
): ImageVersion | undefined {
  const { ImageVersionArn: arn, Version: member, CreationTime: created, LastModifiedTime, FailureReason } = output;
  const status = oneOf(imageVersionStatuses, output.ImageVersionStatus);
  if (!arn || !member || !created || !status) return undefined;
  return {
    arn,
    image: image.name,
    member,
    createdAt: created.getTime(),
    modifiedAt: (LastModifiedTime ?? created).getTime(),
    status,
    ...(FailureReason && { failureReason: FailureReason }),
  };
}

/** The group as SageMaker spells it; the config may spell it otherwise. */
function versionOf(summary: Summary, of: Collection | undefined) {
  const group = nameOf(summary.ModelPackageGroupName) ?? of?.name;
  return group && summary.ModelPackageVersion ? { group, member: summary.ModelPackageVersion } : undefined;
}

/** A version among unversioned ones would be somebody else's. */
function namedOf({ ModelPackageName: member, ModelPackageVersion }: Summary) {
  return member && !ModelPackageVersion ? { member } : undefined;
}

/** A group that another account shares may come as its ARN. */
const nameOf = (reference: string | undefined): string | undefined => reference?.slice(reference.lastIndexOf('/') + 1);

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((candidate) => candidate === value);
}
