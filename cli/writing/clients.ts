import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { patience, targetOf } from '../aws.ts';
import type { GlobalOptions } from '../global.ts';

/** Clients that can write: for `replay` and `test`, and for nothing else. */

export const dynamoDb = (global: GlobalOptions): DynamoDBClient =>
  new DynamoDBClient({ ...patience, ...targetOf(global) });

export const lambda = (global: GlobalOptions): LambdaClient => new LambdaClient({ ...patience, ...targetOf(global) });
