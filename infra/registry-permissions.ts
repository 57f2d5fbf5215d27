import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Config } from '../functions/runtime/config/schema.ts';

export interface RegistryPermissions {
  readonly statements: readonly PolicyStatement[];
  /** The resources above that hold a wildcard, as cdk-nag prints them, each with the reason why it must. */
  readonly wildcards: readonly { readonly resource: string; readonly reason: string }[];
}

/**
 * What reading the watched groups takes, and no more.
 *
 * A rule's `*` and `?` mean in IAM what they mean in the config. IAM minds letter case where the config does not, and SageMaker
 * may lower-case a group's name in an ARN: every pattern is granted as it is written and in lower case. A pattern written in
 * capitals that the group itself does not have is therefore read only where SageMaker lower-cases.
 */
export function registryPermissions(config: Config): RegistryPermissions {
  const patterns = [...new Set(config.watch.flatMap(({ groups }) => groups))].sort();
  const watched = patterns.map((pattern) => ({
    pattern,
    groups: spellings(pattern).map((spelling) => groupArn(spelling)),
    versions: spellings(pattern).map(
      (spelling) => groupArn(spelling).replace(':model-package-group/', ':model-package/') + '/*',
    ),
  }));

  // Which listing needs fewer calls is decided in each poll, whether the config names groups or gives globs: one per group, or
  // one of the whole account, which names no resource that could be checked.
  const listings = ['sagemaker:ListModelPackages'];
  // Asked only where a glob must be held against the names there are. IAM knows no resource for it.
  if (patterns.some((pattern) => /[*?]/.test(pattern))) listings.push('sagemaker:ListModelPackageGroups');

  return {
    statements: [
      allow(listings, ['*']),
      // A statement per pattern: CDK can then spread a long config over several policies, each within IAM's limit.
      ...watched.flatMap(({ groups, versions }) => [
        allow(['sagemaker:DescribeModelPackage'], versions),
        allow(['sagemaker:DescribeModelPackageGroup'], groups),
      ]),
    ],
    wildcards: [
      {
        resource: '*',
        reason: 'Listings of the account (ListModelPackages, ListModelPackageGroups) name no resource.',
      },
      ...watched.flatMap(({ pattern, groups, versions }) => [
        ...versions.map((arn) => ({
          resource: shown(arn),
          reason: `Reads every version of what is watched as "${pattern}".`,
        })),
        ...groups.map((arn) => ({
          resource: shown(arn),
          reason: `The config watches the groups that match "${pattern}".`,
        })),
      ]),
    ].filter(({ resource }) => resource.includes('*')),
  };
}

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

const spellings = (pattern: string): string[] => [...new Set([pattern, pattern.toLowerCase()])];

function groupArn(pattern: string): string {
  if (pattern.startsWith('arn:')) return pattern;
  return `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:model-package-group/${pattern}`;
}

/** cdk-nag prints `{ Ref: 'AWS::Region' }` as `<AWS::Region>`. */
function shown(resource: string): string {
  return resource
    .replace(Aws.PARTITION, '<AWS::Partition>')
    .replace(Aws.REGION, '<AWS::Region>')
    .replace(Aws.ACCOUNT_ID, '<AWS::AccountId>');
}
