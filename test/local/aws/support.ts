import {
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  SageMakerClient,
  type CreateImageVersionCommandInput,
  type CreateModelPackageCommandInput,
} from '@aws-sdk/client-sagemaker';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startLocalAws, type LocalAws, type LocalAwsOptions } from '../../../local/aws/index.ts';

export interface Clients {
  readonly sageMaker: SageMakerClient;
  readonly dynamoDb: DynamoDBClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
}

const cleanups: (() => void | Promise<void>)[] = [];

/** Call it in the test file, so that what a test starts ends with it. */
export function cleanUpAfterEach(): void {
  afterEach(async () => {
    for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) await cleanup();
  });
}

export const atEnd = (cleanup: () => void | Promise<void>): void => {
  cleanups.push(cleanup);
};

export async function start(options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> {
  const aws = await startLocalAws({ port: 0, ...options });
  atEnd(() => aws.close());
  return aws;
}

export function clientsOf(endpoint: string, accessKeyId = 'alice', maxAttempts = 1): Clients {
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts,
  };
  const clients = {
    sageMaker: new SageMakerClient(config),
    dynamoDb: new DynamoDBClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    events: new EventBridgeClient(config),
  };
  atEnd(() => {
    for (const client of Object.values(clients)) client.destroy();
  });
  return clients;
}

export async function startWithClients(options: Partial<LocalAwsOptions> = {}): Promise<Clients & { aws: LocalAws }> {
  const aws = await start(options);
  return { aws, ...clientsOf(aws.endpoint) };
}

export async function createGroup(client: SageMakerClient, name: string): Promise<string> {
  const { ModelPackageGroupArn } = await client.send(
    new CreateModelPackageGroupCommand({ ModelPackageGroupName: name }),
  );
  return String(ModelPackageGroupArn);
}

export async function createVersion(
  client: SageMakerClient,
  group: string,
  more: Partial<CreateModelPackageCommandInput> = {},
): Promise<string> {
  const input = { ModelPackageGroupName: group, ...more };
  return String((await client.send(new CreateModelPackageCommand(input))).ModelPackageArn);
}

export const roleArn = 'arn:aws:iam::000000000000:role/images';

export async function createImage(client: SageMakerClient, name: string): Promise<string> {
  return String((await client.send(new CreateImageCommand({ ImageName: name, RoleArn: roleArn }))).ImageArn);
}

export async function createImageVersion(
  client: SageMakerClient,
  image: string,
  more: Partial<CreateImageVersionCommandInput> = {},
): Promise<string> {
  const input = { ImageName: image, BaseImage: `000000000000.dkr.ecr.us-east-1.amazonaws.com/${image}:1` };
  // The token is left to the client, as people leave it.
  const command = new CreateImageVersionCommand({ ...input, ...more });
  return String((await client.send(command)).ImageVersionArn);
}

export const arnOf = (path: string): string => `arn:aws:sagemaker:us-east-1:000000000000:model-package/${path}`;
export const groupArnOf = (name: string): string =>
  `arn:aws:sagemaker:us-east-1:000000000000:model-package-group/${name}`;
export const imageArnOf = (name: string): string => `arn:aws:sagemaker:us-east-1:000000000000:image/${name}`;
export const imageVersionArnOf = (path: string): string =>
  `arn:aws:sagemaker:us-east-1:000000000000:image-version/${path}`;
