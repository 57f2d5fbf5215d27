import {
  AddTags$,
  DeleteTags$,
  ListTags$,
  type AddTagsCommandInput,
  type AddTagsCommandOutput,
  type DeleteTagsCommandInput,
  type ListTagsCommandInput,
  type ListTagsCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { invalid } from '../errors.ts';
import { operation, type Answer, type Context, type EmptyAnswer } from '../operation.ts';
import { addTagsInput, deleteTagsInput, listTagsInput } from '../shapes/inputs.ts';
import { existingPackage } from './common.ts';
import { existingGroup } from './groups.ts';
import { existingImage } from './image-common.ts';

const maxTags = 50;

function checkResource(context: Context, arn: string): void {
  if (arn.includes(':model-package-group/')) existingGroup(context, arn);
  else if (arn.includes(':image/')) existingImage(context, arn);
  else existingPackage(context, arn);
}

function add(context: Context, { ResourceArn = '', Tags = [] }: AddTagsCommandInput): Answer<AddTagsCommandOutput> {
  checkResource(context, ResourceArn);
  for (const { Key = '', Value = '' } of Tags) context.store.setTag(ResourceArn, Key, Value);
  const all = context.store.tags(ResourceArn);
  if (all.size > maxTags) throw invalid(`A resource has at most ${maxTags} tags.`);
  return { Tags: [...all].map(([Key, Value]) => ({ Key, Value })) };
}

/** All on one page: 50 tags is the most a resource has, and the least MaxResults that the service takes. */
function list(context: Context, { ResourceArn = '', NextToken }: ListTagsCommandInput): Answer<ListTagsCommandOutput> {
  checkResource(context, ResourceArn);
  if (NextToken !== undefined) throw invalid('Invalid NextToken');
  return { Tags: [...context.store.tags(ResourceArn)].map(([Key, Value]) => ({ Key, Value })) };
}

function remove(context: Context, { ResourceArn = '', TagKeys = [] }: DeleteTagsCommandInput): EmptyAnswer {
  checkResource(context, ResourceArn);
  for (const key of TagKeys) context.store.removeTag(ResourceArn, key);
  return {};
}

export const tagOperations = [
  operation(AddTags$, addTagsInput, add),
  operation(ListTags$, listTagsInput, list),
  operation(DeleteTags$, deleteTagsInput, remove),
];
