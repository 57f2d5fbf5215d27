import {
  ListImages$,
  type ImageSortBy,
  type ListImagesCommandInput,
  type ListImagesCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { imageArn } from '../arns.ts';
import { imageFromRow } from '../image-records.ts';
import { imageConditions, readPage, type Condition } from '../listing.ts';
import { operation, type Answer, type Context } from '../operation.ts';
import { listImagesInput } from '../shapes/images.ts';
import { defaultPageSize } from './common.ts';

const orders: Readonly<Record<ImageSortBy, readonly string[]>> = {
  CREATION_TIME: ['created', 'key'],
  LAST_MODIFIED_TIME: ['modified', 'key'],
  IMAGE_NAME: ['key'],
};

function list({ store, scope }: Context, input: ListImagesCommandInput): Answer<ListImagesCommandOutput> {
  const { NameContains, SortBy = 'CREATION_TIME', SortOrder, MaxResults, NextToken } = input;
  const named: Condition[] =
    NameContains === undefined ? [] : [{ sql: 'instr(key, ?) > 0', values: [NameContains.toLowerCase()] }];
  const { rows, nextToken } = readPage(store.database, '*', 'image', [...named, ...imageConditions(input)], {
    order: orders[SortBy],
    descending: SortOrder !== 'ASCENDING',
    size: MaxResults ?? defaultPageSize,
    token: NextToken,
  });
  return {
    Images: rows.map(imageFromRow).map(({ name, displayName, description, created, modified }) => ({
      ImageArn: imageArn(scope, name),
      ImageName: name,
      DisplayName: displayName,
      Description: description,
      CreationTime: created,
      LastModifiedTime: modified,
      ImageStatus: 'CREATED',
    })),
    NextToken: nextToken,
  };
}

export const listImagesOperation = operation(ListImages$, listImagesInput, list);
