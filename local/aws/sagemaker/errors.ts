export type SageMakerErrorType =
  | 'ValidationException'
  | 'ConflictException'
  | 'ResourceInUse'
  | 'ResourceNotFound'
  | 'SerializationException'
  | 'UnknownOperationException';

/** What the service answers with status 400: the type is what clients make their error's name or code of. */
export class SageMakerError extends Error {
  override readonly name = 'SageMakerError';
  readonly type: SageMakerErrorType;

  constructor(type: SageMakerErrorType, message: string) {
    super(message);
    this.type = type;
  }
}

export const invalid = (message: string): SageMakerError => new SageMakerError('ValidationException', message);
/** Packages and groups that are missing are ValidationExceptions, images and their versions this. */
export const notFound = (message: string): SageMakerError => new SageMakerError('ResourceNotFound', message);
export const inUse = (message: string): SageMakerError => new SageMakerError('ResourceInUse', message);
export const conflict = (message: string): SageMakerError => new SageMakerError('ConflictException', message);
