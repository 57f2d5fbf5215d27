import type { ModelPackageStatusDetails } from '@aws-sdk/client-sagemaker';
import type { PackageRecord } from './records.ts';

/** What SageMaker validates is the package itself: its detail's status and reason are the package's. */
export const statusDetails = ({
  name,
  status,
  failureReason,
}: Pick<PackageRecord, 'name' | 'status' | 'failureReason'>): ModelPackageStatusDetails => {
  if (status !== 'Completed' && status !== 'Failed' && status !== 'InProgress') return { ValidationStatuses: [] };
  return {
    ValidationStatuses: [{ Name: name, Status: status, FailureReason: failureReason }],
    ImageScanStatuses: [],
  };
};
