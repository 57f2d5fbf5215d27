import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { metadata } from '../service.ts';

/** The SDK has no class of its own for it. */
export const invalid = (message: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', $metadata: metadata(400), message });

export const conditionFailed = (): ConditionalCheckFailedException =>
  new ConditionalCheckFailedException({ $metadata: metadata(400), message: 'The conditional request failed' });

export const noSuchTable = (): ResourceNotFoundException =>
  new ResourceNotFoundException({ $metadata: metadata(400), message: 'Requested resource not found' });
