import {
  BatchDescribeModelPackage$,
  DescribeModelPackage$,
  type BatchDescribeModelPackageCommandInput,
  type BatchDescribeModelPackageCommandOutput,
  type BatchDescribeModelPackageError,
  type BatchDescribeModelPackageSummary,
  type DescribeModelPackageCommandInput,
  type DescribeModelPackageCommandOutput,
  type InferenceSpecification,
  type ModelApprovalStatus,
  type ModelLifeCycle,
  type ModelPackageRegistrationType,
  type ModelPackageStatus,
} from '@aws-sdk/client-sagemaker';
import { packageArn } from '../arns.ts';
import { SageMakerError } from '../errors.ts';
import { operation, type Answer, type Context } from '../operation.ts';
import type { PackageRecord } from '../records.ts';
import { batchDescribeModelPackageInput, describeModelPackageInput } from '../shapes/inputs.ts';
import { statusDetails } from '../status-details.ts';
import { existingPackage, userContext } from './common.ts';

/** IncludedData decides only what has to be decrypted; nothing is encrypted here, so both answers are alike. */
function describe(
  context: Context,
  { ModelPackageName = '' }: DescribeModelPackageCommandInput,
): Answer<DescribeModelPackageCommandOutput> {
  const found = existingPackage(context, ModelPackageName);
  const versioned = found.version > 0;
  return {
    ...found.detail,
    // The type demands a name; the service leaves it out for a version.
    ModelPackageName: versioned ? undefined : found.name,
    ModelPackageGroupName: versioned ? found.name : undefined,
    ModelPackageVersion: versioned ? found.version : undefined,
    ModelPackageArn: packageArn(context.scope, found.name, found.version),
    ModelPackageDescription: found.description,
    CreationTime: found.created,
    ModelPackageStatus: found.status as ModelPackageStatus,
    ModelPackageStatusDetails: statusDetails(found),
    ModelApprovalStatus: found.approval as ModelApprovalStatus | undefined,
    ModelPackageRegistrationType: found.registration as ModelPackageRegistrationType | undefined,
    ModelLifeCycle: found.lifeCycle as ModelLifeCycle | undefined,
    CreatedBy: userContext(found.createdBy),
    LastModifiedTime: found.modified,
    LastModifiedBy: found.modifiedBy && userContext(found.modifiedBy),
  };
}

function describeBatch(
  context: Context,
  { ModelPackageArnList = [] }: BatchDescribeModelPackageCommandInput,
): Answer<BatchDescribeModelPackageCommandOutput> {
  const summaries: Record<string, BatchDescribeModelPackageSummary> = {};
  const errors: Record<string, BatchDescribeModelPackageError> = {};
  for (const arn of ModelPackageArnList) {
    try {
      summaries[arn] = batchSummary(context, existingPackage(context, arn));
    } catch (error) {
      if (!(error instanceof SageMakerError)) throw error;
      errors[arn] = { ErrorCode: error.type, ErrorResponse: error.message };
    }
  }
  return { ModelPackageSummaries: summaries, BatchDescribeModelPackageErrorMap: errors };
}

const batchSummary = ({ scope }: Context, found: PackageRecord): BatchDescribeModelPackageSummary => ({
  ModelPackageGroupName: found.version > 0 ? found.name : undefined,
  ModelPackageVersion: found.version > 0 ? found.version : undefined,
  ModelPackageArn: packageArn(scope, found.name, found.version),
  ModelPackageDescription: found.description,
  CreationTime: found.created,
  InferenceSpecification: found.detail['InferenceSpecification'] as InferenceSpecification | undefined,
  ModelPackageStatus: found.status as ModelPackageStatus,
  ModelApprovalStatus: found.approval as ModelApprovalStatus | undefined,
  ModelPackageRegistrationType: found.registration as ModelPackageRegistrationType | undefined,
});

export const describePackageOperations = [
  operation(DescribeModelPackage$, describeModelPackageInput, describe),
  operation(BatchDescribeModelPackage$, batchDescribeModelPackageInput, describeBatch),
];
