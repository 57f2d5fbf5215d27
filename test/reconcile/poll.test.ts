import {
  CreateModelPackageGroupCommand,
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

test('a version is told when it is registered, approved and removed, and its group when it is gone', async () => {
  await world.sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: 'Fraud' }));
  await world.poll();
  world.clock.advance(1);
  const { ModelPackageArn: arn } = await world.sagemaker.send(
    new CreateModelPackageCommand({ ModelPackageGroupName: 'Fraud', ModelPackageDescription: 'first' }),
  );
  await world.poll();
  expect(world.told().map(({ change }) => [change.kind, change.group, change.version, change.to])).toEqual([
    ['registered', 'Fraud', 1, 'PendingManualApproval'],
  ]);
  world.clock.advance(5000);
  await world.sagemaker.send(new UpdateModelPackageCommand({ ModelPackageArn: arn, ModelApprovalStatus: 'Approved' }));
  await world.poll();
  expect(world.told().map(({ change }) => [change.kind, change.from, change.to])).toEqual([
    ['approval', 'PendingManualApproval', 'Approved'],
  ]);
  await world.sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: arn }));
  await world.poll();
  expect(world.told().map(({ change }) => [change.kind, change.from])).toEqual([['removed', 'Approved']]);
  await world.sagemaker.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: 'Fraud' }));
  await world.poll();
  expect(world.told().map(({ change }) => [change.kind, change.group])).toEqual([['group-removed', 'Fraud']]);
  world.countCalls();
  await world.poll();
  await world.poll();
  expect(world.told()).toEqual([]);
});
