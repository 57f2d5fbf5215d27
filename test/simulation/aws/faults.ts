import {
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException as NoSuchTable,
} from '@aws-sdk/client-dynamodb';
import {
  AccessDeniedException as RefusedByEventBridge,
  EventBridgeServiceException,
  InternalException,
  ResourceNotFoundException as NoSuchBus,
  ThrottlingException as ThrottledByEventBridge,
} from '@aws-sdk/client-eventbridge';
import {
  DecryptionFailure,
  InternalServiceError,
  ResourceNotFoundException as NoSuchSecret,
  SecretsManagerServiceException,
} from '@aws-sdk/client-secrets-manager';
import {
  AuthorizationErrorException,
  InternalErrorException,
  InvalidParameterException,
  NotFoundException,
  SNSServiceException,
  ThrottledException,
} from '@aws-sdk/client-sns';
import { SageMakerServiceException } from '@aws-sdk/client-sagemaker';
import { STSServiceException } from '@aws-sdk/client-sts';
import type { Refusal } from '../engine/fault.ts';
import { metadata } from './service.ts';

type Faults = Readonly<Record<Refusal, () => Error>>;

const of = (httpStatusCode: number, message: string) => ({ $metadata: metadata(httpStatusCode), message });

/** What the SDK has no class for is told by its name. */
const named = (name: string, httpStatusCode: number, message: string) =>
  ({ name, $fault: httpStatusCode < 500 ? 'client' : 'server', ...of(httpStatusCode, message) }) as const;

const dynamodb: Faults = {
  throttled: () => new ProvisionedThroughputExceededException(of(400, 'The level of throughput is exceeded')),
  failing: () => new InternalServerError(of(500, 'Internal server error')),
  unavailable: () => new DynamoDBServiceException(named('ServiceUnavailable', 503, 'Unavailable')),
  refused: () => new DynamoDBServiceException(named('AccessDeniedException', 400, 'Not authorized')),
  'not found': () => new NoSuchTable(of(400, 'Requested resource not found')),
  invalid: () => new DynamoDBServiceException(named('ValidationException', 400, 'Not valid')),
};

const sns: Faults = {
  throttled: () => new ThrottledException(of(429, 'Rate exceeded')),
  failing: () => new InternalErrorException(of(500, 'Try again')),
  unavailable: () => new SNSServiceException(named('ServiceUnavailable', 503, 'Unavailable')),
  refused: () => new AuthorizationErrorException(of(403, 'Not authorized to perform: SNS:Publish')),
  'not found': () => new NotFoundException(of(404, 'Topic does not exist')),
  invalid: () => new InvalidParameterException(of(400, 'Invalid parameter: Message')),
};

const eventbridge: Faults = {
  throttled: () => new ThrottledByEventBridge(of(400, 'Rate exceeded')),
  failing: () => new InternalException(of(500, 'Try again')),
  unavailable: () => new EventBridgeServiceException(named('ServiceUnavailable', 503, 'Unavailable')),
  refused: () => new RefusedByEventBridge(of(400, 'Not authorized to perform: events:PutEvents')),
  'not found': () => new NoSuchBus(of(400, 'Event bus does not exist.')),
  invalid: () => new EventBridgeServiceException(named('ValidationException', 400, 'Not valid')),
};

const secrets: Faults = {
  throttled: () => new SecretsManagerServiceException(named('ThrottlingException', 400, 'Rate exceeded')),
  failing: () => new InternalServiceError(of(500, 'Try again')),
  unavailable: () => new SecretsManagerServiceException(named('ServiceUnavailable', 503, 'Unavailable')),
  refused: () => new SecretsManagerServiceException(named('AccessDeniedException', 400, 'Not authorized')),
  'not found': () => new NoSuchSecret(of(400, "Secrets Manager can't find the specified secret.")),
  invalid: () => new DecryptionFailure(of(400, "Secrets Manager can't decrypt the secret")),
};

const sagemaker: Faults = {
  throttled: () => new SageMakerServiceException(named('ThrottlingException', 400, 'Rate exceeded')),
  failing: () => new SageMakerServiceException(named('InternalFailure', 500, 'Try again')),
  unavailable: () => new SageMakerServiceException(named('ServiceUnavailable', 503, 'Unavailable')),
  refused: () => new SageMakerServiceException(named('AccessDeniedException', 400, 'Not authorized')),
  // As SageMaker words it; of a thing that there is not.
  'not found': () =>
    new SageMakerServiceException(named('ValidationException', 400, 'Could not find the requested resource.')),
  invalid: () => new SageMakerServiceException(named('ValidationException', 400, 'Not valid')),
};

const sts: Faults = {
  throttled: () => new STSServiceException(named('Throttling', 400, 'Rate exceeded')),
  failing: () => new STSServiceException(named('InternalFailure', 500, 'Try again')),
  unavailable: () => new STSServiceException(named('ServiceUnavailable', 503, 'Unavailable')),
  refused: () => new STSServiceException(named('AccessDenied', 403, 'Not authorized to perform: sts:AssumeRole')),
  'not found': () => new STSServiceException(named('AccessDenied', 403, 'Not authorized to perform: sts:AssumeRole')),
  invalid: () => new STSServiceException(named('ValidationError', 400, 'Not valid')),
};

/** The errors that the SDK's clients throw then, made anew each time. */
export const faults = { sagemaker, dynamodb, sns, eventbridge, secrets, sts };

const noAnswer = (code: string, message: string): Error =>
  Object.assign(new Error(message), { name: 'TimeoutError', code, $metadata: { attempts: 1, totalRetryDelay: 0 } });

/** No answer came: what was asked may have been done, or not. The SDK calls both a time-out. */
export const unanswered = {
  cut: () => noAnswer('ECONNRESET', 'socket hang up'),
  aborted: () => Object.assign(new Error('Request aborted'), { name: 'AbortError' }),
  'timed out': () => noAnswer('ETIMEDOUT', 'a request has exceeded the configured requestTimeout'),
};
