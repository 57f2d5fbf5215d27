import type { ModelPackageStatusDetails } from '@aws-sdk/client-sagemaker';
import type { PackageRecord } from './records.ts';

/** What SageMaker validates is the package itself; most are not validated, and are complete without a word about it. */
export const statusDetails = ({
  name,
  status,
  failureReason,
}: Pick<PackageRecord, 'name' | 'status' | 'failureReason'>): ModelPackageStatusDetails => ({
  ValidationStatuses:
    status === 'Failed' || status === 'InProgress'
      ? [{ Name: name, Status: status, FailureReason: failureReason }]
      : [],
  ImageScanStatuses: [],
});
