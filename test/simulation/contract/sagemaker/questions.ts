import fc from 'fast-check';
import { groups, images, packages } from './steps.ts';
import { source, type Outcome, type Operation, type Question, type Subject } from './subject.ts';

type Input = Question['input'];

/** Seldom, because what passes several filters is soon nothing. */
const perhaps = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const arn = (type: string, path: string) => `arn:aws:sagemaker:${source.region}:${source.account}:${type}/${path}`;

/** Some of them moments at which something happened. */
const anyTime = (start: number) =>
  fc.constantFrom(0, 1, 2, 999, 1000, 60_000, 61_000, 120_000, 121_000, 180_000).map((ms) => new Date(start + ms));

const windowOf = (start: number, names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, perhaps(anyTime(start))])), { requiredKeys: [] });

const anySort = (by: readonly string[], orders: readonly string[]) =>
  fc.record({ SortBy: perhaps(fc.constantFrom(...by)), SortOrder: perhaps(fc.constantFrom(...orders)) });

const anySize = fc.record({ MaxResults: fc.constantFrom(undefined, 1, 1, 2, 2, 3, 100) });
const created = ['CreationTimeAfter', 'CreationTimeBefore'];
const modified = ['LastModifiedTimeAfter', 'LastModifiedTimeBefore'];
const orders = ['Ascending', 'Descending'];
const imageOrders = ['ASCENDING', 'DESCENDING'];
const anyFragment = perhaps(fc.constantFrom('a', 'FR', '-2', 'zzz'));
const anyGroup = fc.constantFrom(...groups, 'FRAUD', arn('model-package-group', 'churn'), 'missing');

const asking = (operation: Operation, ...parts: fc.Arbitrary<Input>[]): fc.Arbitrary<Question> =>
  fc.tuple(...parts).map((all) => ({ operation, input: Object.fromEntries(all.flatMap(Object.entries)) }));

/** Every listing, in every filter, order and size of page. */
export const anyListing = (start: number): fc.Arbitrary<Question> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: asking(
        'ListModelPackages',
        fc.record({
          ModelPackageType: fc.constantFrom(undefined, 'Versioned', 'Versioned', 'Unversioned', 'Both', 'Both'),
          ModelPackageGroupName: perhaps(anyGroup),
          ModelApprovalStatus: perhaps(fc.constantFrom('Approved', 'Rejected', 'PendingManualApproval')),
          NameContains: anyFragment,
        }),
        windowOf(start, created),
        anySort(['Name', 'CreationTime'], orders),
        anySize,
      ),
    },
    asking(
      'ListModelPackageGroups',
      fc.record({ NameContains: anyFragment }),
      windowOf(start, created),
      anySort(['Name', 'CreationTime'], orders),
      anySize,
    ),
    asking(
      'ListImages',
      fc.record({ NameContains: perhaps(fc.constantFrom('a', 'TR', 'v.')) }),
      windowOf(start, [...created, ...modified]),
      anySort(['CREATION_TIME', 'LAST_MODIFIED_TIME', 'IMAGE_NAME'], imageOrders),
      anySize,
    ),
    {
      weight: 3,
      arbitrary: asking(
        'ListImageVersions',
        fc.record({ ImageName: fc.constantFrom(...images, 'TRAINING', 'missing') }),
        windowOf(start, [...created, ...modified]),
        anySort(['CREATION_TIME', 'LAST_MODIFIED_TIME', 'VERSION'], imageOrders),
        anySize,
      ),
    },
  );

const numbers = [1, 2, 3, 4, 5, 6];

/** Of all that may be there or not be there, by name and by ARN. */
export const descriptions: readonly Question[] = [
  ...[...groups, 'missing'].flatMap((name) =>
    [name, name.toUpperCase(), arn('model-package-group', name)].map((ModelPackageGroupName): Question => ({
      operation: 'DescribeModelPackageGroup',
      input: { ModelPackageGroupName },
    })),
  ),
  ...[...packages, ...groups.flatMap((group) => numbers.map((number) => `${group}/${number}`))].flatMap((path) =>
    [path, arn('model-package', path), arn('model-package', path.toLowerCase())].map((ModelPackageName): Question => ({
      operation: 'DescribeModelPackage',
      input: { ModelPackageName, IncludedData: 'MetadataOnly' },
    })),
  ),
  ...images.flatMap((ImageName): Question[] => [
    { operation: 'DescribeImage', input: { ImageName } },
    ...[undefined, ...numbers].map((Version): Question => ({
      operation: 'DescribeImageVersion',
      input: { ImageName, Version },
    })),
  ]),
];

interface Walk {
  readonly subject: Subject;
  readonly pages: Outcome[];
  token: unknown;
}

/** All pages of each, without their tokens, which are everybody's own. They go on together, and `between` happens after each. */
export async function pagesOf(
  subjects: readonly Subject[],
  { operation, input }: Question,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly (readonly Outcome[])[]> {
  const all = subjects.map((subject): Walk => ({ subject, pages: [], token: undefined }));
  do {
    for (const one of all) {
      const page = await one.subject.ask({ operation, input: { ...input, NextToken: one.token } });
      const { NextToken: token, ...answer } = 'error' in page ? {} : page.answer;
      one.pages.push('error' in page ? page : { answer });
      one.token = token;
    }
    await between();
  } while (all.some(({ token }) => token !== undefined) && all.every(({ pages }) => pages.length < 200));
  return all.map(({ pages, token }) => [...pages, { answer: { isOver: token === undefined } }]);
}
