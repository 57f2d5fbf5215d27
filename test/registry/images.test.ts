import { imageOf, unversioned } from '../../functions/domain/collection.ts';
import { all, always, answer, faultOf, patient, refuse, Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const training = imageOf('Training');
const arn = 'arn:aws:sagemaker:us-east-1:000000000000:image-version/training/1';
const created = (minute: number) => new Date(Date.parse('2026-02-01T00:00:00Z') + minute * 60_000);
const versions = () => all(stage.registry({ pageSize: 2 }).listImageVersions({ image: training, ...patient }));
const describeIt = () => stage.registry().describe({ collection: training, member: 1, arn }, patient);

describe('versions of an image', () => {
  test('are listed page by page, last modified first, with all that is remembered of them', async () => {
    stage.aws.registry.seed({
      imageVersions: [
        { image: 'Training', createdAt: created(1), lastModifiedAt: created(9) },
        { image: 'Training', createdAt: created(2), status: 'CREATE_FAILED', failureReason: 'no' },
        { image: 'Training', createdAt: created(3) },
        { image: 'other', createdAt: created(4) },
      ],
    });
    const listed = await versions();
    expect(listed.map(({ member }) => member)).toEqual([1, 3, 2]);
    expect(listed.at(-1)).toEqual({
      arn: arn.replace(/1$/, '2'),
      image: 'Training',
      member: 2,
      createdAt: created(2).getTime(),
      modifiedAt: created(2).getTime(),
      status: 'CREATE_FAILED',
      failureReason: 'no',
    });
    expect(stage.calls).toHaveLength(2);
  });

  test('of an image that is not there are missing, not none', async () => {
    expect(await faultOf(versions())).toMatchObject({ fault: 'missing', operation: 'ListImageVersions' });
    stage.aws.registry.seed({ images: [{ name: 'Training' }] });
    expect(await versions()).toEqual([]);
  });

  test('in a status that this release does not know are left as they are remembered', async () => {
    const version = { ImageArn: 'i', ImageVersionArn: arn, Version: 1, CreationTime: 1, LastModifiedTime: 1 };
    stage.intercept(() => answer({ ImageVersions: [{ ...version, ImageVersionStatus: 'ARCHIVED' }] }));
    expect(await versions()).toEqual([]);
    stage.intercept(() => answer({ ...version, ImageVersionStatus: 'ARCHIVED' }));
    expect(await describeIt()).toBeUndefined();
  });

  test('are described as they are, or gone', async () => {
    expect(await describeIt()).toBe('gone');
    stage.aws.registry.seed({ imageVersions: [{ image: 'Training', createdAt: created(1) }] });
    stage.aws.registry.setImageVersionStatus(arn, 'DELETE_FAILED', 'in use');
    expect(await describeIt()).toMatchObject({ member: 1, status: 'DELETE_FAILED', failureReason: 'in use' });
  });
});

test('images are listed by name', async () => {
  stage.aws.registry.seed({ images: ['b', 'a', 'c'].map((name, minute) => ({ name, createdAt: created(minute) })) });
  expect(await all(stage.registry({ pageSize: 2 }).listImages(patient))).toEqual(['b', 'a', 'c']);
});

test('an image exists, or does not; refused, nobody knows', async () => {
  const exists = () => stage.registry().exists(training, patient);
  expect(await exists()).toBe(false);
  stage.aws.registry.seed({ images: [{ name: 'training' }] });
  expect(await exists()).toBe(true);
  stage.intercept(() => refuse('AccessDeniedException'));
  expect(await faultOf(exists())).toMatchObject({ fault: 'refused', operation: 'DescribeImage' });
});

describe('unversioned model packages', () => {
  const list = () => all(stage.registry().listUnversioned({ window: always, ...patient }));

  test('are listed by name, and no version is', async () => {
    stage.aws.registry.seed({ packages: [{ name: 'Loose', createdAt: created(1) }, { group: 'fraud' }] });
    const [one, ...more] = await list();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ member: 'Loose', createdAt: created(1).getTime(), status: 'Completed' });
    expect(one).not.toHaveProperty('group');
    const candidate = { collection: unversioned, member: 'Loose', arn: one?.arn ?? '' };
    expect(await stage.registry().describe(candidate, patient)).toMatchObject({ member: 'Loose' });
    expect(await stage.registry().describe({ ...candidate, arn: `${one?.arn}-2` }, patient)).toBe('gone');
  });

  test('that come with a version or without a name are not taken for such', async () => {
    const summary = { ModelPackageArn: 'a', CreationTime: 1, ModelPackageStatus: 'Completed' };
    const odd = [summary, { ...summary, ModelPackageName: 'x', ModelPackageVersion: 1 }];
    stage.intercept(() => answer({ ModelPackageSummaryList: odd }));
    expect(await list()).toEqual([]);
  });
});
