import { ResourceNotFound, SageMakerServiceException } from '@aws-sdk/client-sagemaker';
import { metadata } from '../service.ts';

const named = (name: string, message: string): Error =>
  new SageMakerServiceException({ name, $fault: 'client', message, $metadata: metadata(400) });

/** Also of packages and groups that are missing. */
export const invalid = (message: string): Error => named('ValidationException', message);

/** Of images and their versions. */
export const notFound = (message: string): Error => new ResourceNotFound({ message, $metadata: metadata(400) });

export function accessDenied(operation: string, account: string, resource: string): Error {
  const user = `arn:aws:sts::${account}:assumed-role/approval-notifier/poll`;
  const action = `sagemaker:${operation}`;
  return named(
    'AccessDeniedException',
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
}
