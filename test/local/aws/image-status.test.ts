import {
  DeleteImageVersionCommand,
  DescribeImageVersionCommand,
  type DescribeImageVersionCommandInput,
} from '@aws-sdk/client-sagemaker';
import {
  cleanUpAfterEach,
  createImage,
  createImageVersion,
  imageArnOf,
  imageVersionArnOf,
  startWithClients,
  type Clients,
} from './support.ts';

cleanUpAfterEach();

const describeVersion = (client: Clients['sageMaker'], input: Partial<DescribeImageVersionCommandInput> = {}) =>
  client.send(new DescribeImageVersionCommand({ ImageName: 'notebook', ...input }));
const removeVersion = (client: Clients['sageMaker'], Version: number) =>
  client.send(new DeleteImageVersionCommand({ ImageName: 'notebook', Version }));

test('a version that is being created is in use, and one that failed says why', async () => {
  let now = new Date('2026-01-01T00:00:00.001Z');
  const { aws, sageMaker } = await startWithClients({ now: () => now });
  await createImage(sageMaker, 'Notebook');
  const arn = await createImageVersion(sageMaker, 'Notebook');
  const created = now;

  aws.registry.setImageVersionStatus(arn, 'CREATING');
  expect(await describeVersion(sageMaker)).toMatchObject({ ImageVersionStatus: 'CREATING' });
  await expect(removeVersion(sageMaker, 1)).rejects.toMatchObject({ name: 'ResourceInUse' });

  now = new Date('2026-01-01T00:00:01.234Z');
  aws.registry.setImageVersionStatus(arn, 'CREATE_FAILED', 'The image cannot be pulled');
  expect(await describeVersion(sageMaker)).toMatchObject({
    ...{ ImageVersionStatus: 'CREATE_FAILED', FailureReason: 'The image cannot be pulled' },
    ...{ CreationTime: created, LastModifiedTime: now },
  });

  aws.registry.setImageVersionStatus(arn, 'CREATED');
  expect(await describeVersion(sageMaker)).not.toHaveProperty('FailureReason');
  await removeVersion(sageMaker, 1);
  expect(() => {
    aws.registry.setImageVersionStatus(arn, 'CREATED');
  }).toThrow('does not exist');
});

test('what is seeded is there as it is said', async () => {
  const { aws, sageMaker } = await startWithClients();
  const createdAt = new Date('2026-01-01T00:00:00Z');
  const lastModifiedAt = new Date('2026-01-02T00:00:00Z');
  const arns = aws.registry.seed({
    packages: [{ name: 'solo' }],
    images: [{ name: 'Notebook', displayName: 'For notebooks' }],
    imageVersions: [
      { image: 'notebook', createdAt },
      { image: 'notebook', version: 5, createdAt, lastModifiedAt, status: 'CREATE_FAILED', failureReason: 'no role' },
      { image: 'other', aliases: ['stable'], baseImage: 'base' },
    ],
  });

  expect(arns.slice(1)).toEqual(['notebook/1', 'notebook/5', 'other/1'].map(imageVersionArnOf));
  expect(await describeVersion(sageMaker)).toMatchObject({
    ...{ Version: 5, ImageArn: imageArnOf('Notebook'), CreationTime: createdAt, LastModifiedTime: lastModifiedAt },
    ...{ ImageVersionStatus: 'CREATE_FAILED', FailureReason: 'no role' },
  });
  expect(await describeVersion(sageMaker, { ImageName: 'other', Alias: 'stable' })).toMatchObject({
    BaseImage: 'base',
  });
});
