import { imageOf, ownGroup } from '../../functions/domain/collection.ts';
import type { Registry } from '../../functions/domain/registry.ts';
import { all, always, answer, faultOf, patient, refuse, Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());
beforeEach(() => {
  stage.reset();
});

const fraud = ownGroup('Fraud');
const arn = 'arn:aws:sagemaker:us-east-1:000000000000:model-package/Fraud/1';
const candidate = { collection: fraud, member: 1, arn };
const training = imageOf('training');
const image = {
  collection: training,
  member: 1,
  arn: 'arn:aws:sagemaker:us-east-1:000000000000:image-version/training/1',
};
const never = () => new Promise<never>(() => undefined);

type Options = { readonly signal: AbortSignal };
const operations: [string, (registry: Registry, options: Options) => Promise<unknown>][] = [
  ['ListModelPackages', (registry, options) => all(registry.listVersions({ window: always, ...options }))],
  ['ListModelPackageGroups', (registry, options) => all(registry.listGroups(options))],
  ['DescribeModelPackage', (registry, options) => registry.describe(candidate, options)],
  ['DescribeModelPackageGroup', (registry, options) => registry.exists(fraud, options)],
  ['ListImages', (registry, options) => all(registry.listImages(options))],
  ['ListImageVersions', (registry, options) => all(registry.listImageVersions({ image: training, ...options }))],
  ['DescribeImageVersion', (registry, options) => registry.describe(image, options)],
  ['DescribeImage', (registry, options) => registry.exists(training, options)],
];
const once = { maxAttempts: 1 };

describe.each(operations)('%s', (operation, call) => {
  test.each([
    ['AccessDeniedException', 'refused', 400],
    ['AccessDenied', 'refused', 403],
    ['NotAuthorized', 'refused', 400],
    ['ThrottlingException', 'unavailable', 400],
    ['TooManyRequestsException', 'unavailable', 429],
    ['InternalFailure', 'unavailable', 500],
    ['ServiceUnavailable', 'unavailable', 503],
    ['ValidationException', 'unexpected', 400],
    ['UnrecognizedClientException', 'unexpected', 400],
    ['ExpiredTokenException', 'unexpected', 400],
  ])('answered by %s is %s', async (type, fault, status) => {
    stage.intercept(() => refuse(type, 'because', status));
    expect(await faultOf(call(stage.registry({}, once), patient))).toEqual({ name: 'RegistryError', fault, operation });
  });

  test('not answered is unavailable', async () => {
    stage.intercept(() => Promise.resolve('hang-up' as const));
    expect(await faultOf(call(stage.registry({}, once), patient))).toMatchObject({ fault: 'unavailable', operation });
  });

  test('answered with no JSON is unavailable', async () => {
    stage.intercept(() => Promise.resolve({ status: 502, headers: {}, body: Buffer.from('<html>Bad Gateway</html>') }));
    expect(await faultOf(call(stage.registry({}, once), patient))).toMatchObject({ fault: 'unavailable', operation });
  });

  test('never answered is given up after the client’s time-out', async () => {
    stage.intercept(never);
    const impatient = stage.registry({}, { maxAttempts: 1, requestTimeout: 50 });
    expect(await faultOf(call(impatient, patient))).toMatchObject({ fault: 'unavailable', operation });
  });

  test('begun when the time is up is out of time', async () => {
    const registry = stage.registry();
    expect(await faultOf(call(registry, { signal: AbortSignal.abort() }))).toMatchObject({
      fault: 'out-of-time',
      operation,
    });
  });

  test('under way when the time is up is out of time', async () => {
    stage.intercept(never);
    const options = { signal: AbortSignal.timeout(50) };
    expect(await faultOf(call(stage.registry(), options))).toMatchObject({ fault: 'out-of-time', operation });
  });
});

