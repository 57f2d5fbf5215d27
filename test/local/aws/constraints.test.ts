import {
  BatchDescribeModelPackageCommand,
  CreateModelPackageCommand,
  CreateModelPackageGroupCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  ListTagsCommand,
  UpdateModelPackageCommand,
  type CreateModelPackageCommandInput,
  type ListModelPackagesCommandInput,
  type ModelPackageContainerDefinition,
  type UpdateModelPackageCommandInput,
} from '@aws-sdk/client-sagemaker';
import { arnOf, cleanUpAfterEach, createGroup, createVersion, startWithClients, type Clients } from './support.ts';

cleanUpAfterEach();

/** Types that TypeScript refuses and other clients send. */
const wrong = (value: unknown): never => value as never;

async function refusal(send: (client: Clients['sageMaker']) => Promise<unknown>): Promise<string> {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  await createVersion(sageMaker, 'fraud');
  try {
    await send(sageMaker);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error('The request was accepted');
}

const least = (what: string, min: number) => `Member must have ${what} greater than or equal to ${min}`;
const most = (what: string, max: number) => `Member must have ${what} less than or equal to ${max}`;
const pattern = 'Member must satisfy regular expression pattern: ';
const values = (...all: string[]) => `Member must satisfy enum value set: [${all.join(', ')}]`;

test.each<[string, ListModelPackagesCommandInput, string]>([
  ['maxResults', { MaxResults: 0 }, least('value', 1)],
  ['maxResults', { MaxResults: 101 }, most('value', 100)],
  ['nameContains', { NameContains: 'a_b' }, `${pattern}[a-zA-Z0-9\\-]+`],
  ['nameContains', { NameContains: 'a'.repeat(64) }, most('length', 63)],
  ['nextToken', { NextToken: 'a'.repeat(8193) }, most('length', 8192)],
  ['modelPackageGroupName', { ModelPackageGroupName: '' }, least('length', 1)],
  ['modelPackageGroupName', { ModelPackageGroupName: 'ends-with-' }, pattern],
  ['modelPackageGroupName', { ModelPackageGroupName: 'a'.repeat(171) }, most('length', 170)],
  ['modelPackageType', { ModelPackageType: wrong('VERSIONED') }, values('Versioned', 'Unversioned', 'Both')],
  ['sortBy', { SortBy: wrong('Version') }, values('Name', 'CreationTime')],
  ['sortOrder', { SortOrder: wrong('Up') }, values('Ascending', 'Descending')],
  [
    'modelApprovalStatus',
    { ModelApprovalStatus: wrong('Pending') },
    values('Approved', 'Rejected', 'PendingManualApproval'),
  ],
])('ListModelPackages refuses a bad %s: %j', async (member, input, problem) => {
  const message = await refusal((client) => client.send(new ListModelPackagesCommand(input)));
  expect(message).toMatch(/^ValidationException: \d validation errors? detected: /);
  expect(message).toContain(`at '${member}' failed to satisfy constraint: ${problem}`);
});

test.each<[string, Partial<CreateModelPackageCommandInput>, string]>([
  ['modelPackageName', { ModelPackageName: '-a' }, pattern],
  ['modelPackageName', { ModelPackageName: 'a'.repeat(64) }, most('length', 63)],
  ['modelPackageDescription', { ModelPackageDescription: 'a'.repeat(1025) }, most('length', 1024)],
  ['modelPackageDescription', { ModelPackageDescription: 'two\nlines' }, pattern],
  ['modelApprovalStatus', { ModelApprovalStatus: wrong('approved') }, 'Member must satisfy enum value set'],
  ['clientToken', { ClientToken: 'a'.repeat(37) }, most('length', 36)],
  ['sourceUri', { SourceUri: 'a'.repeat(1025) }, most('length', 1024)],
  ['customerMetadataProperties', { CustomerMetadataProperties: {} }, least('length', 1)],
  ['customerMetadataProperties.a.value', { CustomerMetadataProperties: { a: '' } }, least('length', 1)],
  ['customerMetadataProperties.key', { CustomerMetadataProperties: { 'a?': 'b' } }, pattern],
  ['modelLifeCycle.stage', { ModelLifeCycle: wrong({ StageStatus: 'x' }) }, 'Member must not be null'],
  ['modelLifeCycle.stageStatus', { ModelLifeCycle: { Stage: 'x', StageStatus: 'a b' } }, pattern],
  [
    'inferenceSpecification.containers',
    { InferenceSpecification: { Containers: Array<ModelPackageContainerDefinition>(16).fill({ Image: 'i' }) } },
    most('length', 15),
  ],
  [
    'inferenceSpecification.containers.1.member.modelDataUrl',
    { InferenceSpecification: { Containers: [{ Image: 'i', ModelDataUrl: 'ftp://x' }] } },
    pattern,
  ],
  ['securityConfig.kmsKeyId', { SecurityConfig: wrong({}) }, 'Member must not be null'],
])('CreateModelPackage refuses a bad %s: %j', async (member, input, problem) => {
  const message = await refusal((client) => client.send(new CreateModelPackageCommand(input)));
  expect(message).toContain('ValidationException: ');
  expect(message).toContain(`at '${member}' failed to satisfy constraint: ${problem}`);
});

test.each<[string, Partial<UpdateModelPackageCommandInput>, string]>([
  ['approvalDescription', { ApprovalDescription: 'a'.repeat(1025) }, most('length', 1024)],
  ['modelLifeCycle.stageStatus', { ModelLifeCycle: wrong({ Stage: 'x' }) }, 'Member must not be null'],
  ['modelPackageRegistrationType', { ModelPackageRegistrationType: wrong('logged') }, values('Logged', 'Registered')],
  ['modelPackageArn', { ModelPackageArn: 'fraud/1' }, pattern],
])('UpdateModelPackage refuses a bad %s: %j', async (member, input, problem) => {
  const command = new UpdateModelPackageCommand({ ModelPackageArn: arnOf('fraud/1'), ...input });
  expect(await refusal((client) => client.send(command))).toContain(
    `at '${member}' failed to satisfy constraint: ${problem}`,
  );
});

test('a batch takes 1 to 100 ARNs', async () => {
  const send = (count: number) =>
    refusal((client) =>
      client.send(
        new BatchDescribeModelPackageCommand({ ModelPackageArnList: Array<string>(count).fill(arnOf('fraud/1')) }),
      ),
    );
  expect(await send(0)).toContain(least('length', 1));
  expect(await send(101)).toContain(most('length', 100));
});

test('a page of tags has at least 50', async () => {
  const command = new ListTagsCommand({ ResourceArn: arnOf('fraud/1'), MaxResults: 49 });
  expect(await refusal((client) => client.send(command))).toContain(least('value', 50));
});

test('all that is wrong is told at once', async () => {
  const command = new ListModelPackagesCommand({ MaxResults: 0, NameContains: 'a b' });
  const message = await refusal((client) => client.send(command));
  expect(message).toContain('2 validation errors detected: ');
  expect(message).toContain("at 'maxResults'");
  expect(message).toContain("at 'nameContains'");
});

test('a member that is required must be there', async () => {
  expect(
    await refusal((client) => client.send(new DescribeModelPackageCommand({ ModelPackageName: undefined }))),
  ).toContain("Value null at 'modelPackageName' failed to satisfy constraint: Member must not be null");
});

test.each([
  ['text', { ModelPackageName: 1 }],
  ['a list', { ModelPackageName: 'a', Tags: { Key: 'a' } }],
  ['a structure', { ModelPackageName: 'a', ModelLifeCycle: 'Dev' }],
  ['a map', { ModelPackageName: 'a', CustomerMetadataProperties: ['a'] }],
  ['a flag', { ModelPackageName: 'a', CertifyForMarketplace: 'yes' }],
])('what is not %s where it should be is not read', async (_what, input) => {
  const { aws } = await startWithClients();
  const response = await fetch(aws.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'SageMaker.CreateModelPackage', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(input),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
});

test('length is counted in characters, as people see most of them', async () => {
  const { sageMaker } = await startWithClients();
  await sageMaker.send(
    new CreateModelPackageGroupCommand({
      ModelPackageGroupName: 'a'.repeat(63),
      ModelPackageGroupDescription: '🚀'.repeat(1024),
    }),
  );
});
