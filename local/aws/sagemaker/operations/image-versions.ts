import {
  CreateImageVersion$,
  DeleteImageVersion$,
  DescribeImageVersion$,
  type CreateImageVersionCommandInput,
  type CreateImageVersionCommandOutput,
  type DeleteImageVersionCommandInput,
  type DescribeImageVersionCommandInput,
  type DescribeImageVersionCommandOutput,
  type ImageVersionStatus,
} from '@aws-sdk/client-sagemaker';
import { imageArn, imageVersionArn } from '../arns.ts';
import { inUse, invalid } from '../errors.ts';
import { operation, type Answer, type Context, type EmptyAnswer } from '../operation.ts';
import { createImageVersionInput, deleteImageVersionInput, describeImageVersionInput } from '../shapes/images.ts';
import { checkIdle, existingImage, existingImageVersion } from './image-common.ts';

function create(
  context: Context,
  { ImageName = '', ClientToken = '', ...detail }: CreateImageVersionCommandInput,
): Answer<CreateImageVersionCommandOutput> {
  const { images } = context.store;
  const { key, name } = existingImage(context, ImageName);
  const arnOf = (version: number): string => imageVersionArn(context.scope, name, version);
  const repeated = images.versionByClientToken(key, ClientToken);
  if (repeated) return { ImageVersionArn: arnOf(repeated.version) };

  for (const alias of detail.Aliases ?? []) {
    const taken = images.versionByAlias(key, alias);
    if (taken) throw inUse(`The alias ${alias} of Image ${name} is that of Version ${taken.version}.`);
  }
  const version = images.nextVersion(key);
  const created = context.now();
  const added = { imageKey: key, version, created, modified: created, status: 'CREATED', detail };
  images.addVersion(added, ClientToken);
  context.emit.imageVersion(name, added);
  return { ImageVersionArn: arnOf(version) };
}

function describe(
  context: Context,
  input: DescribeImageVersionCommandInput,
): Answer<DescribeImageVersionCommandOutput> {
  const image = existingImage(context, input.ImageName ?? '');
  const found = existingImageVersion(context, image, input);
  return {
    // No container is built here: what the version is based on is what it holds.
    ContainerImage: found.detail['BaseImage'] as string,
    // The answer has every member of the request but the aliases, which are listed by another operation.
    ...found.detail,
    CreationTime: found.created,
    LastModifiedTime: found.modified,
    ImageArn: imageArn(context.scope, image.name),
    ImageVersionArn: imageVersionArn(context.scope, image.name, found.version),
    ImageVersionStatus: found.status as ImageVersionStatus,
    FailureReason: found.failureReason,
    Version: found.version,
  };
}

function remove(context: Context, input: DeleteImageVersionCommandInput): EmptyAnswer {
  const image = existingImage(context, input.ImageName ?? '');
  // Only describing goes without: nothing should be deleted for being the latest.
  if (input.Version === undefined && input.Alias === undefined) throw invalid('Provide a Version or an Alias.');
  const found = existingImageVersion(context, image, input);
  checkIdle(image.name, found);
  context.store.images.removeVersion(image.key, found.version);
  context.emit.imageVersion(image.name, { ...found, status: 'DELETING' });
  return {};
}

export const imageVersionOperations = [
  operation(CreateImageVersion$, createImageVersionInput, create),
  operation(DescribeImageVersion$, describeImageVersionInput, describe),
  operation(DeleteImageVersion$, deleteImageVersionInput, remove),
];
