import { start } from '../../../domain/build.ts';
import type { Hands } from './hands.ts';
import { source, type Operation, type Question, type Time } from './subject.ts';

/** All times are whole seconds since the start. */
const at = (seconds: number): Date => new Date(start + seconds * 1000);

/**
 * Fraud/1 at 0 s, Solo at 1 s, churn/1 at 2 s, Fraud/2 (approved) at 3 s, Fraud/3 (rejected) at 4 s, Training/1 at 5 s, Training/2 at
 * 6 s, Training/1 changed at 7 s.
 */
export async function fill(hands: Hands, time: Time): Promise<void> {
  await hands.createGroup('Fraud');
  await hands.createGroup('churn');
  await hands.createImage('Training');
  const deeds = [
    () => hands.register('Fraud', 'PendingManualApproval'),
    () => hands.registerPackage('Solo'),
    () => hands.register('churn', 'PendingManualApproval'),
    () => hands.register('Fraud', 'Approved'),
    () => hands.register('Fraud', 'Rejected'),
    () => hands.createImageVersion('Training'),
    () => hands.createImageVersion('Training'),
    () => hands.setImageStatus('Training/1', 'CREATE_FAILED', 'no such base'),
  ];
  for (const [seconds, deed] of deeds.entries()) {
    time.now = at(seconds).getTime();
    await deed();
  }
}

export const arn = (type: string, path: string): string =>
  `arn:aws:sagemaker:${source.region}:${source.account}:${type}/${path}`;

type Row<Expected> = readonly [operation: Operation, input: Question['input'], expected: Expected];

const versioned = { ModelPackageType: 'Versioned' };
const both = { ModelPackageType: 'Both' };
const fraud = { ModelPackageGroupName: 'fraud' };

/** What is listed, by the ends of the ARNs, in pages of any size. */
export const listings: readonly Row<readonly string[]>[] = [
  ['ListModelPackages', {}, ['Solo']],
  ['ListModelPackages', versioned, ['Fraud/1', 'churn/1', 'Fraud/2', 'Fraud/3']],
  ['ListModelPackages', both, ['Fraud/1', 'Solo', 'churn/1', 'Fraud/2', 'Fraud/3']],
  ['ListModelPackages', fraud, ['Fraud/1', 'Fraud/2', 'Fraud/3']],
  [
    'ListModelPackages',
    { ModelPackageGroupName: arn('model-package-group', 'FRAUD') },
    ['Fraud/1', 'Fraud/2', 'Fraud/3'],
  ],
  ['ListModelPackages', { ...fraud, ModelPackageType: 'Unversioned' }, []],
  ['ListModelPackages', { ...fraud, ...both }, ['Fraud/1', 'Fraud/2', 'Fraud/3']],
  ['ListModelPackages', { ...versioned, ModelApprovalStatus: 'PendingManualApproval' }, ['Fraud/1', 'churn/1']],
  ['ListModelPackages', { ...fraud, ModelApprovalStatus: 'Approved' }, ['Fraud/2']],
  ['ListModelPackages', { ...both, ModelApprovalStatus: 'Rejected' }, ['Fraud/3']],
  ['ListModelPackages', { ...both, NameContains: 'SO' }, ['Solo']],
  ['ListModelPackages', { ...both, CreationTimeAfter: at(2) }, ['Fraud/2', 'Fraud/3']],
  ['ListModelPackages', { ...both, CreationTimeBefore: at(2) }, ['Fraud/1', 'Solo']],
  ['ListModelPackages', { ...both, CreationTimeAfter: at(0), CreationTimeBefore: at(3) }, ['Solo', 'churn/1']],
  ['ListModelPackages', { ...fraud, SortOrder: 'Descending' }, ['Fraud/3', 'Fraud/2', 'Fraud/1']],
  ['ListModelPackages', { ...both, SortBy: 'Name' }, ['churn/1', 'Fraud/1', 'Fraud/2', 'Fraud/3', 'Solo']],
  ['ListModelPackageGroups', {}, ['churn', 'Fraud']],
  ['ListModelPackageGroups', { SortBy: 'Name', SortOrder: 'Descending' }, ['Fraud', 'churn']],
  ['ListModelPackageGroups', { NameContains: 'HUR' }, ['churn']],
  ['ListModelPackageGroups', { CreationTimeAfter: at(0) }, []],
  ['ListImages', {}, ['Training']],
  ['ListImages', { NameContains: 'x' }, []],
  ['ListImageVersions', { ImageName: 'training' }, ['training/2', 'training/1']],
  ['ListImageVersions', { ImageName: 'Training', SortBy: 'LAST_MODIFIED_TIME' }, ['training/1', 'training/2']],
  [
    'ListImageVersions',
    { ImageName: 'Training', SortBy: 'VERSION', SortOrder: 'ASCENDING' },
    ['training/1', 'training/2'],
  ],
  ['ListImageVersions', { ImageName: 'Training', LastModifiedTimeAfter: at(7) }, ['training/1']],
  ['ListImageVersions', { ImageName: 'Training', CreationTimeBefore: at(5) }, ['training/1']],
];

