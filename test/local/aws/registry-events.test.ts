import { setTimeout } from 'node:timers/promises';
import {
  DeleteImageCommand,
  DeleteImageVersionCommand,
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
  type UpdateModelPackageCommandInput,
} from '@aws-sdk/client-sagemaker';
import { toCandidate } from '../../../functions/registry/events.ts';
import type { RegistryEvent } from '../../../local/aws/index.ts';
import {
  arnOf,
  atEnd,
  clientsOf,
  cleanUpAfterEach,
  createGroup,
  createImage,
  createImageVersion,
  createVersion,
  imageArnOf,
  imageVersionArnOf,
  startWithClients,
} from './support.ts';

cleanUpAfterEach();

const account = '000000000000';
const region = 'us-east-1';

async function listening(now = () => new Date('2026-01-05T09:00:00.789Z')) {
  const events: RegistryEvent[] = [];
  const clients = await startWithClients({ now, onRegistryEvent: (event) => void events.push(event) });
  const details = () => events.splice(0).map(({ detail }) => detail);
  const update = (ModelPackageArn: string, change: Partial<UpdateModelPackageCommandInput>) =>
    clients.sageMaker.send(new UpdateModelPackageCommand({ ModelPackageArn, ...change }));
  const remove = (ModelPackageName: string) =>
    clients.sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName }));
  return { ...clients, events, details, update, remove };
}

