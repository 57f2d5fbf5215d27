import {
  CreateModelPackageGroupCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackageGroupsCommand,
  type ListModelPackageGroupsCommandInput,
} from '@aws-sdk/client-sagemaker';
import { arnOf, cleanUpAfterEach, createGroup, createVersion, groupArnOf, startWithClients } from './support.ts';

cleanUpAfterEach();

test('a group is described as it was created, by name in any letter case and by ARN', async () => {
  const now = new Date('2026-03-04T05:06:07.089Z');
  const { sageMaker } = await startWithClients({ now: () => now });
  await sageMaker.send(
    new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'Fraud', ModelPackageGroupDescription: 'Café ☕' }),
  );

  for (const reference of ['Fraud', 'fraud', groupArnOf('Fraud'), groupArnOf('fraud')]) {
    const described = await sageMaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName: reference }));
    expect(described).toMatchObject({
      ModelPackageGroupName: 'Fraud',
      ModelPackageGroupArn: groupArnOf('Fraud'),
      ModelPackageGroupDescription: 'Café ☕',
      ModelPackageGroupStatus: 'Completed',
      CreationTime: now,
      CreatedBy: { IamIdentity: { Arn: 'arn:aws:iam::000000000000:user/alice' } },
    });
  }
});

test('a name that differs only in letter case is taken', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'Fraud');

  await expect(createGroup(sageMaker, 'FRAUD')).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('already exists') as string,
  });
});

test('a group that is not there, or in another account or region, does not exist', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const describe = (name: string) =>
    sageMaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName: name }));

  await expect(describe('other')).rejects.toMatchObject({
    name: 'ValidationException',
    message: `ModelPackageGroup ${groupArnOf('other')} does not exist.`,
  });
  await expect(describe(groupArnOf('fraud').replace('000000000000', '111122223333'))).rejects.toThrow('does not exist');
  await expect(describe(groupArnOf('fraud').replace('us-east-1', 'eu-west-1'))).rejects.toThrow(
    'ARN should be scoped to correct region: us-east-1',
  );
  await expect(describe(arnOf('fraud'))).rejects.toThrow('does not exist');
});

test('a group is deleted only when it has no versions, and its numbers begin anew', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud');
  const remove = () => sageMaker.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: 'fraud' }));

  await expect(remove()).rejects.toMatchObject({ name: 'ConflictException' });
  await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: arn }));
  await remove();
  await expect(remove()).rejects.toThrow('does not exist');

  await createGroup(sageMaker, 'fraud');
  expect(await createVersion(sageMaker, 'fraud')).toBe(arnOf('fraud/1'));
});

test('groups are listed by time or name, either way, filtered and paged', async () => {
  const { aws, sageMaker } = await startWithClients();
  const at = (second: number) => new Date(1_700_000_000_000 + second * 1000);
  aws.registry.seed({ groups: ['b-one', 'C-one', 'a-two'].map((name, i) => ({ name, createdAt: at(i) })) });
  const names = async (input: ListModelPackageGroupsCommandInput) => {
    const { ModelPackageGroupSummaryList = [], NextToken } = await sageMaker.send(
      new ListModelPackageGroupsCommand(input),
    );
    return [
      ...ModelPackageGroupSummaryList.map((group) => group.ModelPackageGroupName),
      ...(NextToken ? ['more'] : []),
    ];
  };

  expect(await names({})).toEqual(['b-one', 'C-one', 'a-two']);
  expect(await names({ SortOrder: 'Descending' })).toEqual(['a-two', 'C-one', 'b-one']);
  expect(await names({ SortBy: 'Name' })).toEqual(['a-two', 'b-one', 'C-one']);
  expect(await names({ SortBy: 'Name', SortOrder: 'Descending', MaxResults: 2 })).toEqual(['C-one', 'b-one', 'more']);
  expect(await names({ NameContains: 'ONE' })).toEqual(['b-one', 'C-one']);
  expect(await names({ CreationTimeAfter: at(0), CreationTimeBefore: at(2) })).toEqual(['C-one']);
  expect(await names({ CrossAccountFilterOption: 'CrossAccount' })).toEqual([]);
});
