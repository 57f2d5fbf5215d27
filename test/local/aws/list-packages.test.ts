import {
  DeleteModelPackageCommand,
  ListModelPackagesCommand,
  paginateListModelPackages,
  type ListModelPackagesCommandInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { LocalAws } from '../../../local/aws/index.ts';
import { arnOf, cleanUpAfterEach, groupArnOf, startWithClients } from './support.ts';

cleanUpAfterEach();

const at = (second: number): Date => new Date(1_700_000_000_000 + second * 1000);

/** fraud/1 at 0 s, solo at 1 s, churn/1 at 2 s, fraud/2 (approved) at 3 s, fraud/3 (rejected) at 4 s, Alone at 5 s. */
function seed(aws: LocalAws): void {
  aws.registry.seed({
    packages: [
      { group: 'fraud', createdAt: at(0), description: 'first' },
      { name: 'solo', createdAt: at(1) },
      {
        group: 'churn',
        createdAt: at(2),
        lifeCycle: { Stage: 'Dev', StageStatus: 'Done' },
        registrationType: 'Logged',
      },
      { group: 'fraud', createdAt: at(3), approvalStatus: 'Approved' },
      { group: 'fraud', createdAt: at(4), approvalStatus: 'Rejected', status: 'Failed' },
      { name: 'Alone', createdAt: at(5) },
    ],
  });
}

/** The packages' paths, over as many pages as it takes. */
async function listed(client: SageMakerClient, input: ListModelPackagesCommandInput, pageSize = 2): Promise<string[]> {
  const paths: string[] = [];
  // The paginator writes the token into what it is given.
  for await (const { ModelPackageSummaryList = [] } of paginateListModelPackages({ client, pageSize }, { ...input })) {
    paths.push(...ModelPackageSummaryList.map(({ ModelPackageArn = '' }) => ModelPackageArn.slice(arnOf('').length)));
  }
  return paths;
}

test.each<[string, ListModelPackagesCommandInput, string[]]>([
  ['no type: unversioned', {}, ['solo', 'Alone']],
  ['versioned', { ModelPackageType: 'Versioned' }, ['fraud/1', 'churn/1', 'fraud/2', 'fraud/3']],
  ['both', { ModelPackageType: 'Both' }, ['fraud/1', 'solo', 'churn/1', 'fraud/2', 'fraud/3', 'Alone']],
  ['a group, no type: its versions', { ModelPackageGroupName: 'fraud' }, ['fraud/1', 'fraud/2', 'fraud/3']],
  ['a group by ARN', { ModelPackageGroupName: groupArnOf('FRAUD') }, ['fraud/1', 'fraud/2', 'fraud/3']],
  ['a group, unversioned', { ModelPackageGroupName: 'fraud', ModelPackageType: 'Unversioned' }, []],
  ['a group, both', { ModelPackageGroupName: 'churn', ModelPackageType: 'Both' }, ['churn/1']],
  ['approval', { ModelPackageType: 'Versioned', ModelApprovalStatus: 'PendingManualApproval' }, ['fraud/1', 'churn/1']],
  ['approval in a group', { ModelPackageGroupName: 'fraud', ModelApprovalStatus: 'Approved' }, ['fraud/2']],
  ['a name', { ModelPackageType: 'Both', NameContains: 'LO' }, ['solo', 'Alone']],
  ["a version's name is its group's", { ModelPackageType: 'Both', NameContains: 'hur' }, ['churn/1']],
  ['after, exclusive', { ModelPackageType: 'Both', CreationTimeAfter: at(3) }, ['fraud/3', 'Alone']],
  ['before, exclusive', { ModelPackageType: 'Both', CreationTimeBefore: at(2) }, ['fraud/1', 'solo']],
  ['newest first', { ModelPackageGroupName: 'fraud', SortOrder: 'Descending' }, ['fraud/3', 'fraud/2', 'fraud/1']],
  [
    'by name',
    { ModelPackageType: 'Both', SortBy: 'Name' },
    ['Alone', 'churn/1', 'fraud/1', 'fraud/2', 'fraud/3', 'solo'],
  ],
  ['by name, backwards', { SortBy: 'Name', SortOrder: 'Descending' }, ['solo', 'Alone']],
  ['by time, said', { SortBy: 'CreationTime', SortOrder: 'Ascending' }, ['solo', 'Alone']],
])('lists %s', async (_what, input, expected) => {
  const { aws, sageMaker } = await startWithClients();
  seed(aws);

  expect(await listed(sageMaker, input)).toEqual(expected);
  expect(await listed(sageMaker, input, 100)).toEqual(expected);
});

test('a summary says what the service says, and a version has no name of its own', async () => {
  const { aws, sageMaker } = await startWithClients();
  seed(aws);
  const list = async (input: ListModelPackagesCommandInput) =>
    (await sageMaker.send(new ListModelPackagesCommand(input))).ModelPackageSummaryList;

  expect(await list({ ModelPackageGroupName: 'churn' })).toEqual([
    {
      ModelPackageGroupName: 'churn',
      ModelPackageVersion: 1,
      ModelPackageArn: arnOf('churn/1'),
      CreationTime: at(2),
      ModelPackageStatus: 'Completed',
      ModelApprovalStatus: 'PendingManualApproval',
      ModelLifeCycle: { Stage: 'Dev', StageStatus: 'Done' },
      ModelPackageRegistrationType: 'Logged',
    },
  ]);
  expect(await list({ NameContains: 'solo' })).toEqual([
    { ModelPackageName: 'solo', ModelPackageArn: arnOf('solo'), CreationTime: at(1), ModelPackageStatus: 'Completed' },
  ]);
});

test('a group that is not there cannot be listed', async () => {
  const { sageMaker } = await startWithClients();
  await expect(listed(sageMaker, { ModelPackageGroupName: 'other' })).rejects.toThrow('does not exist');
});

test('a page has 10 packages when the request does not say', async () => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({ packages: Array.from({ length: 11 }, () => ({ group: 'fraud' })) });

  const { ModelPackageSummaryList, NextToken } = await sageMaker.send(
    new ListModelPackagesCommand({ ModelPackageGroupName: 'fraud' }),
  );
  expect(ModelPackageSummaryList).toHaveLength(10);
  expect(NextToken).toBeDefined();
});

