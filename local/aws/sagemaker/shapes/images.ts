import { flag, integer, list, oneLine, oneOf, required, structure, text, timestamp } from '../shape.ts';
import { tagList } from './inputs.ts';
import { clientToken, maxResults, nextToken, roleArn } from './names.ts';

// The requests about images, and what only they are made of.

const imageName = text({ min: 1, max: 63, pattern: '[a-zA-Z0-9]([-.]?[a-zA-Z0-9]){0,62}' });
const imageDescription = text({ min: 1, max: 512, pattern: oneLine });
const imageDisplayName = text({ min: 1, max: 128, pattern: String.raw`\S(.*\S)?` });
const imageNameContains = text({ max: 63, pattern: String.raw`[a-zA-Z0-9\-.]+` });
const imageDeleteProperty = text({ min: 1, max: 11, pattern: '(^DisplayName$)|(^Description$)' });
const imageSortBy = oneOf('CREATION_TIME', 'LAST_MODIFIED_TIME', 'IMAGE_NAME');
const imageSortOrder = oneOf('ASCENDING', 'DESCENDING');
export const createImageInput = structure({
  ImageName: required(imageName),
  RoleArn: required(roleArn),
  Description: imageDescription,
  DisplayName: imageDisplayName,
  Tags: tagList,
});
export const describeImageInput = structure({ ImageName: required(imageName) });
export const updateImageInput = structure({
  ImageName: required(imageName),
  DeleteProperties: list(imageDeleteProperty, { max: 2 }),
  Description: imageDescription,
  DisplayName: imageDisplayName,
  RoleArn: roleArn,
});
export const deleteImageInput = structure({ ImageName: required(imageName) });
export const listImagesInput = structure({
  CreationTimeAfter: timestamp,
  CreationTimeBefore: timestamp,
  LastModifiedTimeAfter: timestamp,
  LastModifiedTimeBefore: timestamp,
  MaxResults: maxResults,
  NameContains: imageNameContains,
  NextToken: nextToken,
  SortBy: imageSortBy,
  SortOrder: imageSortOrder,
});

const imageBaseImage = text({ min: 1, max: 255, pattern: oneLine });
const imageVersionNumber = integer({ min: 0 });
const imageVersionAlias = text({ min: 1, max: 128, pattern: '(?!^[.-])^([a-zA-Z0-9-_.]+)' });
const vendorGuidance = oneOf('NOT_PROVIDED', 'STABLE', 'TO_BE_ARCHIVED', 'ARCHIVED');
const jobType = oneOf('TRAINING', 'INFERENCE', 'NOTEBOOK_KERNEL');
const nameAndVersion = text({ min: 1, max: 128, pattern: String.raw`[a-zA-Z]+ ?\d+\.\d+(\.\d+)?` });
const processor = oneOf('CPU', 'GPU');
const releaseNotes = text({ min: 1, max: 255, pattern: oneLine });
const imageVersionSortBy = oneOf('CREATION_TIME', 'LAST_MODIFIED_TIME', 'VERSION');
export const createImageVersionInput = structure({
  BaseImage: required(imageBaseImage),
  ClientToken: required(clientToken),
  ImageName: required(imageName),
  Aliases: list(imageVersionAlias),
  VendorGuidance: vendorGuidance,
  JobType: jobType,
  MLFramework: nameAndVersion,
  ProgrammingLang: nameAndVersion,
  Processor: processor,
  Horovod: flag,
  ReleaseNotes: releaseNotes,
});
const imageVersion = { ImageName: required(imageName), Version: imageVersionNumber, Alias: imageVersionAlias };
export const describeImageVersionInput = structure(imageVersion);
export const deleteImageVersionInput = structure(imageVersion);
export const listImageVersionsInput = structure({
  ImageName: required(imageName),
  CreationTimeAfter: timestamp,
  CreationTimeBefore: timestamp,
  LastModifiedTimeAfter: timestamp,
  LastModifiedTimeBefore: timestamp,
  MaxResults: maxResults,
  NextToken: nextToken,
  SortBy: imageVersionSortBy,
  SortOrder: imageSortOrder,
});
