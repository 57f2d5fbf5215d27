import {
  CreateImageCommand,
  DeleteImageVersionCommand,
  DescribeImageVersionCommand,
  ListImagesCommand,
  ListImageVersionsCommand,
  UpdateImageCommand,
  type CreateImageCommandInput,
  type CreateImageVersionCommandInput,
  type ListImagesCommandInput,
  type ListImageVersionsCommandInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { cleanUpAfterEach, createImageVersion, roleArn, startWithClients } from './support.ts';

cleanUpAfterEach();

/** Types that TypeScript refuses and other clients send. */
const wrong = (value: unknown): never => value as never;

async function expectRefusal(
  send: (client: SageMakerClient) => Promise<unknown>,
  member: string,
  problem: string,
): Promise<void> {
  const { sageMaker } = await startWithClients();
  await expect(send(sageMaker)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(`at '${member}' failed to satisfy constraint: ${problem}`) as string,
  });
}

const least = (what: string, min: number) => `Member must have ${what} greater than or equal to ${min}`;
const most = (what: string, max: number) => `Member must have ${what} less than or equal to ${max}`;
const pattern = 'Member must satisfy regular expression pattern: ';
const values = (...all: string[]) => `Member must satisfy enum value set: [${all.join(', ')}]`;

test.each<[string, Partial<ListImageVersionsCommandInput>, string]>([
  ['imageName', { ImageName: wrong(undefined) }, 'Member must not be null'],
  ['imageName', { ImageName: '' }, least('length', 1)],
  ['imageName', { ImageName: 'a'.repeat(64) }, most('length', 63)],
  ['imageName', { ImageName: 'ends-with-' }, `${pattern}[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}`],
  ['imageName', { ImageName: 'two--dashes' }, pattern],
  ['imageName', { ImageName: 'arn:aws:sagemaker:us-east-1:000000000000:image/a' }, pattern],
  ['maxResults', { MaxResults: 0 }, least('value', 1)],
  ['maxResults', { MaxResults: 101 }, most('value', 100)],
  ['nextToken', { NextToken: 'a'.repeat(8193) }, most('length', 8192)],
  ['sortBy', { SortBy: wrong('IMAGE_NAME') }, values('CREATION_TIME', 'LAST_MODIFIED_TIME', 'VERSION')],
  ['sortOrder', { SortOrder: wrong('Descending') }, values('ASCENDING', 'DESCENDING')],
])('ListImageVersions refuses a bad %s: %j', async (member, input, problem) => {
  const command = new ListImageVersionsCommand({ ImageName: 'notebook', ...input });
  await expectRefusal((client) => client.send(command), member, problem);
});

test.each<[string, Partial<CreateImageVersionCommandInput>, string]>([
  ['baseImage', { BaseImage: wrong(undefined) }, 'Member must not be null'],
  ['baseImage', { BaseImage: 'a'.repeat(256) }, most('length', 255)],
  ['clientToken', { ClientToken: 'a'.repeat(37) }, most('length', 36)],
  ['clientToken', { ClientToken: 'a_b' }, pattern],
  ['aliases.1.member', { Aliases: ['.hidden'] }, pattern],
  ['aliases.2.member', { Aliases: ['a', 'b c'] }, pattern],
  ['vendorGuidance', { VendorGuidance: wrong('OLD') }, values('NOT_PROVIDED', 'STABLE', 'TO_BE_ARCHIVED', 'ARCHIVED')],
  ['jobType', { JobType: wrong('BATCH') }, values('TRAINING', 'INFERENCE', 'NOTEBOOK_KERNEL')],
  ['processor', { Processor: wrong('TPU') }, values('CPU', 'GPU')],
  ['mLFramework', { MLFramework: 'PyTorch' }, pattern],
  ['programmingLang', { ProgrammingLang: '3.12' }, pattern],
  ['releaseNotes', { ReleaseNotes: '' }, least('length', 1)],
])('CreateImageVersion refuses a bad %s: %j', async (member, input, problem) => {
  await expectRefusal((client) => createImageVersion(client, 'notebook', input), member, problem);
});

test.each<[string, Partial<CreateImageCommandInput>, string]>([
  ['roleArn', { RoleArn: wrong(undefined) }, 'Member must not be null'],
  ['roleArn', { RoleArn: 'arn:aws:iam::000000000000:user/a' }, pattern],
  ['imageName', { ImageName: 'a_b' }, pattern],
  ['description', { Description: 'a'.repeat(513) }, most('length', 512)],
  ['displayName', { DisplayName: ' padded ' }, pattern],
  ['displayName', { DisplayName: 'a'.repeat(129) }, most('length', 128)],
  ['tags', { Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: '' })) }, most('length', 50)],
])('CreateImage refuses a bad %s: %j', async (member, input, problem) => {
  const command = new CreateImageCommand({ ImageName: 'notebook', RoleArn: roleArn, ...input });
  await expectRefusal((client) => client.send(command), member, problem);
});

test.each<[string, ListImagesCommandInput, string]>([
  ['nameContains', { NameContains: 'a_b' }, `${pattern}[a-zA-Z0-9\\-.]+`],
  ['sortBy', { SortBy: wrong('VERSION') }, values('CREATION_TIME', 'LAST_MODIFIED_TIME', 'IMAGE_NAME')],
  ['maxResults', { MaxResults: 101 }, most('value', 100)],
])('ListImages refuses a bad %s: %j', async (member, input, problem) => {
  await expectRefusal((client) => client.send(new ListImagesCommand(input)), member, problem);
});

test('only two properties of an image can be deleted', async () => {
  const command = new UpdateImageCommand({ ImageName: 'notebook', DeleteProperties: ['RoleArn'] });
  await expectRefusal((client) => client.send(command), 'deleteProperties.1.member', pattern);
});

const negative = { ImageName: 'notebook', Version: -1 };
test.each<[string, (client: SageMakerClient) => Promise<unknown>]>([
  ['DescribeImageVersion', (client) => client.send(new DescribeImageVersionCommand(negative))],
  ['DeleteImageVersion', (client) => client.send(new DeleteImageVersionCommand(negative))],
])('%s refuses a negative number', async (_name, send) => {
  await expectRefusal(send, 'version', least('value', 0));
});
