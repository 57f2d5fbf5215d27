import {
  AddTagsCommand,
  CreateModelPackageGroupCommand,
  DeleteModelPackageGroupCommand,
  DeleteTagsCommand,
  ListTagsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { cleanUpAfterEach, createGroup, groupArnOf, startWithClients } from './support.ts';

cleanUpAfterEach();

const ResourceArn = groupArnOf('fraud');

async function tagsOf(client: SageMakerClient): Promise<Record<string, string | undefined>> {
  const { Tags = [] } = await client.send(new ListTagsCommand({ ResourceArn }));
  return Object.fromEntries(Tags.map(({ Key = '', Value }) => [Key, Value]));
}

test('tags are given, replaced, listed and taken away', async () => {
  const { sageMaker } = await startWithClients();
  const Tags = [{ Key: 'team', Value: 'risk' }];
  await sageMaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'fraud', Tags }));
  await sageMaker.send(
    new AddTagsCommand({
      ResourceArn,
      Tags: [
        { Key: 'team', Value: 'fraud' },
        { Key: 'cost', Value: '' },
      ],
    }),
  );
  expect(await tagsOf(sageMaker)).toEqual({ team: 'fraud', cost: '' });

  await sageMaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['team'] }));
  expect(await tagsOf(sageMaker)).toEqual({ cost: '' });
});

test('tags go with their resource', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  await sageMaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'team', Value: 'risk' }] }));
  await sageMaker.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: 'fraud' }));
  await expect(tagsOf(sageMaker)).rejects.toThrow('does not exist');

  await createGroup(sageMaker, 'fraud');
  expect(await tagsOf(sageMaker)).toEqual({});
});

test('a refused call leaves nothing behind', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const batch = (prefix: string) => Array.from({ length: 30 }, (_, i) => ({ Key: `${prefix}${i}`, Value: 'x' }));
  await sageMaker.send(new AddTagsCommand({ ResourceArn, Tags: batch('a') }));

  await expect(sageMaker.send(new AddTagsCommand({ ResourceArn, Tags: batch('b') }))).rejects.toThrow('at most 50');
  expect(Object.keys(await tagsOf(sageMaker))).toHaveLength(30);
});
