/** Values as SageMaker spells them (API reference: `ModelPackageSummary`). */
export const approvalStatuses = ['PendingManualApproval', 'Approved', 'Rejected'] as const;
export const packageStatuses = ['Pending', 'InProgress', 'Completed', 'Failed', 'Deleting'] as const;
export const registrationTypes = ['Logged', 'Registered'] as const;

export type ApprovalStatus = (typeof approvalStatuses)[number];
export type PackageStatus = (typeof packageStatuses)[number];
export type RegistrationType = (typeof registrationTypes)[number];

export interface LifeCycle {
  readonly stage: string;
  readonly stageStatus: string;
  readonly stageDescription?: string;
}

/** One model version as a listing shows it. Times are epoch milliseconds. */
export interface ModelPackage {
  readonly arn: string;
  /** From `ModelPackageGroupName`, never from the ARN: SageMaker may lower-case the name there. */
  readonly group: string;
  readonly version: number;
  readonly createdAt: number;
  readonly status: PackageStatus;
  readonly approval?: ApprovalStatus;
  readonly lifeCycle?: LifeCycle;
  readonly registrationType?: RegistrationType;
  readonly description?: string;
}

/** What only `DescribeModelPackage` tells. */
export interface DescribedModelPackage extends ModelPackage {
  readonly modifiedAt: number;
  readonly failureReason?: string;
}
