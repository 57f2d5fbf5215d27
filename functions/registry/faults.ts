import { SageMakerServiceException } from '@aws-sdk/client-sagemaker';
import { RegistryError, type Gone, type RegistryFault } from '../domain/registry.ts';

/** Runs one call and tells its failure as a `RegistryError`. */
export async function guarded<T>(operation: string, subject: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof RegistryError ? error : new RegistryError(faultOf(error), operation, subject, error);
  }
}

/**
 * SageMaker has no error type for a missing model package: it is a ValidationException that begins with what is missing, as in
 * "ModelPackage arn:… does not exist." A key or a role that does not exist is named otherwise, and is no removal.
 */
export async function notFound<T>(answer: Promise<T>): Promise<T | Gone> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SageMakerServiceException && isNotFound(error)) return 'gone';
    throw error;
  }
}

const missing =
  /^(?:model ?package(?: ?group)? \S+ (?:does not exist|could not be found|(?:was )?not found)|(?:could not|cannot) find model ?package)\b/i;

function isNotFound({ name, message }: SageMakerServiceException): boolean {
  if (name === 'ResourceNotFound' || name === 'ResourceNotFoundException') return true;
  return name === 'ValidationException' && missing.test(message);
}

function faultOf(error: unknown): RegistryFault {
  if (!(error instanceof Error)) return 'unexpected';
  if (error.name === 'AbortError') return 'out-of-time';
  if (error instanceof SageMakerServiceException && isNotFound(error)) return 'missing';
  if (/^(AccessDenied|UnauthorizedOperation|NotAuthorized|OptInRequired)/.test(error.name)) return 'refused';
  if (!(error instanceof SageMakerServiceException)) return 'unavailable';
  return isPassing(error) ? 'unavailable' : 'unexpected';
}

/** Whether a service refused for reasons of its own: too much at a time, or a failure. */
export function isPassing({ name, $metadata, $fault }: ServiceException): boolean {
  const status = $metadata.httpStatusCode ?? 0;
  const isThrottled = status === 429 || /Throttl|TooManyRequests|RequestLimit|SlowDown/.test(name);
  return isThrottled || status >= 500 || $fault === 'server';
}

type ServiceException = Pick<SageMakerServiceException, 'name' | '$metadata' | '$fault'>;