/** The error's name, and words in it. */
type Refusal = readonly [name: string, words: string];

const invalid = (words: string): Refusal => ['ValidationException', words];
const notFound = (words: string): Refusal => ['ResourceNotFound', words];
const constraint = (words: string): Refusal => invalid(`failed to satisfy constraint: Member must ${words}`);

const elsewhere = arn('model-package', 'fraud/1').replace(source.region, 'eu-west-1');
const somebodyElses = arn('model-package-group', 'fraud').replace(source.account, '999999999999');

/** What is refused, all with status 400. */
export const refusals: readonly Row<Refusal>[] = [
  [
    'DescribeModelPackage',
    { ModelPackageName: arn('model-package', 'Fraud/9') },
    invalid(`ModelPackage ${arn('model-package', 'Fraud/9')} does not exist.`),
  ],
  [
    'DescribeModelPackage',
    { ModelPackageName: 'gone' },
    invalid(`ModelPackage ${arn('model-package', 'gone')} does not exist.`),
  ],
  [
    'DescribeModelPackage',
    { ModelPackageName: elsewhere },
    invalid('ARN should be scoped to correct region: us-east-1'),
  ],
  ['DescribeModelPackage', { ModelPackageName: 'a b' }, constraint('satisfy regular expression pattern')],
  ['DescribeModelPackage', { ModelPackageName: 'x'.repeat(200) }, constraint('have length less than or equal to 176')],
  ['DescribeModelPackage', {}, constraint('not be null')],
  [
    'DescribeModelPackageGroup',
    { ModelPackageGroupName: 'gone' },
    invalid(`ModelPackageGroup ${arn('model-package-group', 'gone')} does not exist.`),
  ],
  [
    'DescribeModelPackageGroup',
    { ModelPackageGroupName: somebodyElses },
    invalid(`ModelPackageGroup ${somebodyElses} does not exist.`),
  ],
  [
    'ListModelPackages',
    { ModelPackageGroupName: 'gone' },
    invalid(`ModelPackageGroup ${arn('model-package-group', 'gone')} does not exist.`),
  ],
  ['ListModelPackages', { MaxResults: 0 }, constraint('have value greater than or equal to 1')],
  ['ListModelPackages', { MaxResults: 101 }, constraint('have value less than or equal to 100')],
  ['ListModelPackages', { NameContains: 'a b' }, constraint('satisfy regular expression pattern')],
  ['ListModelPackages', { NextToken: 'nonsense' }, invalid('Invalid NextToken')],
  ['ListModelPackageGroups', { MaxResults: 101 }, constraint('have value less than or equal to 100')],
  ['ListModelPackageGroups', { NextToken: 'nonsense' }, invalid('Invalid NextToken')],
  ['ListImages', { NextToken: 'nonsense' }, invalid('Invalid NextToken')],
  ['ListImages', { NameContains: '_' }, constraint('satisfy regular expression pattern')],
  ['DescribeImage', { ImageName: 'gone' }, notFound('No Image with the name gone exists.')],
  ['DescribeImage', { ImageName: arn('image', 'Training') }, constraint('')],
  ['ListImageVersions', { ImageName: 'gone' }, notFound('No Image with the name gone exists.')],
  ['ListImageVersions', {}, constraint('not be null')],
  ['DescribeImageVersion', { ImageName: 'gone', Version: 1 }, notFound('No Image with the name gone exists.')],
  [
    'DescribeImageVersion',
    { ImageName: 'Training', Version: 9 },
    notFound('ImageVersion with ImageName Training and Version 9 does not exist.'),
  ],
  ['DescribeImageVersion', { ImageName: 'Training', Version: -1 }, constraint('have value greater than or equal to 0')],
];
