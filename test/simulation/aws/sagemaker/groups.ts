import type {
  DescribeModelPackageGroupCommandInput,
  ListModelPackageGroupsCommandInput,
} from '@aws-sdk/client-sagemaker';
import { metadata, takesOnly } from '../service.ts';
import { checkText } from './checks.ts';
import { allowed, isNamed, isWithin, type Context } from './context.ts';
import { invalid } from './errors.ts';
import { readPage } from './pages.ts';
import { thereAt, type Group } from './records.ts';

const filters = ['CreationTimeAfter', 'CreationTimeBefore', 'NameContains'];

/** Parameters of all listings of groups and packages. */
export const listParameters = [...filters, 'SortBy', 'SortOrder', 'MaxResults', 'NextToken'];

export function existingGroup({ memory, arns }: Context, nameOrArn: string, time: number): Group {
  const { key, arn } = arns.reference('model-package-group', nameOrArn);
  const group = thereAt(memory.groups, time).find(({ name }) => name.toLowerCase() === key);
  if (!group) throw invalid(`ModelPackageGroup ${arn} does not exist.`);
  return group;
}

export function listGroups(context: Context, input: ListModelPackageGroupsCommandInput): object {
  allowed(context, 'ListModelPackageGroups');
  takesOnly('ListModelPackageGroups', input, listParameters);
  checkText('nameContains', input.NameContains);
  const { SortBy = 'CreationTime', SortOrder, NameContains } = input;
  const { members, NextToken } = readPage(context.whims, input, {
    members: (asOf) =>
      thereAt(context.memory.groups, asOf).filter(
        ({ name, createdAt }) => isNamed(name, NameContains) && isWithin(createdAt, input),
      ),
    key: ({ name, createdAt }) => (SortBy === 'Name' ? [name.toLowerCase()] : [createdAt, name.toLowerCase()]),
    order: SortBy,
    descending: SortOrder === 'Descending',
  });
  return { $metadata: metadata(), ModelPackageGroupSummaryList: members.map(summary), NextToken };
}

export function describeGroup(context: Context, input: DescribeModelPackageGroupCommandInput): object {
  const { ModelPackageGroupName: nameOrArn = '' } = input;
  takesOnly('DescribeModelPackageGroup', input, ['ModelPackageGroupName']);
  checkText('modelPackageGroupName', input.ModelPackageGroupName);
  allowed(context, 'DescribeModelPackageGroup', context.arns.reference('model-package-group', nameOrArn));
  return { $metadata: metadata(), ...summary(existingGroup(context, nameOrArn, context.whims.now())) };
}

const summary = ({ name, arn, createdAt }: Group) => ({
  ModelPackageGroupName: name,
  ModelPackageGroupArn: arn,
  CreationTime: new Date(createdAt),
  ModelPackageGroupStatus: 'Completed',
});
