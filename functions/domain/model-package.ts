import type { Member } from './collection.ts';

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

/** Whom SageMaker names. */
export interface Actor {
  /** User profile, IAM user, source identity or name of the role session. */
  readonly name: string;
  /** The IAM role whose session it was. */
  readonly role?: string;
  readonly arn?: string;
}

/** One model package as a listing shows it. Times are epoch milliseconds. */
export interface ModelPackage {
  readonly arn: string;
  /**
   * Of a version; absent for an unversioned model package. From `ModelPackageGroupName`, never from the ARN: SageMaker may
   * lower-case the name there.
   */
  readonly group?: string;
  /** The version, or the name of an unversioned model package. */
  readonly member: Member;
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
  readonly createdBy?: Actor;
  /** The last editor, whatever was edited. */
  readonly modifiedBy?: Actor;
  /** What was noted about the decision. */
  readonly approvalDescription?: string;
  readonly failureReason?: string;
}
