import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { patience, targetOf } from './aws.ts';
import type { GlobalOptions } from './global.ts';
import { readOnly } from './read-only.ts';

/** Clients that change nothing, whatever they are asked for. */

export const sageMaker = (global: GlobalOptions): SageMakerClient =>
  readOnly(new SageMakerClient({ ...patience, ...targetOf(global) }));

export const dynamoDb = (global: GlobalOptions): DynamoDBClient =>
  readOnly(new DynamoDBClient({ ...patience, ...targetOf(global) }));
