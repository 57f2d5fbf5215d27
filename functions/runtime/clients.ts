import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SageMakerClient, type SageMakerClientConfig } from '@aws-sdk/client-sagemaker';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import type { Reader } from '../domain/registry.ts';
import { assumedRole, type AssumedRole } from '../registry/assumed-role.ts';

export interface Clients {
  readonly sagemaker: SageMakerClient;
  readonly dynamodb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly secrets: SecretsManagerClient;
  readonly eventbridge: EventBridgeClient;
}

/** Where the clients go, if not to AWS; the laptop's endpoint for example. */
export interface ClientTarget {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Every call has a time-out and a bounded number of attempts, with the SDK's jittered back-off in between. SageMaker's control
 * plane is slow and throttles; DynamoDB is neither, so it is given up sooner.
 */
export function createClients(target: ClientTarget = {}): Clients {
  return {
    sagemaker: sageMakerClient(target),
    dynamodb: new DynamoDBClient({ ...target, maxAttempts: 5, requestHandler: timeouts(3000) }),
    sns: new SNSClient({ ...target, maxAttempts: 2, requestHandler: timeouts(3500) }),
    secrets: new SecretsManagerClient({ ...target, maxAttempts: 2, requestHandler: timeouts(2000) }),
    eventbridge: new EventBridgeClient({ ...target, maxAttempts: 2, requestHandler: timeouts(3500) }),
  };
}

/** How the registry of another account or region is reached. `sts` is where the roles are assumed: here, not there. */
export function createReader(
  role: AssumedRole,
  { sagemaker: there, sts: here }: { readonly sagemaker: ClientTarget; readonly sts: ClientTarget },
): { readonly sagemaker: SageMakerClient; readonly reader: Reader } {
  const sts = new STSClient({ ...here, maxAttempts: 3, requestHandler: timeouts(3000) });
  const sagemaker = sageMakerClient({ ...there, credentials: assumedRole(sts, role) });
  return { sagemaker, reader: { role: role.role, assume: () => sagemaker.config.credentials() } };
}

const sageMakerClient = (config: SageMakerClientConfig): SageMakerClient =>
  new SageMakerClient({ ...config, maxAttempts: 5, requestHandler: timeouts(10_000) });

const timeouts = (requestTimeout: number) => ({
  connectionTimeout: 2000,
  requestTimeout,
  // Without it a request that takes too long is only warned of.
  throwOnRequestTimeout: true,
});
