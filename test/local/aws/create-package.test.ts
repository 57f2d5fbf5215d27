import {
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { arnOf, cleanUpAfterEach, createGroup, createVersion, groupArnOf, startWithClients } from './support.ts';

cleanUpAfterEach();

test('versions are numbered from 1 within their group, named or by ARN, and no number is used twice', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'Fraud');
  await createGroup(sageMaker, 'churn');

  expect(await createVersion(sageMaker, 'Fraud')).toBe(arnOf('Fraud/1'));
  expect(await createVersion(sageMaker, 'fraud')).toBe(arnOf('Fraud/2'));
  expect(await createVersion(sageMaker, 'churn')).toBe(arnOf('churn/1'));
  await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: arnOf('Fraud/2') }));
  expect(await createVersion(sageMaker, groupArnOf('Fraud'))).toBe(arnOf('Fraud/3'));
});

test('a version waits for approval and is complete at once, unless the request says otherwise', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  const waiting = await createVersion(sageMaker, 'fraud');
  const approved = await createVersion(sageMaker, 'fraud', { ModelApprovalStatus: 'Approved' });
  const describe = (arn: string) => sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));

  expect(await describe(waiting)).toMatchObject({
    ModelPackageGroupName: 'fraud',
    ModelPackageVersion: 1,
    ModelApprovalStatus: 'PendingManualApproval',
    ModelPackageStatus: 'Completed',
  });
  expect(await describe(approved)).toMatchObject({ ModelPackageVersion: 2, ModelApprovalStatus: 'Approved' });
});

test('an unversioned package has a name, no version and no approval', async () => {
  const { sageMaker } = await startWithClients();
  const { ModelPackageArn } = await sageMaker.send(new CreateModelPackageCommand({ ModelPackageName: 'Solo' }));
  const described = await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: 'solo' }));

  expect(ModelPackageArn).toBe(arnOf('Solo'));
  expect(described).toMatchObject({ ModelPackageName: 'Solo', ModelPackageStatus: 'Completed' });
  expect(described).not.toHaveProperty('ModelPackageVersion');
  expect(described).not.toHaveProperty('ModelApprovalStatus');
});

test.each([
  ['of no name', {}, 'Missing ARN.'],
  ['of two names', { ModelPackageName: 'a', ModelPackageGroupName: 'fraud' }, 'Cannot determine which one to use'],
  ['in a group that is not there', { ModelPackageGroupName: 'other' }, 'does not exist'],
  ['of a name that is taken', { ModelPackageName: 'SOLO' }, 'already exists'],
  ['versioned, with tags', { ModelPackageGroupName: 'fraud', Tags: [{ Key: 'a', Value: 'b' }] }, 'Tags'],
  ['unversioned, approved', { ModelPackageName: 'new', ModelApprovalStatus: 'Approved' as const }, 'versioned'],
])('a package %s is refused', async (_what, input, message) => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');
  await sageMaker.send(new CreateModelPackageCommand({ ModelPackageName: 'solo' }));

  await expect(sageMaker.send(new CreateModelPackageCommand(input))).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(message) as string,
  });
});

test('the same client token makes one version', async () => {
  const { sageMaker } = await startWithClients();
  await createGroup(sageMaker, 'fraud');

  const first = await createVersion(sageMaker, 'fraud', { ClientToken: 'token-1' });
  expect(await createVersion(sageMaker, 'fraud', { ClientToken: 'token-1' })).toBe(first);
  expect(await createVersion(sageMaker, 'fraud', { ClientToken: 'token-2' })).toBe(arnOf('fraud/2'));
});

test('lowercaseArns lower-cases names in ARNs only', async () => {
  const { sageMaker } = await startWithClients({ lowercaseArns: true });
  expect(await createGroup(sageMaker, 'Fraud')).toBe(groupArnOf('fraud'));
  const arn = await createVersion(sageMaker, 'Fraud');

  expect(arn).toBe(arnOf('fraud/1'));
  const described = await sageMaker.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
  expect(described).toMatchObject({ ModelPackageArn: arn, ModelPackageGroupName: 'Fraud' });
});
