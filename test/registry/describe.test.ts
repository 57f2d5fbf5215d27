import { groupByReference, ownGroup } from '../../functions/domain/collection.ts';
import { all, always, answer, faultOf, patient, refuse, Stage } from './stage.ts';

const fraud = ownGroup('Fraud');
const arn = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/Fraud/1';
const candidate = { collection: fraud, member: 1, arn };
const createdAt = new Date('2026-02-01T00:00:00Z');

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const describeVersion = () => stage.registry().describe(candidate, patient);
const groupExists = () => stage.registry().exists(fraud, patient);

describe('a described version', () => {
  test('tells what is so, when that was changed, and why it failed; the customer’s keys are not needed', async () => {
    stage.aws.registry.seed({ packages: [{ group: 'Fraud', createdAt }] });
    stage.aws.registry.setStatus(arn, 'Failed', 'the image has no entry point');
    expect(await describeVersion()).toEqual({
      arn,
      group: 'Fraud',
      member: 1,
      createdAt: createdAt.getTime(),
      modifiedAt: stage.time,
      status: 'Failed',
      approval: 'PendingManualApproval',
      failureReason: 'the image has no entry point',
      createdBy: { name: 'seed', arn: 'arn:aws:iam::000000000000:user/seed' },
    });
    expect(stage.calls[0]?.body).toEqual({ ModelPackageName: arn, IncludedData: 'MetadataOnly' });
  });

  const described = {
    ModelPackageArn: arn,
    ModelPackageGroupName: 'Fraud',
    ModelPackageVersion: 1,
    CreationTime: createdAt.getTime() / 1000,
    ModelPackageStatus: 'Completed',
  };

  test('that was never changed was changed when it was created', async () => {
    stage.intercept(() => answer(described));
    expect(await describeVersion()).toMatchObject({ modifiedAt: createdAt.getTime() });
  });

  test('tells each reason of a failure once', async () => {
    const scan = { Name: 'scan', Status: 'Failed', FailureReason: 'CVE-2026-1' };
    const ModelPackageStatusDetails = {
      ValidationStatuses: [
        { Name: 'a', Status: 'Completed' },
        { Name: 'b', Status: 'Failed', FailureReason: 'no entry point' },
      ],
      ImageScanStatuses: [scan, { ...scan, Name: 'second' }],
    };
    stage.intercept(() => answer({ ...described, ModelPackageStatus: 'Failed', ModelPackageStatusDetails }));
    expect(await describeVersion()).toMatchObject({ failureReason: 'no entry point; CVE-2026-1' });
  });

  test.each<[string, Record<string, unknown>]>([
    ['status', { ModelPackageStatus: 'Archived' }],
    ['approval status', { ModelApprovalStatus: 'ApprovedWithConditions' }],
    ['kind', { ModelPackageVersion: undefined }],
  ])('of an unknown %s is there, and nothing is told of it', async (_, more) => {
    stage.intercept(() => answer({ ...described, ...more }));
    expect(await describeVersion()).toBeUndefined();
  });
});

describe('what is not there is gone', () => {
  test('a version that was deleted, or never was', async () => {
    expect(await describeVersion()).toBe('gone');
  });

  test('a group that was deleted, or never was', async () => {
    expect(await groupExists()).toBe(false);
  });

  test.each([
    `ModelPackage ${arn} does not exist.`,
    `ModelPackageGroup ${arn} does not exist.`,
    `Model package ${arn} does not exist`,
    `Model Package Group Fraud does not exist`,
    `Could not find model package ${arn}.`,
    `Cannot find Model Package Group Fraud`,
  ])('SageMaker says so: %s', async (message) => {
    stage.intercept(() => refuse('ValidationException', message));
    expect(await describeVersion()).toBe('gone');
  });

  test('as other operations would say it', async () => {
    stage.intercept(() => refuse('ResourceNotFound', 'no such thing'));
    expect(await describeVersion()).toBe('gone');
  });
});

describe('what cannot be told is not gone', () => {
  test.each([
    `1 validation error detected: Value '${arn}' at 'modelPackageName' failed to satisfy constraint: Member must satisfy regular expression pattern`,
    'ARN should be scoped to correct region: us-west-2',
    `The KMS key that encrypts model package ${arn} does not exist.`,
    `Role arn:aws:iam::000000000000:role/model-package-reader does not exist`,
    `The account that shares ModelPackage ${arn} could not be found`,
    `IncludedData of ModelPackage ${arn} is not found in this region`,
    'The domain does not exist.',
    '',
  ])('%s', async (message) => {
    stage.intercept(() => refuse('ValidationException', message));
    expect(await faultOf(describeVersion())).toMatchObject({ fault: 'unexpected', operation: 'DescribeModelPackage' });
    expect(await faultOf(groupExists())).toMatchObject({
      fault: 'unexpected',
      operation: 'DescribeModelPackageGroup',
    });
  });

  test('nor is what is refused or fails in the same words', async () => {
    const message = `ModelPackage ${arn} does not exist.`;
    stage.intercept(() => refuse('AccessDeniedException', message));
    expect(await faultOf(describeVersion())).toMatchObject({ fault: 'refused' });
    stage.intercept(() => refuse('InternalFailure', message, 500));
    expect(await faultOf(describeVersion())).toMatchObject({ fault: 'unavailable' });
  });
});

describe('a group', () => {
  test('that is there exists', async () => {
    stage.aws.registry.seed({ groups: [{ name: 'Fraud' }] });
    expect(await groupExists()).toBe(true);
  });

  test('that another account shares is asked for by its ARN', async () => {
    const ours = { account: '111122223333', region: 'us-east-1' };
    const shared = groupByReference('arn:aws:sagemaker:us-east-1:000000000000:model-package-group/Fraud', ours);
    stage.aws.registry.seed({ packages: [{ group: 'Fraud', createdAt }] });
    const [version] = await all(stage.registry().listVersions({ group: shared, window: always, ...patient }));
    expect(version).toMatchObject({ arn, group: 'Fraud', member: 1 });
    expect(await stage.registry().exists(shared, patient)).toBe(true);
    expect(stage.calls.map(({ body }) => body['ModelPackageGroupName'])).toEqual([shared.reference, shared.reference]);
  });
});

describe('where ARNs are in lower case', () => {
  const lower = new Stage();
  beforeAll(() => lower.open({ lowercaseArns: true }));
  afterAll(() => lower.close());

  test('the group’s name keeps its case, and what was listed can be described, and found gone', async () => {
    lower.aws.registry.seed({ packages: [{ group: 'Fraud', createdAt }] });
    const registry = lower.registry();
    const second = { ...candidate, member: 2, arn: arn.toLowerCase().replace(/1$/, '2') };
    const [listed] = await all(registry.listVersions({ window: always, ...patient }));
    expect(listed).toMatchObject({ arn: arn.toLowerCase(), group: 'Fraud' });
    expect(await registry.describe({ ...candidate, arn: arn.toLowerCase() }, patient)).toMatchObject({
      group: 'Fraud',
      member: 1,
    });
    expect(await registry.describe(second, patient)).toBe('gone');
    expect(await registry.exists(fraud, patient)).toBe(true);
  });
});
