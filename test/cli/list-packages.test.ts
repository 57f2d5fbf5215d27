import { startLocalAws, type LocalAws } from '../../local/aws/index.ts';
import { cleanUpAfterEach, cli, listed } from './support.ts';

cleanUpAfterEach();
let aws: LocalAws;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute));
const arn = 'arn:aws:sagemaker:us-east-1:000000000000:model-package';

beforeAll(async () => {
  aws = await startLocalAws({ port: 0 });
  aws.registry.seed({
    packages: [
      {
        group: 'churn',
        createdAt: at(0),
        approvalStatus: 'Approved',
        lifeCycle: { Stage: 'Prod', StageStatus: 'Live' },
      },
      { group: 'churn', createdAt: at(1), approvalStatus: 'Rejected' },
      { group: 'fraud', createdAt: at(2), approvalStatus: 'PendingManualApproval' },
      // The other way round by name.
      ...Array.from({ length: 25 }, (_, index) => ({
        name: `loose-${String(24 - index).padStart(2, '0')}`,
        createdAt: at(3 + index),
      })),
    ],
  });
});

afterAll(() => aws.close());

const names = async (...args: string[]): Promise<unknown[]> => {
  const { ModelPackageSummaryList: list = [] } = await listed(aws.endpoint, ['packages', ...args]);
  return list.map(
    (item) =>
      item['ModelPackageName'] ?? `${String(item['ModelPackageGroupName'])} v${String(item['ModelPackageVersion'])}`,
  );
};
const loose = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `loose-${String(from + index).padStart(2, '0')}`);

test.each([
  ['--group churn', ['churn v1', 'churn v2']],
  ['--group arn:aws:sagemaker:us-east-1:000000000000:model-package-group/churn', ['churn v1', 'churn v2']],
  ['--type versioned', ['churn v1', 'churn v2', 'fraud v1']],
  ['--type versioned --sort-order descending', ['fraud v1', 'churn v2', 'churn v1']],
  ['--type Versioned --approval-status pending-manual-approval', ['fraud v1']],
  ['--type versioned --name-contains raud', ['fraud v1']],
  ['--type versioned --created-after 2026-01-05T09:00:00Z', ['churn v2', 'fraud v1']],
  ['--type versioned --created-before 2026-01-05T10:01:00+01:00', ['churn v1']],
  ['--type both --max-items 4', ['churn v1', 'churn v2', 'fraud v1', 'loose-24']],
  ['--max-items 2', ['loose-24', 'loose-23']],
  ['--type unversioned --sort-by name --max-items 2', ['loose-00', 'loose-01']],
])('%s', async (options, expected) => {
  expect(await names(...options.split(' '))).toEqual(expected);
});

test('without a limit, all pages are listed', async () => {
  expect(await names('--sort-by', 'Name', '--page-size', '10')).toEqual(loose(0, 24));
});

test('the token of a listing goes on where it stopped, in the middle of a page', async () => {
  const options = ['packages', '--sort-by', 'Name', '--max-items', '15', '--page-size', '10'];
  const { NextToken = '', ModelPackageSummaryList: first } = await listed(aws.endpoint, options);
  expect(first).toHaveLength(15);
  expect(JSON.parse(Buffer.from(NextToken, 'base64').toString())).toEqual({
    NextToken: expect.any(String) as string,
    boto_truncate_amount: 5,
  });
  expect(await names(...options.slice(1), '--starting-token', NextToken)).toEqual(loose(15, 24));
});

test('with --json it prints what the AWS CLI prints, and nothing else', async () => {
  const list = await listed(aws.endpoint, ['packages', '--group', 'churn', '--max-items', '1']);
  expect(list).toEqual({
    ModelPackageSummaryList: [
      {
        ModelPackageGroupName: 'churn',
        ModelPackageVersion: 1,
        ModelPackageArn: `${arn}/churn/1`,
        CreationTime: '2026-01-05T09:00:00.000Z',
        ModelPackageStatus: 'Completed',
        ModelApprovalStatus: 'Approved',
        ModelLifeCycle: { Stage: 'Prod', StageStatus: 'Live' },
      },
    ],
    NextToken: 'eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAxfQ==',
  });
});

test('without --json it prints a table, uncut and uncoloured in a pipe, and how to go on', async () => {
  const { code, stdout, stderr } = await cli([
    'list',
    'packages',
    '--type',
    'versioned',
    '--max-items',
    '2',
    '--endpoint-url',
    aws.endpoint,
  ]);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'NAME   VERSION  STATUS     APPROVAL  STAGE      CREATED               ARN',
    `churn        1  Completed  Approved  Prod/Live  2026-01-05T09:00:00Z  ${arn}/churn/1`,
    `churn        2  Completed  Rejected             2026-01-05T09:01:00Z  ${arn}/churn/2`,
    '',
  ]);
  expect(stderr).toBe(
    'There is more: --starting-token eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ==\n',
  );
});

test('an empty listing says what SageMaker leaves out when it is not asked', async () => {
  const { code, stdout, stderr } = await cli([
    'list',
    'packages',
    '--name-contains',
    'churn',
    '--endpoint-url',
    aws.endpoint,
  ]);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '',
    stderr: 'No unversioned model packages. Versions are listed by --type versioned.\n',
  });
});

test("a filter that SageMaker refuses is told in SageMaker's words", async () => {
  const { code, stdout, stderr } = await cli([
    'list',
    'packages',
    '--name-contains',
    'a_b',
    '--endpoint-url',
    aws.endpoint,
    '--json',
  ]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^ValidationException: .*'a_b' at 'nameContains'.*\[a-zA-Z0-9\\-\]\+\n$/);
});
