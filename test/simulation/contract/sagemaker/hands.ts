import type {
  ImageVersionStatus,
  ModelApprovalStatus,
  ModelLifeCycle,
  ModelPackageStatus,
} from '@aws-sdk/client-sagemaker';

/** A version's path is GROUP/NUMBER, an unversioned package's its name, an image version's IMAGE/NUMBER. */
export type Path = string;

export interface Edit {
  readonly approval?: ModelApprovalStatus;
  readonly note?: string;
  readonly lifeCycle?: ModelLifeCycle;
}

/** What people, and SageMaker itself, do to a registry; each may give a promise. Nothing is done that SageMaker would refuse. */
export interface Hands {
  createGroup(name: string): unknown;
  register(group: string, approval: ModelApprovalStatus): unknown;
  registerPackage(name: string): unknown;
  edit(path: Path, edit: Edit): unknown;
  setStatus(path: Path, status: ModelPackageStatus, reason?: string): unknown;
  describe(path: Path, description: string): unknown;
  remove(path: Path): unknown;
  removeGroup(name: string): unknown;
  createImage(name: string): unknown;
  createImageVersion(image: string): unknown;
  setImageStatus(path: Path, status: ImageVersionStatus, reason?: string): unknown;
  removeImageVersion(path: Path): unknown;
  removeImage(name: string): unknown;
}
