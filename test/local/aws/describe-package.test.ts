import {
  BatchDescribeModelPackageCommand,
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { arnOf, clientsOf, cleanUpAfterEach, createGroup, createVersion, startWithClients } from './support.ts';

cleanUpAfterEach();

const inference = {
  Containers: [{ Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/model:1', ModelDataUrl: 's3://bucket/model' }],
  SupportedContentTypes: ['text/csv'],
  SupportedResponseMIMETypes: ['text/csv'],
};

test('what was registered is described, with and without what may be encrypted', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const registered = {
    ModelPackageDescription: 'weekly',
    ModelPackageRegistrationType: 'Registered' as const,
    InferenceSpecification: inference,
    CustomerMetadataProperties: { team: 'risk' },
    ModelLifeCycle: { Stage: 'Development', StageStatus: 'Started', StageDescription: 'first' },
    Domain: 'MACHINE_LEARNING',
  };
  const arn = await createVersion(sageMaker, 'fraud', registered);

  for (const IncludedData of ['AllData', 'MetadataOnly', undefined] as const) {
    const command = new DescribeModelPackageCommand({ ModelPackageName: arn, IncludedData });
    expect(await sageMaker.send(command)).toMatchObject({ ...registered, ModelPackageArn: arn });
  }
});

test('an update changes what it names, and says who did it and when', async () => {
  let now = new Date('2026-01-01T00:00:00.001Z');
  const { aws, sageMaker } = await startWithClients({ now: () => now });
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud', { CustomerMetadataProperties: { a: '1', b: '2' } });
  const describe = () => sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  const before = await describe();
  expect(before).not.toHaveProperty('LastModifiedTime');

  now = new Date('2026-01-01T00:00:01.234Z');
  const bob = clientsOf(aws.endpoint, 'bob').sageMaker;
  const answer = await bob.send(
    new UpdateModelPackageCommand({
      ModelPackageArn: arn,
      ModelApprovalStatus: 'Rejected',
      ApprovalDescription: 'drifts',
      ModelLifeCycle: { Stage: 'Production', StageStatus: 'Started' },
      ModelPackageRegistrationType: 'Logged',
      CustomerMetadataProperties: { b: '3', c: '4' },
      CustomerMetadataPropertiesToRemove: ['a'],
      InferenceSpecification: inference,
      AdditionalInferenceSpecificationsToAdd: [{ Name: 'big', Containers: inference.Containers }],
    }),
  );

  expect(answer.ModelPackageArn).toBe(arn);
  expect(await describe()).toMatchObject({
    ModelApprovalStatus: 'Rejected',
    ApprovalDescription: 'drifts',
    ModelLifeCycle: { Stage: 'Production', StageStatus: 'Started' },
    ModelPackageRegistrationType: 'Logged',
    CustomerMetadataProperties: { b: '3', c: '4' },
    InferenceSpecification: inference,
    AdditionalInferenceSpecifications: [{ Name: 'big' }],
    CreationTime: before.CreationTime,
    CreatedBy: { IamIdentity: { Arn: 'arn:aws:iam::000000000000:user/alice' } },
    LastModifiedTime: now,
    LastModifiedBy: { IamIdentity: { Arn: 'arn:aws:iam::000000000000:user/bob' } },
  });
});

test.each([
  ['ml+approvals@example.com', 'ml+approvals@example.com'],
  ['Büro 4', 'B-ro-4'],
  ['x'.repeat(80), 'x'.repeat(64)],
])('whoever signs with the key %s is a user whose name IAM would allow', async (accessKeyId, name) => {
  const { aws, sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(clientsOf(aws.endpoint, accessKeyId).sageMaker, 'fraud');
  const { CreatedBy } = await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  expect(CreatedBy?.IamIdentity?.Arn).toBe(`arn:aws:iam::000000000000:user/${name}`);
});

test('approval and life cycle are of versions only', async () => {
  const { aws, sageMaker } = await startWithClients();
  const [arn] = aws.registry.seed({ packages: [{ name: 'solo' }] });

  await expect(
    sageMaker.send(new UpdateModelPackageCommand({ ModelPackageArn: arn, ModelApprovalStatus: 'Approved' })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});

test('a package that failed says why', async () => {
  const { aws, sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud');
  aws.registry.setStatus(arn, 'Failed', 'The image cannot be pulled');

  const described = await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  expect(described.ModelPackageStatus).toBe('Failed');
  expect(described.ModelPackageStatusDetails?.ValidationStatuses).toEqual([
    { Name: 'fraud', Status: 'Failed', FailureReason: 'The image cannot be pulled' },
  ]);
});

test('a package described anew is modified by that, and by nothing else', async () => {
  const { aws, sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud');
  const describe = () => sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  const before = await describe();
  aws.registry.setDescription(arn, 'second');

  expect(await describe()).toEqual({
    ...before,
    $metadata: expect.anything() as object,
    ModelPackageDescription: 'second',
    LastModifiedTime: expect.any(Date) as Date,
  });
});

test('what was deleted, or never was, does not exist', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud');
  await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: arn }));

  const missing = { name: 'ValidationException', message: `ModelPackage ${arn} does not exist.` };
  await expect(sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }))).rejects.toMatchObject(
    missing,
  );
  await expect(sageMaker.send(new UpdateModelPackageCommand({ ModelPackageArn: arn }))).rejects.toMatchObject(missing);
  await expect(sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: arn }))).rejects.toMatchObject(missing);
});

test('a batch describes what there is and says of each other what is wrong', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud', { InferenceSpecification: inference });

  const answer = await sageMaker.send(
    new BatchDescribeModelPackageCommand({ ModelPackageArnList: [arn, arnOf('fraud/9')] }),
  );
  expect(answer.ModelPackageSummaries).toMatchObject({
    [arn]: {
      ModelPackageGroupName: 'fraud',
      ModelPackageVersion: 1,
      ModelPackageArn: arn,
      InferenceSpecification: inference,
      ModelPackageStatus: 'Completed',
      ModelApprovalStatus: 'PendingManualApproval',
    },
  });
  expect(answer.BatchDescribeModelPackageErrorMap).toEqual({
    [arnOf('fraud/9')]: {
      ErrorCode: 'ValidationException',
      ErrorResponse: `ModelPackage ${arnOf('fraud/9')} does not exist.`,
    },
  });
});