test.each(['Ascending', 'Descending'] as const)(
  'what comes and goes between two pages repeats and hides nothing, %s',
  async (SortOrder) => {
    const { aws, sageMaker } = await startWithClients();
    aws.registry.seed({ packages: Array.from({ length: 9 }, (_, i) => ({ group: 'fraud', createdAt: at(i) })) });
    const seen: (number | undefined)[] = [];
    const paginator = paginateListModelPackages(
      { client: sageMaker, pageSize: 3 },
      { ModelPackageGroupName: 'fraud', SortOrder },
    );
    for await (const { ModelPackageSummaryList = [] } of paginator) {
      seen.push(...ModelPackageSummaryList.map(({ ModelPackageVersion }) => ModelPackageVersion));
      // The last of this page goes, so that the token's own row is gone; something older than all comes.
      const last = ModelPackageSummaryList.at(-1)?.ModelPackageArn;
      await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: last }));
      aws.registry.seed({ packages: [{ group: 'fraud', createdAt: at(SortOrder === 'Ascending' ? -1 : 99) }] });
    }

    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(seen).toEqual(SortOrder === 'Ascending' ? nine : nine.toReversed());
  },
);

test('packages of the same millisecond are listed once each, in the order they came', async () => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({ packages: Array.from({ length: 7 }, () => ({ group: 'fraud', createdAt: at(0) })) });

  expect(await listed(sageMaker, { ModelPackageGroupName: 'fraud' })).toEqual(
    [1, 2, 3, 4, 5, 6, 7].map((version) => `fraud/${version}`),
  );
});

test('a token that is not ours, or of another order, is refused', async () => {
  const { aws, sageMaker } = await startWithClients();
  seed(aws);
  const list = (input: ListModelPackagesCommandInput) => sageMaker.send(new ListModelPackagesCommand(input));
  const { NextToken } = await list({ ModelPackageGroupName: 'fraud', MaxResults: 1 });

  const refusal = { name: 'ValidationException', message: 'Invalid NextToken' };
  await expect(list({ NextToken: 'nonsense' })).rejects.toMatchObject(refusal);
  await expect(list({ NextToken: Buffer.from('[1,2,3]').toString('base64url') })).rejects.toMatchObject(refusal);
  await expect(list({ ModelPackageGroupName: 'fraud', SortBy: 'Name', NextToken })).rejects.toMatchObject(refusal);
});

test('ten thousand versions are listed in a moment', async () => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({
    packages: Array.from({ length: 10_000 }, (_, i) => ({ group: `g${i % 10}`, createdAt: at(i) })),
  });

  const begin = performance.now();
  expect(await listed(sageMaker, { ModelPackageType: 'Versioned' }, 100)).toHaveLength(10_000);
  expect(performance.now() - begin).toBeLessThan(5_000);
});
