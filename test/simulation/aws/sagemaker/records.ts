import type {
  ImageVersionStatus,
  ModelApprovalStatus,
  ModelLifeCycle,
  ModelPackageRegistrationType,
  ModelPackageStatus,
  UserContext,
} from '@aws-sdk/client-sagemaker';

export type Approval = ModelApprovalStatus;
export type Status = ModelPackageStatus;

/** From when on something is there, and from when on it is not any more. */
export interface Life {
  readonly createdAt: number;
  removedAt?: number;
}

/** What is true of a model package from one time on. An unversioned one may have no approval. */
export interface PackageState {
  readonly at: number;
  readonly approval?: Approval | undefined;
  readonly status: Status;
  readonly failureReason?: string | undefined;
  readonly description?: string | undefined;
  readonly registration?: ModelPackageRegistrationType | undefined;
  readonly lifeCycle?: ModelLifeCycle | undefined;
  readonly approvalDescription?: string | undefined;
  /** Who edited it last. */
  readonly by?: UserContext | undefined;
}

/** The same of a version. */
export interface State extends PackageState {
  readonly approval: Approval;
}

interface Package<S extends PackageState> extends Life {
  readonly arn: string;
  /** Of all packages, by which those of one moment are listed. */
  readonly order: number;
  readonly createdBy?: UserContext | undefined;
  /** Oldest first. */
  readonly states: S[];
}

/** One life of a version: a number that is given again is another. */
export interface Version extends Package<State> {
  readonly group: string;
  readonly number: number;
}

/** One life of an unversioned model package. */
export interface UnversionedPackage extends Package<PackageState> {
  readonly name: string;
}

export interface Group extends Life {
  readonly name: string;
  readonly arn: string;
  /** The highest number that was ever given in it. */
  last: number;
}

export interface Image extends Life {
  readonly name: string;
  readonly arn: string;
  last: number;
}

export interface ImageState {
  readonly at: number;
  readonly status: ImageVersionStatus;
  readonly failureReason?: string | undefined;
}

export interface ImageVersion extends Life {
  readonly image: string;
  readonly number: number;
  readonly arn: string;
  readonly states: ImageState[];
}

/** All that ever was. */
export interface Memory {
  readonly groups: Group[];
  readonly versions: Version[];
  readonly packages: UnversionedPackage[];
  readonly images: Image[];
  readonly imageVersions: ImageVersion[];
}

export const thereAt = <T extends Life>(all: readonly T[], time: number): T[] =>
  all.filter(({ createdAt, removedAt = Infinity }) => createdAt <= time && time < removedAt);

/** What was true of it then. */
export function stateAt<S extends { readonly at: number }>(
  { states }: { readonly states: readonly S[] },
  time: number,
): S {
  const state = states.findLast(({ at }) => at <= time) ?? states[0];
  if (!state) throw new Error('what was never in any state');
  return state;
}