test('an update is an event as the documentation shows it: what is so now, what was updated, and not by whom', async () => {
  const { sageMaker, events, update } = await listening();
  await createGroup(sageMaker, 'Fraud');
  const arn = await createVersion(sageMaker, 'Fraud', {
    ModelPackageDescription: 'AUC 0.9',
    InferenceSpecification: { Containers: [{ Image: 'scorer:1' }], SupportedContentTypes: ['text/csv'] },
  });
  const [created] = events.splice(0);
  await update(arn, {
    ModelApprovalStatus: 'Approved',
    ApprovalDescription: 'good',
    ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Pending' },
    SourceUri: 's3://models/fraud',
    CustomerMetadataProperties: { team: 'risk' },
  });

  const common = {
    ...{ version: '0', id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    ...{ 'detail-type': 'SageMaker Model Package State Change', source: 'aws.sagemaker' },
    ...{ account, region, time: '2026-01-05T09:00:00Z', resources: [arnOf('Fraud/1')] },
  };
  const detail = {
    ...{ ModelPackageGroupName: 'Fraud', ModelPackageVersion: 1, ModelPackageArn: arnOf('Fraud/1') },
    ...{ ModelPackageDescription: 'AUC 0.9', CreationTime: '2026-01-05T09:00:00Z' },
    InferenceSpecification: { Containers: [{ Image: 'scorer:1' }], SupportedContentTypes: ['text/csv'] },
    ModelPackageStatus: 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    ...{ ModelApprovalStatus: 'PendingManualApproval', LastModifiedTime: '2026-01-05T09:00:00Z' },
  };
  expect(created).toEqual({ ...common, detail });
  expect(events).toEqual([
    {
      ...common,
      detail: {
        ...detail,
        ModelApprovalStatus: 'Approved',
        ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Pending' },
        UpdatedModelPackageFields: [
          ...[
            'ModelApprovalStatus',
            'ApprovalDescription',
            'ModelLifeCycle',
            'sourceUri',
            'CustomerMetadataProperties',
          ],
        ],
      },
    },
  ]);
  expect(events[0]?.id).not.toBe(created?.id);
});

test('every change of a model package is an event, with or without a version', async () => {
  const { aws, sageMaker, details, update, remove } = await listening();
  await createGroup(sageMaker, 'fraud');
  const arn = await createVersion(sageMaker, 'fraud');
  aws.registry.setStatus(arn, 'Failed', 'out of memory');
  aws.registry.setDescription(arn, 'never mind');
  await remove(arn);
  expect(details()).toMatchObject([
    { ModelPackageVersion: 1, ModelPackageStatus: 'Completed' },
    { ModelPackageStatusDetails: { ValidationStatuses: [{ FailureReason: 'out of memory' }] } },
    { ModelPackageStatus: 'Failed', ModelPackageDescription: 'never mind' },
    { ModelPackageArn: arn, ModelPackageStatus: 'Deleting' },
  ]);

  const [alone = ''] = aws.registry.seed({ packages: [{ name: 'alone' }] });
  await update(alone, { CustomerMetadataPropertiesToRemove: ['team'] });
  await remove('alone');
  const own = { ModelPackageName: 'alone', ModelPackageArn: arnOf('alone') };
  expect(details()).toMatchObject([
    { ...own, ModelPackageStatus: 'Completed' },
    { ...own, UpdatedModelPackageFields: ['CustomerMetadataProperties'] },
    { ...own, ModelPackageStatus: 'Deleting' },
  ]);
});

test("every change of an image's version is an event, its status in letters of its own", async () => {
  const { aws, sageMaker, events, details } = await listening();
  await createImage(sageMaker, 'Training');
  expect(events).toEqual([]);
  const arn = await createImageVersion(sageMaker, 'Training');
  expect(events).toMatchObject([
    {
      'detail-type': 'SageMaker Image Version State Change',
      resources: [arn],
      detail: {
        ...{ ImageArn: imageArnOf('Training'), ImageVersionArn: arn, ImageVersionStatus: 'Created' },
        ...{ Version: 1, Tags: {} },
      },
    },
  ]);
  events.splice(0);
  aws.registry.seed({ imageVersions: [{ image: 'Training', status: 'CREATING' }] });
  aws.registry.setImageVersionStatus(imageVersionArnOf('training/2'), 'CREATE_FAILED', 'no such image');
  await sageMaker.send(new DeleteImageVersionCommand({ ImageName: 'Training', Version: 1 }));
  await createImageVersion(sageMaker, 'Training');
  await sageMaker.send(new DeleteImageCommand({ ImageName: 'Training' }));
  expect(details().map(({ Version, ImageVersionStatus }) => [Version, ImageVersionStatus])).toEqual([
    ...[[2, 'Creating'] as const, [2, 'CreateFailed'] as const, [1, 'Deleting'] as const, [3, 'Created'] as const],
    ...[[2, 'Deleting'] as const, [3, 'Deleting'] as const],
  ]);
});

test('the notifier knows what each is about', async () => {
  const { sageMaker, events } = await listening();
  await createGroup(sageMaker, 'fraud');
  await createVersion(sageMaker, 'fraud');
  await createImage(sageMaker, 'training');
  await createImageVersion(sageMaker, 'training');
  const subjects = events.map((event) => toCandidate(JSON.parse(JSON.stringify(event)), { account, region }));
  expect(subjects).toMatchObject([
    { arn: arnOf('fraud/1'), member: 1 },
    { arn: imageVersionArnOf('training/1'), member: 1 },
  ]);
});

test('what is refused, or asked for twice by one token, is no event', async () => {
  const { sageMaker, events, update } = await listening();
  await createGroup(sageMaker, 'fraud');
  await expect(update(arnOf('fraud/1'), { ModelApprovalStatus: 'Approved' })).rejects.toThrow('does not exist');
  await expect(createVersion(sageMaker, 'other')).rejects.toThrow('does not exist');
  expect(events).toEqual([]);
  for (let attempt = 1; attempt <= 2; attempt++) await createVersion(sageMaker, 'fraud', { ClientToken: 'same' });
  expect(events).toHaveLength(1);
});

test('whoever hears of a change finds it made; when hearing fails, or never ends, the change is answered all the same', async () => {
  const warnings: unknown[] = [];
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning: unknown) => void warnings.push(warning);
  atEnd(() => {
    process.emitWarning = emitWarning;
  });
  const seen: (string | undefined)[] = [];
  const { aws, sageMaker } = await startWithClients({
    onRegistryEvent: async ({ resources: [arn] }) => {
      const described = await reader.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
      seen.push(described.ModelPackageArn);
      if (seen.length === 1) throw new Error('deaf');
      await new Promise(() => undefined);
    },
  });
  const reader = clientsOf(aws.endpoint).sageMaker;
  await createGroup(sageMaker, 'fraud');
  const ModelPackageArn = await createVersion(sageMaker, 'fraud');
  await sageMaker.send(new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus: 'Approved' }));
  for (let turn = 1; turn <= 200 && (seen.length < 2 || warnings.length < 1); turn++) await setTimeout(20);
  expect(seen).toEqual([ModelPackageArn, ModelPackageArn]);
  expect(warnings).toEqual([`nobody heard of ${arnOf('fraud/1')}: Error: deaf`]);
});
