import { Fn } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Config } from '../functions/runtime/config/schema.ts';

export interface RegistryPermissions {
  readonly statements: readonly PolicyStatement[];
  /** The resources above that hold a wildcard, as cdk-nag prints them, each with the reason why it must. */
  readonly wildcards: readonly { readonly resource: string; readonly reason: string }[];
}

/** All of the registry, or only what is named one by one: single versions and model packages. */
export type RegistryUse = 'all' | 'members';

interface Grant {
  readonly actions: string[];
  /** ARNs, with `${AWS::Region}` and the like where the config names none. */
  readonly resources: string[];
  /** Why a resource holds a wildcard, if one does. */
  readonly reason: string;
}

/**
 * What reading the watched groups, images and unversioned packages takes, and no more.
 *
 * A rule's `*` and `?` mean in IAM what they mean in the config. IAM minds letter case where the config does not, and SageMaker
 * may lower-case a name in an ARN: every pattern is granted as it is written and in lower case. A pattern written in capitals that
 * the name itself does not have is therefore read only where SageMaker lower-cases.
 */
export function registryPermissions(watch: Config['watch'], use: RegistryUse): RegistryPermissions {
  const groups = distinct(watch.flatMap((rule) => rule.groups));
  const images = distinct(watch.flatMap((rule) => rule.images));
  const packages = distinct(watch.flatMap((rule) => rule.packages));
  // A grant per pattern: CDK can then spread a long config over several policies, each within IAM's limit.
  const members = [...groups.map(ofGroup), ...images.map(ofImage), ...packages.map(ofPackage)];
  const wholes = [...listings(groups, images, packages), ...groups.map(ofWholeGroup), ...images.map(ofWholeImage)];
  const grants = use === 'all' ? [...wholes, ...members] : members;
  return {
    statements: grants.map(
      ({ actions, resources }) => new PolicyStatement({ actions, resources: resources.map(filledIn) }),
    ),
    wildcards: grants.flatMap(({ resources, reason }) =>
      resources.filter((arn) => arn.includes('*')).map((arn) => ({ resource: shown(arn), reason })),
    ),
  };
}

/** Listings of the account. What lists names is asked only where a glob must be held against them. */
function listings(groups: readonly string[], images: readonly string[], packages: readonly string[]): readonly Grant[] {
  const actions = [
    // Which listing needs fewer calls is decided in each poll, whether the config names groups or gives globs: one per group,
    // or one of the whole account, which names no resource that could be checked. Unversioned packages have only the latter.
    ...(groups.length > 0 || packages.length > 0 ? ['sagemaker:ListModelPackages'] : []),
    // IAM knows no resource for these two.
    ...(groups.some(isGlob) ? ['sagemaker:ListModelPackageGroups'] : []),
    ...(images.some(isGlob) ? ['sagemaker:ListImages'] : []),
  ];
  if (actions.length === 0) return [];
  const names = actions.map((action) => action.replace('sagemaker:', '')).join(', ');
  return [{ actions, resources: ['*'], reason: `Listings of the account (${names}) name no resource.` }];
}

function ofGroup(pattern: string): Grant {
  return {
    actions: ['sagemaker:DescribeModelPackage'],
    resources: spellings(pattern).map((spelling) =>
      arnOf('model-package-group', spelling).replace(':model-package-group/', ':model-package/').concat('/*'),
    ),
    reason: `Reads every version of the groups that are watched as "${pattern}".`,
  };
}

function ofWholeGroup(pattern: string): Grant {
  return {
    actions: ['sagemaker:DescribeModelPackageGroup'],
    resources: spellings(pattern).map((spelling) => arnOf('model-package-group', spelling)),
    reason: `The config watches the groups that match "${pattern}".`,
  };
}

function ofImage(pattern: string): Grant {
  return {
    actions: ['sagemaker:DescribeImageVersion'],
    resources: spellings(pattern).map((spelling) => arnOf('image-version', `${spelling}/*`)),
    reason: `Reads every version of the images that are watched as "${pattern}".`,
  };
}

function ofWholeImage(pattern: string): Grant {
  return {
    actions: ['sagemaker:ListImageVersions', 'sagemaker:DescribeImage'],
    resources: spellings(pattern).map((spelling) => arnOf('image', spelling)),
    reason: `The config watches the images that match "${pattern}".`,
  };
}

/** A * stands for a slash, too: with it, IAM cannot tell an unversioned package from a version in a group. */
function ofPackage(pattern: string): Grant {
  return {
    actions: ['sagemaker:DescribeModelPackage'],
    resources: spellings(pattern).map((spelling) => arnOf('model-package', spelling)),
    reason: `The config watches the unversioned model packages that match "${pattern}".`,
  };
}

const isGlob = (pattern: string): boolean => /[*?]/.test(pattern);

const distinct = (patterns: readonly string[]): string[] => [...new Set(patterns)].sort();

const spellings = (pattern: string): string[] => distinct([pattern, pattern.toLowerCase()]);

function arnOf(type: string, pattern: string): string {
  if (pattern.startsWith('arn:')) return pattern;
  return `arn:\${AWS::Partition}:sagemaker:\${AWS::Region}:\${AWS::AccountId}:${type}/${pattern}`;
}

/** As a text with variables, an ARN takes a third of the bytes that CDK's own tokens take: CloudFormation counts them. */
const filledIn = (arn: string): string => (arn.includes('${') ? Fn.sub(arn) : arn);

/** cdk-nag prints `${AWS::Region}` as `<AWS::Region>`. */
const shown = (arn: string): string => arn.replace(/\$\{([\w:]+)\}/g, '<$1>');
