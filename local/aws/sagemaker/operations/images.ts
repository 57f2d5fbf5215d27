import {
  CreateImage$,
  DeleteImage$,
  DescribeImage$,
  UpdateImage$,
  type CreateImageCommandInput,
  type CreateImageCommandOutput,
  type DeleteImageCommandInput,
  type DescribeImageCommandInput,
  type DescribeImageCommandOutput,
  type UpdateImageCommandInput,
  type UpdateImageCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { imageArn } from '../arns.ts';
import { inUse, invalid } from '../errors.ts';
import { operation, type Answer, type Context, type EmptyAnswer } from '../operation.ts';
import { createImageInput, deleteImageInput, describeImageInput, updateImageInput } from '../shapes/images.ts';
import { checkIdle, existingImage } from './image-common.ts';

function create({ store, scope, now }: Context, input: CreateImageCommandInput): Answer<CreateImageCommandOutput> {
  const { ImageName: name = '', RoleArn: role = '', DisplayName, Description, Tags = [] } = input;
  const key = name.toLowerCase();
  // Two names that differ in letter case only would share the ARNs of their versions.
  if (store.images.image(key)) {
    throw inUse(`The Image with ImageName ${name} already exists. Please use a different ImageName.`);
  }
  const created = now();
  store.images.addImage({
    ...{ key, name, role, displayName: DisplayName, description: Description },
    ...{ created, modified: created },
  });
  const arn = imageArn(scope, name);
  for (const { Key = '', Value = '' } of Tags) store.setTag(arn, Key, Value);
  return { ImageArn: arn };
}

function describe(context: Context, { ImageName = '' }: DescribeImageCommandInput): Answer<DescribeImageCommandOutput> {
  const { name, role, displayName, description, created, modified } = existingImage(context, ImageName);
  return {
    ImageArn: imageArn(context.scope, name),
    ImageName: name,
    RoleArn: role,
    DisplayName: displayName,
    Description: description,
    CreationTime: created,
    LastModifiedTime: modified,
    ImageStatus: 'CREATED',
  };
}

function update(context: Context, input: UpdateImageCommandInput): Answer<UpdateImageCommandOutput> {
  const { ImageName = '', RoleArn, DisplayName, Description, DeleteProperties = [] } = input;
  const image = existingImage(context, ImageName);
  const changed = (property: 'DisplayName' | 'Description', to: string | undefined, from: string | undefined) => {
    if (!DeleteProperties.includes(property)) return to ?? from;
    if (to !== undefined) throw invalid(`${property} cannot be both set and deleted.`);
    return undefined;
  };
  context.store.images.saveImage({
    ...image,
    role: RoleArn ?? image.role,
    displayName: changed('DisplayName', DisplayName, image.displayName),
    description: changed('Description', Description, image.description),
    modified: context.now(),
  });
  return { ImageArn: imageArn(context.scope, image.name) };
}

/** Its versions go with it: "deletes an image and all versions of the image", unlike a group of model packages. */
function remove(context: Context, { ImageName = '' }: DeleteImageCommandInput): EmptyAnswer {
  const { key, name } = existingImage(context, ImageName);
  for (const status of ['CREATING', 'DELETING']) {
    checkIdle(name, context.store.images.versionInStatus(key, status));
  }
  for (const version of context.store.images.versions(key)) {
    context.emit.imageVersion(name, { ...version, status: 'DELETING' });
  }
  context.store.images.removeImage(key);
  context.store.removeTags(imageArn(context.scope, name));
  return {};
}

export const imageOperations = [
  operation(CreateImage$, createImageInput, create),
  operation(DescribeImage$, describeImageInput, describe),
  operation(UpdateImage$, updateImageInput, update),
  operation(DeleteImage$, deleteImageInput, remove),
];
