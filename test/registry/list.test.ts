import { ownGroup } from '../../functions/domain/collection.ts';
import type { ModelPackage } from '../../functions/domain/model-package.ts';
import { all, always, answer, faultOf, patient, refuse, Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const fraud = ownGroup('Fraud');
const created = (minute: number) => new Date(Date.parse('2026-02-01T00:00:00Z') + minute * 60_000);
const seed = (group: string, count: number) =>
  stage.aws.registry.seed({
    packages: Array.from({ length: count }, (_, minute) => ({ group, createdAt: created(minute) })),
  });
const listAll = (settings: Parameters<Stage['registry']>[0] = {}) =>
  all(stage.registry(settings).listVersions({ window: always, ...patient }));
const listGroup = () => all(stage.registry().listVersions({ group: fraud, window: always, ...patient }));
const short = (versions: readonly ModelPackage[]) => versions.map(({ group, member }) => `${group} ${member}`);

describe('a listing of versions', () => {
  test('gives every version of the account, and nothing that is none', async () => {
    seed('Fraud', 3);
    seed('churn', 2);
    stage.aws.registry.seed({ packages: [{ name: 'unversioned' }] });
    expect(short(await listAll()).sort()).toEqual(['Fraud 1', 'Fraud 2', 'Fraud 3', 'churn 1', 'churn 2']);
  });

  test('gives those of one group, with all that a listing tells', async () => {
    seed('churn', 2);
    stage.aws.registry.seed({
      packages: [
        {
          group: 'Fraud',
          createdAt: created(1),
          status: 'InProgress',
          approvalStatus: 'Rejected',
          description: 'first',
          lifeCycle: { Stage: 'Staging', StageStatus: 'Ready', StageDescription: 'soon' },
          registrationType: 'Registered',
        },
      ],
    });
    expect(await listGroup()).toEqual([
      {
        arn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/Fraud/1',
        group: 'Fraud',
        member: 1,
        createdAt: created(1).getTime(),
        status: 'InProgress',
        approval: 'Rejected',
        lifeCycle: { stage: 'Staging', stageStatus: 'Ready', stageDescription: 'soon' },
        registrationType: 'Registered',
        description: 'first',
      },
    ]);
  });

  test('goes page by page, oldest first', async () => {
    seed('Fraud', 5);
    expect(short(await listAll({ pageSize: 2 }))).toEqual([1, 2, 3, 4, 5].map((version) => `Fraud ${version}`));
    expect(stage.calls).toHaveLength(3);
    for (const { body } of stage.calls) {
      expect(body).toMatchObject({
        MaxResults: 2,
        SortBy: 'CreationTime',
        SortOrder: 'Ascending',
        ModelPackageType: 'Versioned',
      });
    }
  });

  test('asks for its window with a second to spare on both sides, and for none where it is open', async () => {
    const window = { after: created(10).getTime(), before: Infinity };
    await all(stage.registry().listVersions({ window, ...patient }));
    await all(stage.registry().listVersions({ window: { after: -Infinity, before: window.after }, ...patient }));
    const seconds = window.after / 1000;
    expect(stage.calls.map(({ body }) => body)).toEqual([
      expect.objectContaining({ CreationTimeAfter: seconds - 1 }),
      expect.objectContaining({ CreationTimeBefore: seconds + 1 }),
    ]);
    expect(stage.calls[0]?.body).not.toHaveProperty('CreationTimeBefore');
    expect(stage.calls[1]?.body).not.toHaveProperty('CreationTimeAfter');
  });

  test('of a group that is gone is empty: whether it is gone is for a describe to say', async () => {
    expect(await listGroup()).toEqual([]);
    expect(stage.calls).toHaveLength(1);
  });

  test('goes on after an empty page that carries a token', async () => {
    stage.intercept((call) => {
      const { NextToken } = JSON.parse(call.body.toString()) as { NextToken?: string };
      const number = Number(NextToken?.slice(1) ?? 0);
      if (number < 3)
        return answer({ ...(number !== 1 && { ModelPackageSummaryList: [] }), NextToken: `t${number + 1}` });
      return answer({ ModelPackageSummaryList: [summary({})] });
    });
    expect(short(await listAll())).toEqual(['Fraud 1']);
    expect(stage.calls.map(({ body }) => body['NextToken'])).toEqual([undefined, 't1', 't2', 't3']);
  });

  test('ends where the token is empty', async () => {
    stage.intercept(() => answer({ ModelPackageSummaryList: [], NextToken: '' }));
    expect(await listAll()).toEqual([]);
    expect(stage.calls).toHaveLength(1);
  });

  test.each([
    ['again at once', ['a']],
    ['again after another', ['a', 'b']],
    ['again after many others', ['a', 'b', 'c', 'd', 'e']],
  ])('fails when a token comes %s, rather than listing for ever', async (_, tokens) => {
    stage.intercept(() => {
      if (stage.calls.length > 20) return refuse('AccessDeniedException', 'it would never have ended');
      return answer({ ModelPackageSummaryList: [], NextToken: tokens[(stage.calls.length - 1) % tokens.length] });
    });
    expect(await faultOf(listAll())).toMatchObject({ name: 'RegistryError', fault: 'unexpected' });
    expect(stage.calls.length).toBeLessThanOrEqual(tokens.length + 1);
  });
});

const summary = (more: Record<string, unknown>) => ({
  ModelPackageArn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/1',
  ModelPackageGroupName: 'Fraud',
  ModelPackageVersion: 1,
  CreationTime: created(1).getTime() / 1000,
  ModelPackageStatus: 'Completed',
  ModelApprovalStatus: 'Approved',
  ...more,
});

describe('of what a listing shows', () => {
  const shown = (more: Record<string, unknown>) => {
    stage.intercept(() => answer({ ModelPackageSummaryList: [summary(more), summary({ ModelPackageVersion: 2 })] }));
    return listAll();
  };

  test.each<[string, Record<string, unknown>]>([
    ['a name', { ModelPackageName: 'fraud-1' }],
    ['a registration type that is unknown', { ModelPackageRegistrationType: 'Borrowed' }],
    ['no approval status', { ModelApprovalStatus: undefined }],
    ['an empty life cycle', { ModelLifeCycle: {} }],
    ['fields that are unknown', { ModelPackageColour: 'red' }],
  ])('a version with %s is a version', async (_, more) => {
    expect(short(await shown(more))).toEqual(['Fraud 1', 'Fraud 2']);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a status that is unknown', { ModelPackageStatus: 'Archived' }],
    ['an approval status that is unknown', { ModelApprovalStatus: 'ApprovedWithConditions' }],
    ['no version', { ModelPackageVersion: undefined }],
    ['no ARN', { ModelPackageArn: undefined }],
    ['no creation time', { CreationTime: undefined }],
    ['no group', { ModelPackageGroupName: undefined }],
  ])('what has %s is passed over, and the others are not', async (_, more) => {
    expect(short(await shown(more))).toEqual(['Fraud 2']);
  });

  test('in a group’s own listing, a version needs no group’s name', async () => {
    stage.intercept(() => answer({ ModelPackageSummaryList: [summary({ ModelPackageGroupName: undefined })] }));
    expect(short(await listGroup())).toEqual(['Fraud 1']);
  });

  test('a creation time keeps its milliseconds', async () => {
    const [version] = await shown({ CreationTime: 1_769_904_000.123 });
    expect(version?.createdAt).toBe(1_769_904_000_123);
  });
});

describe('a listing of groups', () => {
  test('gives the names of all, page by page', async () => {
    stage.aws.registry.seed({ groups: ['Fraud', 'churn', 'a'].map((name) => ({ name })) });
    const names = await all(stage.registry({ pageSize: 1 }).listGroups(patient));
    expect(names.sort()).toEqual(['Fraud', 'a', 'churn']);
    expect(stage.calls.every(({ body }) => body['MaxResults'] === 1)).toBe(true);
  });

  test('goes on after an empty page, and fails when a token comes again', async () => {
    stage.intercept(() => answer({ NextToken: stage.calls.length > 5 ? 't1' : `t${stage.calls.length}` }));
    expect(await faultOf(all(stage.registry().listGroups(patient)))).toMatchObject({ fault: 'unexpected' });
    expect(stage.calls).toHaveLength(6);
  });
});
