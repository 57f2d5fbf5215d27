import {
  DescribeImageCommand,
  DescribeImageVersionCommand,
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  ListImagesCommand,
  ListImageVersionsCommand,
  ListModelPackageGroupsCommand,
  ListModelPackagesCommand,
  SageMakerClient,
  SageMakerServiceException,
} from '@aws-sdk/client-sagemaker';
import { errorAnswer, startLocalAws } from '../../../../local/aws/index.ts';
import { SageMaker } from '../../aws/sagemaker.ts';
import { clientOf } from '../client.ts';
import { embeddedHands } from './embedded-hands.ts';
import type { Hands } from './hands.ts';
import { simulatedHands } from './simulated-hands.ts';

/** What `functions/registry` asks. */
const commands = {
  ListModelPackages: ListModelPackagesCommand,
  ListModelPackageGroups: ListModelPackageGroupsCommand,
  DescribeModelPackage: DescribeModelPackageCommand,
  DescribeModelPackageGroup: DescribeModelPackageGroupCommand,
  ListImages: ListImagesCommand,
  ListImageVersions: ListImageVersionsCommand,
  DescribeImage: DescribeImageCommand,
  DescribeImageVersion: DescribeImageVersionCommand,
};

export type Operation = keyof typeof commands;

const commandOf: Readonly<Record<Operation, new (input: never) => object>> = commands;

export interface Question {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What came of a call, with the words of an error, because the product reads them. */
export type Outcome = { readonly answer: Readonly<Record<string, unknown>> } | { readonly error: object };

/** A SageMaker that is held to the contract. */
export interface Subject {
  readonly hands: Hands;
  ask(question: Question): Promise<Outcome>;
  /** Leaves nothing there. */
  empty(): void;
  close(): Promise<void>;
}

/** The time of a subject, or of two that are compared. */
export interface Time {
  now: number;
}

export interface Settings {
  readonly lowerCases: boolean;
  /** Whether whatever is asked is refused, in these words. */
  readonly refusal?: string;
}

export const source = { account: '111122223333', region: 'us-east-1' };

/** What the simulated one leaves out, because the registry's adapter does not look at it. */
const unread: Partial<Record<Operation, readonly string[]>> = {
  DescribeModelPackageGroup: ['CreatedBy'],
  DescribeImage: ['RoleArn'],
  DescribeImageVersion: ['BaseImage', 'ContainerImage'],
};

const asking =
  (client: () => SageMakerClient) =>
  async ({ operation, input }: Question): Promise<Outcome> => {
    try {
      const answer = await client().send(new commandOf[operation](input as never) as ListImagesCommand);
      const read = Object.entries(answer).filter(
        ([name]) => name !== '$metadata' && !unread[operation]?.includes(name),
      );
      return { answer: Object.fromEntries(read) };
    } catch (error) {
      if (!(error instanceof SageMakerServiceException)) throw error;
      const { name, message, $fault, $metadata } = error;
      return { error: { class: error.constructor, name, message, $fault, status: $metadata.httpStatusCode } };
    }
  };

export function simulated(
  time: Time,
  { lowerCases, refusal }: Settings,
): Promise<Subject & { readonly registry: () => SageMaker }> {
  const whims = { now: () => time.now, lag: () => 0, isEmpty: () => false, refused: () => refusal !== undefined };
  let registry: SageMaker;
  const empty = () => {
    registry = new SageMaker(whims, { lowerCases, source });
  };
  empty();
  return Promise.resolve({
    registry: () => registry,
    hands: simulatedHands(() => registry),
    ask: asking(() => clientOf(registry) as SageMakerClient),
    empty,
    close: () => Promise.resolve(),
  });
}

/** That of the embedded AWS, by the real client. */
export async function embedded(time: Time, { lowerCases, refusal }: Settings): Promise<Subject> {
  const now = () => new Date(time.now);
  const intercept =
    refusal === undefined
      ? undefined
      : () => Promise.resolve(errorAnswer('sagemaker', 'AccessDeniedException', refusal));
  const aws = await startLocalAws({ port: 0, ...source, now, lowercaseArns: lowerCases, intercept });
  const client = new SageMakerClient({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'alice', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    hands: embeddedHands(client, aws.registry),
    ask: asking(() => client),
    empty: () => {
      aws.registry.erase();
    },
    close: async () => {
      client.destroy();
      await aws.close();
    },
  };
}

export const subjects = { simulated, embedded };
