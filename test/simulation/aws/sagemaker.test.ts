import type { ListModelPackagesCommandOutput, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { createSageMakerRegistry } from '../../../functions/registry/sagemaker-registry.ts';
import { ownGroup } from '../../../functions/domain/collection.ts';
import { clientOf } from '../contract/client.ts';
import { SageMaker, stateAt, thereAt, type Whims } from './sagemaker.ts';
import { NotSimulatedError } from './service.ts';

let time: number;
let whims: Partial<Whims>;
let registry: SageMaker;
const start = Date.parse('2026-01-05T09:00:00.000Z');
beforeEach(() => {
  time = start;
  whims = {};
  registry = new SageMaker(
    {
      now: () => time,
      lag: () => whims.lag?.() ?? 0,
      isEmpty: () => whims.isEmpty?.() ?? false,
      repeats: () => whims.repeats?.() ?? false,
      refused: (...asked) => whims.refused?.(...asked) ?? false,
    },
    { lowerCases: true },
  );
});

type Listed = Pick<ListModelPackagesCommandOutput, 'ModelPackageSummaryList' | 'NextToken'>;

const list = (more: object) =>
  registry.execute('ListModelPackages', { ModelPackageType: 'Versioned', MaxResults: 2, ...more }) as Listed;

/** The numbers of each page; `between` happens after each. */
function pages(between: () => void = () => undefined) {
  const all: (number | undefined)[][] = [];
  let NextToken: string | undefined;
  do {
    const page = list({ NextToken });
    all.push((page.ModelPackageSummaryList ?? []).map(({ ModelPackageVersion }) => ModelPackageVersion));
    between();
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return all;
}

const register = (count: number) => Array.from({ length: count }, () => registry.register('Fraud', 'Approved'));

test('a listing that lags shows what was there then, on each of its pages', () => {
  const [first] = register(3);
  time += 1000;
  whims = { lag: () => 500 };
  if (first) registry.remove(first);
  register(1);
  expect(
    pages(() => {
      time += 1000;
    }),
  ).toEqual([[1, 2], [3]]);
});

test('one that does not shows the present on each of its pages', () => {
  register(3);
  let more = 2;
  expect(pages(() => register(more-- * 2))).toEqual([[1, 2], [3, 4], [5, 6], [7, 8], [9]]);
});

test('a page can be empty though there is more', () => {
  register(3);
  whims = { isEmpty: () => true };
  expect(pages()).toEqual([[], [1, 2], [], [3]]);
});

test('a page can begin with what the one before ended with, and the listing ends all the same', () => {
  register(4);
  whims = { repeats: () => true };
  expect(pages()).toEqual([[1, 2], [2, 3], [4]]);
});

test('what a policy is in the way of is refused in the words of SageMaker', async () => {
  const { arn } = registry.register('Fraud', 'Approved');
  whims = { refused: (operation, subject) => operation === 'DescribeModelPackage' && subject === arn };
  const words = `is not authorized to perform: sagemaker:DescribeModelPackage on resource: ${arn} because`;
  expect(() => registry.execute('DescribeModelPackage', { ModelPackageName: arn })).toThrow(words);
  const client = { ...clientOf(registry), middlewareStack: { add: () => undefined } };
  const limits = { requestsPerSecond: 1, pageSize: 10 };
  const clock = { now: () => time, sleep: () => Promise.resolve() };
  const reader = createSageMakerRegistry(client as unknown as SageMakerClient, limits, clock);
  const { signal } = new AbortController();
  await expect(reader.describe({ collection: ownGroup('Fraud'), member: 1, arn }, { signal })).rejects.toMatchObject({
    fault: 'refused',
  });
  expect(list({}).ModelPackageSummaryList).toHaveLength(1);
});

test('a number is spent as long as its group is there, and can be given again on demand', () => {
  const numbers = () => registry.there().map(({ number, arn }) => [number, arn]);
  const arn = (number: number) => `arn:aws:sagemaker:us-east-1:111122223333:model-package/fraud/${number}`;
  for (const one of register(2)) registry.remove(one);
  register(1);
  registry.register('FRAUD', 'Rejected', 'Completed', 1);
  expect(numbers()).toEqual([
    [3, arn(3)],
    [1, arn(1)],
  ]);
  for (const one of registry.there()) registry.remove(one);
  registry.removeGroup('fraud');
  register(1);
  expect(numbers()).toEqual([[1, arn(1)]]);
});

test('what was is remembered', () => {
  const version = registry.register('Fraud', 'PendingManualApproval');
  const unversioned = registry.registerPackage('Solo');
  const image = registry.createImageVersion('Training', 'CREATING');
  time += 1000;
  registry.change(version, { approval: 'Approved', approvalDescription: 'fine' });
  registry.change(unversioned, { status: 'Failed', failureReason: 'no scan' });
  registry.changeImageVersion(image, 'CREATED');
  time += 1000;
  registry.remove(version);
  registry.remove(unversioned);
  registry.removeImage('training');
  const [before, between] = [start + 999, start + 1999];
  expect([stateAt(version, before).approval, stateAt(version, between).approval]).toEqual([
    'PendingManualApproval',
    'Approved',
  ]);
  expect([stateAt(unversioned, before).status, stateAt(unversioned, between).status]).toEqual(['Completed', 'Failed']);
  expect([stateAt(image, before).status, stateAt(image, between).status]).toEqual(['CREATING', 'CREATED']);
  const { versions, packages, images, imageVersions } = registry;
  for (const all of [versions, packages, images, imageVersions]) {
    expect(thereAt<(typeof all)[number]>(all, between)).toHaveLength(1);
    expect(thereAt<(typeof all)[number]>(all, time)).toHaveLength(0);
  }
});

test.each([
  ['CreateModelPackage', {}],
  ['ListModelPackageGroups', { CrossAccountFilterOption: 'CrossAccount' }],
  ['DescribeImageVersion', { ImageName: 'training', Alias: 'latest' }],
])('%s of %j is a failure of the simulation', (operation, input) => {
  expect(() => registry.execute(operation, input)).toThrow(NotSimulatedError);
});
