import {
  DeleteImageVersionCommand,
  DescribeImageVersionCommand,
  ResourceNotFound,
  type CreateImageVersionCommandInput,
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
const removeVersion = (client: Clients['sageMaker'], Version?: number, Alias?: string) =>
  client.send(new DeleteImageVersionCommand({ ImageName: 'notebook', Version, Alias }));

test('versions are numbered from 1 within their image, and no number is used twice', async () => {
  const { sageMaker } = await startWithClients();
  await createImage(sageMaker, 'Notebook');
  await createImage(sageMaker, 'training');

  // The ARN of a version has no capitals, whatever its image's has.
  expect(await createImageVersion(sageMaker, 'Notebook')).toBe(imageVersionArnOf('notebook/1'));
  expect(await createImageVersion(sageMaker, 'notebook')).toBe(imageVersionArnOf('notebook/2'));
  expect(await createImageVersion(sageMaker, 'training')).toBe(imageVersionArnOf('training/1'));
  await removeVersion(sageMaker, 2);
  expect(await createImageVersion(sageMaker, 'Notebook')).toBe(imageVersionArnOf('notebook/3'));
});

test('a version is described as it was created, and is there at once', async () => {
  const now = new Date('2026-03-04T05:06:07.089Z');
  const { sageMaker } = await startWithClients({ now: () => now });
  await createImage(sageMaker, 'Notebook');
  const created: Partial<CreateImageVersionCommandInput> = {
    BaseImage: '000000000000.dkr.ecr.us-east-1.amazonaws.com/notebook@sha256:abc',
    ...{ VendorGuidance: 'STABLE', JobType: 'NOTEBOOK_KERNEL', MLFramework: 'PyTorch 2.1', Processor: 'GPU' },
    ...{ ProgrammingLang: 'Python 3.12', Horovod: true, ReleaseNotes: 'first ☕' },
  };
  await createImageVersion(sageMaker, 'Notebook', { ...created, Aliases: ['latest'] });

  expect(await describeVersion(sageMaker)).toEqual({
    $metadata: expect.anything() as object,
    ...created,
    ContainerImage: created.BaseImage,
    ...{ ImageArn: imageArnOf('Notebook'), ImageVersionArn: imageVersionArnOf('notebook/1'), Version: 1 },
    ...{ ImageVersionStatus: 'CREATED', CreationTime: now, LastModifiedTime: now },
  });
});

test('a version is described by number or alias, and the latest with neither', async () => {
  const { sageMaker } = await startWithClients();
  await createImage(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook', { Aliases: ['stable', '1.0'] });
  await createImageVersion(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook');
  await removeVersion(sageMaker, 3);

  expect(await describeVersion(sageMaker)).toMatchObject({ Version: 2 });
  expect(await describeVersion(sageMaker, { Version: 1 })).toMatchObject({ Version: 1 });
  expect(await describeVersion(sageMaker, { Alias: '1.0' })).toMatchObject({ Version: 1 });
  expect(await describeVersion(sageMaker, { Version: 1, Alias: 'stable' })).toMatchObject({ Version: 1 });
  await expect(describeVersion(sageMaker, { Version: 2, Alias: 'stable' })).rejects.toThrow('does not exist');
});

test('an image or version that is not there is not found', async () => {
  const { sageMaker } = await startWithClients();
  await expect(createImageVersion(sageMaker, 'notebook')).rejects.toBeInstanceOf(ResourceNotFound);
  await expect(describeVersion(sageMaker)).rejects.toBeInstanceOf(ResourceNotFound);
  await createImage(sageMaker, 'notebook');

  const refused = (message: string) => ({
    name: 'ResourceNotFound',
    message: expect.stringContaining(message) as string,
  });
  await expect(describeVersion(sageMaker)).rejects.toMatchObject(
    refused('Latest ImageVersion with ImageName notebook'),
  );
  await expect(describeVersion(sageMaker, { Version: 7 })).rejects.toMatchObject(refused('Version 7 does not exist'));
  await expect(describeVersion(sageMaker, { Alias: 'x' })).rejects.toMatchObject(refused('Alias x does not exist'));
  await expect(removeVersion(sageMaker, 7)).rejects.toMatchObject(refused('Version 7 does not exist'));
});

test('a version is deleted by number or alias, never for being the latest', async () => {
  const { sageMaker } = await startWithClients();
  await createImage(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook', { Aliases: ['stable'] });

  await expect(removeVersion(sageMaker)).rejects.toMatchObject({ name: 'ValidationException' });
  await removeVersion(sageMaker, undefined, 'stable');
  expect(await describeVersion(sageMaker)).toMatchObject({ Version: 1 });
});

test('the same client token makes one version of an image', async () => {
  const { sageMaker } = await startWithClients();
  await createImage(sageMaker, 'notebook');
  await createImage(sageMaker, 'training');
  const create = (image: string, ClientToken: string) => createImageVersion(sageMaker, image, { ClientToken });

  const first = await create('notebook', 'token-1');
  expect(await create('notebook', 'token-1')).toBe(first);
  expect(await create('notebook', 'token-2')).toBe(imageVersionArnOf('notebook/2'));
  expect(await create('training', 'token-1')).toBe(imageVersionArnOf('training/1'));
});

test('an alias is of one version', async () => {
  const { sageMaker } = await startWithClients();
  await createImage(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook', { Aliases: ['stable'] });

  await expect(createImageVersion(sageMaker, 'notebook', { Aliases: ['stable'] })).rejects.toMatchObject({
    name: 'ResourceInUse',
  });
  // What was refused spent no number.
  expect(await createImageVersion(sageMaker, 'notebook')).toBe(imageVersionArnOf('notebook/2'));
});
