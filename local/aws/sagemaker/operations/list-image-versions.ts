import {
  ListImageVersions$,
  type ImageVersion,
  type ImageVersionSortBy,
  type ImageVersionStatus,
  type ListImageVersionsCommandInput,
  type ListImageVersionsCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { imageArn, imageVersionArn, type Scope } from '../arns.ts';
import { imageVersionFromRow, type ImageRecord, type ImageVersionRecord } from '../image-records.ts';
import { imageConditions, readPage } from '../listing.ts';
import { operation, type Answer, type Context } from '../operation.ts';
import { listImageVersionsInput } from '../shapes/images.ts';
import { defaultPageSize } from './common.ts';
import { existingImage } from './image-common.ts';

const orders: Readonly<Record<ImageVersionSortBy, readonly string[]>> = {
  CREATION_TIME: ['created', 'version'],
  LAST_MODIFIED_TIME: ['modified', 'version'],
  VERSION: ['version'],
};

function list(context: Context, input: ListImageVersionsCommandInput): Answer<ListImageVersionsCommandOutput> {
  const { ImageName = '', SortBy = 'CREATION_TIME', SortOrder, MaxResults, NextToken } = input;
  const image = existingImage(context, ImageName);
  const conditions = [{ sql: 'image_key = ?', values: [image.key] }, ...imageConditions(input)];
  const { rows, nextToken } = readPage(context.store.database, '*', 'image_version', conditions, {
    order: orders[SortBy],
    descending: SortOrder !== 'ASCENDING',
    size: MaxResults ?? defaultPageSize,
    token: NextToken,
  });
  return {
    ImageVersions: rows.map((row) => summary(context.scope, image, imageVersionFromRow(row))),
    NextToken: nextToken,
  };
}

const summary = (scope: Scope, { name }: ImageRecord, found: ImageVersionRecord): ImageVersion => ({
  ImageArn: imageArn(scope, name),
  ImageVersionArn: imageVersionArn(scope, name, found.version),
  Version: found.version,
  ImageVersionStatus: found.status as ImageVersionStatus,
  FailureReason: found.failureReason,
  CreationTime: found.created,
  LastModifiedTime: found.modified,
});

export const listImageVersionsOperation = operation(ListImageVersions$, listImageVersionsInput, list);