test('a failure says of what, and why, in its message', async () => {
  stage.intercept(() => refuse('AccessDeniedException', 'no identity-based policy allows it'));
  await expect(stage.registry().describe(candidate, patient)).rejects.toThrow(
    `DescribeModelPackage of ${arn}: refused (AccessDeniedException: no identity-based policy allows it)`,
  );
});

test('throttled, it is tried again, and succeeds', async () => {
  stage.intercept((_call, next) =>
    stage.calls.length === 1 ? refuse('ThrottlingException', 'Rate exceeded') : next(),
  );
  expect(await all(stage.registry().listVersions({ window: always, ...patient }))).toEqual([]);
  expect(stage.calls).toHaveLength(2);
});

test('throttled without end, it gives up after its attempts', async () => {
  stage.intercept(() => refuse('ThrottlingException', 'Rate exceeded'));
  const registry = stage.registry({}, { maxAttempts: 3 });
  expect(await faultOf(registry.describe(candidate, patient))).toMatchObject({ fault: 'unavailable' });
  expect(stage.calls).toHaveLength(3);
});

test('what is refused is not asked again', async () => {
  stage.intercept(() => refuse('AccessDeniedException'));
  await faultOf(stage.registry({}, { maxAttempts: 3 }).describe(candidate, patient));
  expect(stage.calls).toHaveLength(1);
});

test('a listing that fails on a later page has given the pages before', async () => {
  const summary = {
    ModelPackageArn: arn,
    ModelPackageGroupName: 'Fraud',
    ModelPackageVersion: 1,
    CreationTime: 1_769_904_000,
    ModelPackageStatus: 'Completed',
  };
  stage.intercept(() =>
    stage.calls.length === 1
      ? answer({ ModelPackageSummaryList: [summary], NextToken: 'more' })
      : refuse('InternalFailure', 'no', 500),
  );
  const pages: number[] = [];
  const listing = async () => {
    for await (const page of stage.registry({}, once).listVersions({ window: always, ...patient }))
      pages.push(page.length);
  };
  expect(await faultOf(listing())).toMatchObject({ fault: 'unavailable' });
  expect(pages).toEqual([1]);
});

describe('requests are paced below the rate', () => {
  const gaps = () => stage.calls.slice(1).map(({ at }, index) => at - (stage.calls[index]?.at ?? 0));

  test('one after the other', async () => {
    const registry = stage.registry({ requestsPerSecond: 2 });
    for (let n = 0; n < 6; n++) await registry.describe(candidate, patient);
    expect(gaps()).toEqual([500, 500, 500, 500, 500]);
  });

  test('all at once, of whatever kind', async () => {
    stage.aws.registry.seed({ images: [{ name: 'training' }] });
    const registry = stage.registry({ requestsPerSecond: 4 });
    const began = stage.time;
    await Promise.all(operations.flatMap(([, call]) => [call(registry, patient), call(registry, patient)]));
    expect(stage.calls).toHaveLength(16);
    expect(stage.time - began).toBeGreaterThanOrEqual(15 * 250);
  });

  test('pages too', async () => {
    stage.aws.registry.seed({ packages: Array.from({ length: 5 }, () => ({ group: 'Fraud' })) });
    await all(stage.registry({ requestsPerSecond: 2, pageSize: 1 }).listVersions({ window: always, ...patient }));
    expect(gaps()).toEqual([500, 500, 500, 500]);
  });

  test('retries too', async () => {
    stage.intercept(() => refuse('InternalFailure', 'no', 500));
    const registry = stage.registry({ requestsPerSecond: 2 }, { maxAttempts: 3 });
    await faultOf(registry.describe(candidate, patient));
    expect(gaps()).toEqual([500, 500]);
  });

  test('no burst is saved up while nothing is asked', async () => {
    const registry = stage.registry({ requestsPerSecond: 2 });
    await registry.describe(candidate, patient);
    stage.time += 60_000;
    for (let n = 0; n < 3; n++) await registry.describe(candidate, patient);
    expect(gaps()).toEqual([60_000, 500, 500]);
  });
});
