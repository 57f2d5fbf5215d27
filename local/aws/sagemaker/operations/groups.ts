import {
  CreateModelPackageGroup$,
  DeleteModelPackageGroup$,
  DescribeModelPackageGroup$,
  ListModelPackageGroups$,
  type CreateModelPackageGroupCommandInput,
  type CreateModelPackageGroupCommandOutput,
  type DeleteModelPackageGroupCommandInput,
  type DescribeModelPackageGroupCommandInput,
  type DescribeModelPackageGroupCommandOutput,
  type ListModelPackageGroupsCommandInput,
  type ListModelPackageGroupsCommandOutput,
  type ManagedConfiguration,
} from '@aws-sdk/client-sagemaker';
import { groupArn, groupReference } from '../arns.ts';
import { conflict, invalid } from '../errors.ts';
import { commonConditions, readPage } from '../listing.ts';
import { operation, type Answer, type Context, type EmptyAnswer } from '../operation.ts';
import { groupFromRow, type GroupRecord } from '../records.ts';
import {
  createModelPackageGroupInput,
  deleteModelPackageGroupInput,
  describeModelPackageGroupInput,
  listModelPackageGroupsInput,
} from '../shapes/inputs.ts';
import { defaultPageSize, userContext } from './common.ts';

export function existingGroup({ store, scope }: Context, nameOrArn: string): GroupRecord {
  const { key, arn } = groupReference(scope, nameOrArn);
  const group = store.group(key);
  if (!group) throw invalid(`ModelPackageGroup ${arn} does not exist.`);
  return group;
}

function create(
  { store, scope, now, actor }: Context,
  input: CreateModelPackageGroupCommandInput,
): Answer<CreateModelPackageGroupCommandOutput> {
  const name = input.ModelPackageGroupName ?? '';
  const arn = groupArn(scope, name);
  const key = name.toLowerCase();
  const existing = store.group(key);
  if (existing) throw invalid(`Model Package Group already exists: ${groupArn(scope, existing.name)}`);
  store.addGroup({
    key,
    name,
    description: input.ModelPackageGroupDescription,
    created: now(),
    createdBy: actor,
    managed: input.ManagedConfiguration,
  });
  for (const { Key = '', Value = '' } of input.Tags ?? []) store.setTag(arn, Key, Value);
  return { ModelPackageGroupArn: arn };
}

function describe(
  context: Context,
  input: DescribeModelPackageGroupCommandInput,
): Answer<DescribeModelPackageGroupCommandOutput> {
  const group = existingGroup(context, input.ModelPackageGroupName ?? '');
  return {
    ModelPackageGroupName: group.name,
    ModelPackageGroupArn: groupArn(context.scope, group.name),
    ModelPackageGroupDescription: group.description,
    CreationTime: group.created,
    CreatedBy: userContext(group.createdBy),
    ModelPackageGroupStatus: 'Completed',
    ManagedConfiguration: group.managed as ManagedConfiguration | undefined,
  };
}

function remove(context: Context, input: DeleteModelPackageGroupCommandInput): EmptyAnswer {
  const { key, name } = existingGroup(context, input.ModelPackageGroupName ?? '');
  if (context.store.hasPackages(key)) {
    throw conflict('Model Package Group cannot be deleted because it still contains Model Packages.');
  }
  context.store.removeGroup(key);
  context.store.removeTags(groupArn(context.scope, name));
  return {};
}

function list(
  { store, scope }: Context,
  input: ListModelPackageGroupsCommandInput,
): Answer<ListModelPackageGroupsCommandOutput> {
  if (input.CrossAccountFilterOption === 'CrossAccount') return { ModelPackageGroupSummaryList: [] };
  const { rows, nextToken } = readPage(store.database, '*', 'model_package_group', commonConditions('key', input), {
    order: input.SortBy === 'Name' ? ['key'] : ['created', 'key'],
    descending: input.SortOrder === 'Descending',
    size: input.MaxResults ?? defaultPageSize,
    token: input.NextToken,
  });
  return {
    ModelPackageGroupSummaryList: rows.map(groupFromRow).map(({ name, description, created }) => ({
      ModelPackageGroupName: name,
      ModelPackageGroupArn: groupArn(scope, name),
      ModelPackageGroupDescription: description,
      CreationTime: created,
      ModelPackageGroupStatus: 'Completed',
    })),
    NextToken: nextToken,
  };
}

export const groupOperations = [
  operation(CreateModelPackageGroup$, createModelPackageGroupInput, create),
  operation(DescribeModelPackageGroup$, describeModelPackageGroupInput, describe),
  operation(ListModelPackageGroups$, listModelPackageGroupsInput, list),
  operation(DeleteModelPackageGroup$, deleteModelPackageGroupInput, remove),
];
