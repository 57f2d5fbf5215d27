import {
  AddTagsCommand,
  CreateImageCommand,
  DeleteImageCommand,
  DescribeImageCommand,
  ListImagesCommand,
  ListImageVersionsCommand,
  ListTagsCommand,
  UpdateImageCommand,
  type SageMakerClient,
  type UpdateImageCommandInput,
} from '@aws-sdk/client-sagemaker';
import {
  cleanUpAfterEach,
  createImage,
  createImageVersion,
  imageArnOf,
  imageVersionArnOf,
  roleArn,
  startWithClients,
} from './support.ts';

cleanUpAfterEach();

const at = (second: number): Date => new Date(1_700_000_000_000 + second * 1000);

test('an image is described as it was created, by its name in any letter case', async () => {
  const now = new Date('2026-03-04T05:06:07.089Z');
  const { sageMaker } = await startWithClients({ now: () => now });
  const described = { DisplayName: 'Café ☕', Description: 'for notebooks' };
  await sageMaker.send(new CreateImageCommand({ ImageName: 'My.Image-1', RoleArn: roleArn, ...described }));

  for (const ImageName of ['My.Image-1', 'my.image-1']) {
    expect(await sageMaker.send(new DescribeImageCommand({ ImageName }))).toMatchObject({
      ...{ ImageName: 'My.Image-1', ImageArn: imageArnOf('My.Image-1'), RoleArn: roleArn, ...described },
      ...{ ImageStatus: 'CREATED', CreationTime: now, LastModifiedTime: now },
    });
  }
});

test('a name that differs only in letter case is in use', async () => {
  const { sageMaker } = await startWithClients();
  await createImage(sageMaker, 'Notebook');

  await expect(createImage(sageMaker, 'NOTEBOOK')).rejects.toMatchObject({
    name: 'ResourceInUse',
    message: 'The Image with ImageName NOTEBOOK already exists. Please use a different ImageName.',
  });
});

test.each<[string, (client: SageMakerClient) => Promise<unknown>]>([
  ['DescribeImage', (client) => client.send(new DescribeImageCommand({ ImageName: 'other' }))],
  ['UpdateImage', (client) => client.send(new UpdateImageCommand({ ImageName: 'other' }))],
  ['DeleteImage', (client) => client.send(new DeleteImageCommand({ ImageName: 'other' }))],
])('%s finds no image that is not there', async (_name, send) => {
  const { sageMaker } = await startWithClients();
  await expect(send(sageMaker)).rejects.toMatchObject({
    name: 'ResourceNotFound',
    message: expect.stringContaining('No Image with the name other') as string,
  });
});

test('an update changes or deletes what it names', async () => {
  let now = at(0);
  const { sageMaker } = await startWithClients({ now: () => now });
  const both = { DisplayName: 'a', Description: 'b' };
  await sageMaker.send(new CreateImageCommand({ ImageName: 'notebook', RoleArn: roleArn, ...both }));
  const update = async (input: Partial<UpdateImageCommandInput>) => {
    await sageMaker.send(new UpdateImageCommand({ ImageName: 'notebook', ...input }));
    return sageMaker.send(new DescribeImageCommand({ ImageName: 'notebook' }));
  };

  now = at(1);
  expect(await update({ Description: 'c', RoleArn: `${roleArn}-2` })).toMatchObject({
    ...{ DisplayName: 'a', Description: 'c', RoleArn: `${roleArn}-2` },
    ...{ CreationTime: at(0), LastModifiedTime: at(1) },
  });
  const deleted = await update({ DeleteProperties: ['DisplayName'] });
  expect(deleted).toMatchObject({ Description: 'c' });
  expect(deleted).not.toHaveProperty('DisplayName');
  await expect(update({ DeleteProperties: ['Description'], Description: 'd' })).rejects.toThrow('both set and deleted');
});

test('deleting an image deletes its versions and tags, and its numbers begin anew', async () => {
  const { sageMaker } = await startWithClients();
  const ResourceArn = await createImage(sageMaker, 'notebook');
  await createImageVersion(sageMaker, 'notebook');
  await sageMaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'a', Value: 'b' }] }));
  await sageMaker.send(new DeleteImageCommand({ ImageName: 'notebook' }));

  const list = () => sageMaker.send(new ListImageVersionsCommand({ ImageName: 'notebook' }));
  await expect(list()).rejects.toMatchObject({ name: 'ResourceNotFound' });
  await createImage(sageMaker, 'notebook');
  expect((await list()).ImageVersions).toEqual([]);
  expect((await sageMaker.send(new ListTagsCommand({ ResourceArn }))).Tags).toEqual([]);
  expect(await createImageVersion(sageMaker, 'notebook')).toBe(imageVersionArnOf('notebook/1'));
});

test.each(['CREATING', 'DELETING'] as const)('an image is in use while a version of it is %s', async (status) => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({ imageVersions: [{ image: 'notebook', status }] });
  const remove = () => sageMaker.send(new DeleteImageCommand({ ImageName: 'notebook' }));

  await expect(remove()).rejects.toMatchObject({ name: 'ResourceInUse' });
  aws.registry.setImageVersionStatus(imageVersionArnOf('notebook/1'), 'CREATE_FAILED');
  await remove();
});

test('an image has tags, from its creation on', async () => {
  const { sageMaker } = await startWithClients();
  const Tags = [{ Key: 'team', Value: 'risk' }];
  const { ImageArn: ResourceArn } = await sageMaker.send(
    new CreateImageCommand({ ImageName: 'notebook', RoleArn: roleArn, Tags }),
  );

  expect((await sageMaker.send(new ListTagsCommand({ ResourceArn }))).Tags).toEqual(Tags);
  const other = new ListTagsCommand({ ResourceArn: imageArnOf('other') });
  await expect(sageMaker.send(other)).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

test('lowercaseArns lower-cases the name in the ARN only', async () => {
  const { sageMaker } = await startWithClients({ lowercaseArns: true });
  expect(await createImage(sageMaker, 'Notebook')).toBe(imageArnOf('notebook'));
  expect((await sageMaker.send(new ListImagesCommand({}))).Images).toMatchObject([{ ImageName: 'Notebook' }]);
});
