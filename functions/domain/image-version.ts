/** Values as SageMaker spells them (API reference: `ImageVersion`). */
export const imageVersionStatuses = ['CREATING', 'CREATED', 'CREATE_FAILED', 'DELETING', 'DELETE_FAILED'] as const;

export type ImageVersionStatus = (typeof imageVersionStatuses)[number];

/** One image version, as a listing and a describe show it. Times are epoch milliseconds. */
export interface ImageVersion {
  readonly arn: string;
  readonly image: string;
  /** The version. */
  readonly member: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly status: ImageVersionStatus;
  readonly failureReason?: string;
}
