import { changeSchema } from '../../functions/domain/change.ts';
import { imageOf, ownGroup, unversioned, wholeRegistry, type Collection } from '../../functions/domain/collection.ts';
import { recovered, troubled, watchedArn, type Trouble } from '../../functions/domain/watch.ts';
import { fraud, groupArn, hour, source, start } from './build.ts';

const watched = (now = start, collection: Collection = fraud) => ({
  arn: watchedArn(collection, source),
  operators: ['ops', 'people'],
  now,
});
const trouble = (overrides: Partial<Trouble> = {}): Trouble => ({
  collection: fraud,
  operation: 'ListModelPackages',
  fault: 'refused',
  why: 'AccessDeniedException: no',
  ...overrides,
});
const minutes = (count: number) => start + count * 60_000;

describe('a trouble', () => {
  test('that is refused is told at once, with the permission that is lacking', () => {
    const { failing, told = [] } = troubled(trouble(), undefined, watched()) ?? {};
    expect(failing).toEqual({ since: start, operation: 'ListModelPackages', told: true });
    expect(told).toMatchObject([{ to: ['ops', 'people'], change: { kind: 'watch-failed', group: 'Fraud' } }]);
    expect(told[0]?.change).toMatchObject({ permission: 'sagemaker:ListModelPackages', arn: groupArn('Fraud') });
    for (const { change } of told) expect(changeSchema.parse(change)).toEqual(change);
  });

  test('of a role that may not be assumed is told with the role, and with the permission that STS looks for', () => {
    const role = 'arn:aws:iam::111122223333:role/reader';
    const refusal = trouble({ collection: wholeRegistry, operation: 'AssumeRole', why: 'AccessDenied: no' });
    const { told = [] } = troubled(refusal, undefined, { ...watched(start, wholeRegistry), role }) ?? {};
    expect(told).toMatchObject([{ change: { subject: 'registry', permission: 'sts:AssumeRole', role } }]);
    for (const { change } of told) expect(changeSchema.parse(change)).toEqual(change);
  });

  test('that operators know is not told again, whatever else goes wrong', () => {
    const known = { since: start, operation: 'ListModelPackages', told: true };
    expect(troubled(trouble({ operation: 'DescribeModelPackage' }), known, watched(start + hour))).toBeUndefined();
  });

  test('that SageMaker has by itself is remembered at once, and told when it has lasted', () => {
    const unavailable = trouble({ fault: 'unavailable' });
    const first = troubled(unavailable, undefined, watched());
    expect(first).toEqual({ failing: { since: start, operation: 'ListModelPackages', told: false }, told: [] });
    expect(troubled(unavailable, first?.failing, watched(minutes(14)))).toBeUndefined();
    const last = troubled(unavailable, first?.failing, watched(minutes(15)));
    expect(last?.failing).toMatchObject({ since: start, told: true });
    expect(last?.told[0]?.change).toMatchObject({ at: new Date(start).toISOString(), fault: 'unavailable' });
    expect(last?.told[0]?.change).not.toHaveProperty('permission');
  });

  test('that becomes a refusal is told at once', () => {
    const failing = { since: start, operation: 'ListModelPackages', told: false };
    expect(troubled(trouble(), failing, watched(minutes(1)))?.told).toHaveLength(1);
  });

  test('has an id of its beginning, not of the poll that tells it', () => {
    const failing = { since: start, operation: 'ListModelPackages', told: false };
    const id = (now: number) => troubled(trouble(), failing, watched(now))?.told[0]?.id;
    expect(id(minutes(20))).toBe(id(minutes(30)));
    expect(troubled(trouble(), undefined, watched(minutes(20)))?.told[0]?.id).not.toBe(id(minutes(20)));
  });

  test('is cut to what an item can bear', () => {
    const [told] = troubled(trouble({ why: 'x'.repeat(100_000) }), undefined, watched())?.told ?? [];
    expect(JSON.stringify(told?.change).length).toBeLessThan(3000);
  });
});

describe('when it is over', () => {
  test('that is told, with how long it lasted, if it was told that it began', () => {
    const failing = { since: start, operation: 'ListModelPackages', told: true };
    const [told, ...more] = recovered(fraud, failing, watched(start + hour));
    expect(more).toEqual([]);
    expect(told?.change).toMatchObject({
      kind: 'watch-recovered',
      since: new Date(start).toISOString(),
      at: new Date(start + hour).toISOString(),
    });
    expect(changeSchema.parse(told?.change)).toEqual(told?.change);
    expect(recovered(fraud, { ...failing, told: false }, watched(start + hour))).toEqual([]);
  });
});

test.each<[string, Collection, string]>([
  ['a group', ownGroup('Fraud'), 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/Fraud'],
  ['an image', imageOf('Training'), 'arn:aws:sagemaker:eu-west-1:111122223333:image/Training'],
  ['unversioned packages', unversioned, 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/*'],
  ['the registry', wholeRegistry, 'arn:aws:sagemaker:eu-west-1:111122223333:*'],
])('%s has an ARN without being read', (_, collection, arn) => {
  expect(watchedArn(collection, source)).toBe(arn);
});

test.each([
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('in %s it is of partition %s', (region, partition) => {
  expect(watchedArn(fraud, { ...source, region })).toContain(`arn:${partition}:sagemaker:${region}:`);
});
