import {
  BatchDescribeModelPackageCommand,
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  ListTagsCommand,
  UpdateModelPackageCommand,
  type ListModelPackagesCommandInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { arnOf, cleanUpAfterEach, createGroup, createVersion, startWithClients } from './support.ts';

cleanUpAfterEach();

const at = new Date('2026-03-04T05:06:07.089Z');

/** A group with one version, and an unversioned package of the same name but for its capital, which must not be mixed up. */
async function startWithBoth(): Promise<SageMakerClient> {
  const { sageMaker } = await startWithClients({ now: () => at });
  await createGroup(sageMaker, 'fraud');
  await createVersion(sageMaker, 'fraud');
  await sageMaker.send(
    new CreateModelPackageCommand({
      ...{ ModelPackageName: 'Fraud', ModelPackageDescription: 'alone' },
      Tags: [{ Key: 'team', Value: 'risk' }],
    }),
  );
  return sageMaker;
}

const list = async (client: SageMakerClient, input: ListModelPackagesCommandInput) =>
  (await client.send(new ListModelPackagesCommand(input))).ModelPackageSummaryList;

const summary = {
  ...{ ModelPackageName: 'Fraud', ModelPackageArn: arnOf('Fraud'), ModelPackageDescription: 'alone' },
  ...{ CreationTime: at, ModelPackageStatus: 'Completed' },
};

test('an unversioned package is listed with its name, and without group, version and approval', async () => {
  const sageMaker = await startWithBoth();

  expect(await list(sageMaker, { ModelPackageType: 'Unversioned' })).toEqual([summary]);
  expect(await list(sageMaker, {})).toEqual([summary]);
  expect(await list(sageMaker, { ModelPackageType: 'Both', SortBy: 'Name' })).toEqual([
    summary,
    expect.objectContaining({ ModelPackageArn: arnOf('fraud/1'), ModelPackageGroupName: 'fraud' }),
  ]);
  expect(await list(sageMaker, { ModelPackageType: 'Versioned' })).toMatchObject([{ ModelPackageVersion: 1 }]);
  expect(await list(sageMaker, { ModelPackageGroupName: 'fraud', ModelPackageType: 'Both' })).toHaveLength(1);
  expect(
    await list(sageMaker, { ModelPackageType: 'Both', ModelApprovalStatus: 'PendingManualApproval' }),
  ).toMatchObject([{ ModelPackageVersion: 1 }]);
});

test.each(['Fraud', 'fraud', arnOf('Fraud'), arnOf('fraud')])('it is described as %s', async (ModelPackageName) => {
  const sageMaker = await startWithBoth();
  const described = await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName }));

  expect(described).toMatchObject({ ...summary, CreatedBy: { IamIdentity: { PrincipalId: 'alice' } } });
  for (const member of ['ModelPackageGroupName', 'ModelPackageVersion', 'ModelApprovalStatus']) {
    expect(described).not.toHaveProperty(member);
  }
});

test('it is described in a batch, without group and version', async () => {
  const sageMaker = await startWithBoth();
  const ModelPackageArnList = [arnOf('Fraud'), arnOf('fraud/1')];
  const { ModelPackageSummaries } = await sageMaker.send(new BatchDescribeModelPackageCommand({ ModelPackageArnList }));

  expect(ModelPackageSummaries).toMatchObject({ [arnOf('fraud/1')]: { ModelPackageVersion: 1 } });
  expect(ModelPackageSummaries?.[arnOf('Fraud')]).toEqual({
    ...{ ModelPackageArn: arnOf('Fraud'), ModelPackageDescription: 'alone' },
    ...{ CreationTime: at, ModelPackageStatus: 'Completed' },
  });
});

test('it can be tagged when it is created, and updated but for what is of versions only', async () => {
  const sageMaker = await startWithBoth();
  const { Tags } = await sageMaker.send(new ListTagsCommand({ ResourceArn: arnOf('Fraud') }));
  expect(Tags).toEqual([{ Key: 'team', Value: 'risk' }]);

  const update = { ModelPackageArn: arnOf('Fraud'), CustomerMetadataProperties: { a: '1' } };
  expect(await sageMaker.send(new UpdateModelPackageCommand(update))).toMatchObject({
    ModelPackageArn: arnOf('Fraud'),
  });
  const described = await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: 'Fraud' }));
  expect(described).toMatchObject({ CustomerMetadataProperties: { a: '1' }, LastModifiedTime: at });
});

test.each(['fraud', arnOf('Fraud')])('it is deleted as %s, and nothing else is', async (ModelPackageName) => {
  const sageMaker = await startWithBoth();
  await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName }));

  const describe = new DescribeModelPackageCommand({ ModelPackageName: 'Fraud' });
  await expect(sageMaker.send(describe)).rejects.toMatchObject({
    ...{ name: 'ValidationException', message: `ModelPackage ${arnOf('Fraud')} does not exist.` },
  });
  expect(await list(sageMaker, { ModelPackageType: 'Both' })).toMatchObject([{ ModelPackageArn: arnOf('fraud/1') }]);
  // Its name is free again, and its tags are gone with it.
  await sageMaker.send(new CreateModelPackageCommand({ ModelPackageName: 'Fraud' }));
  expect((await sageMaker.send(new ListTagsCommand({ ResourceArn: arnOf('Fraud') }))).Tags).toEqual([]);
});
