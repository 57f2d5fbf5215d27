import {
  ListImageVersionsCommand,
  type ImageVersion,
  type ListImageVersionsCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { GlobalOptions } from '../global.ts';
import type { Column } from '../table.ts';
import { showTime } from '../time.ts';
import { byStatus } from '../tint.ts';
import { sageMaker } from '../clients.ts';
import { timeFilters, type TimeOptions } from './images.ts';
import { readPages } from './pages.ts';
import { show, type ListOptions } from './show.ts';

export interface ImageVersionOptions extends ListOptions, TimeOptions {
  readonly sortBy?: ListImageVersionsCommandInput['SortBy'];
  readonly sortOrder?: ListImageVersionsCommandInput['SortOrder'];
}

export async function listImageVersions(
  image: string,
  options: ImageVersionOptions,
  global: GlobalOptions,
): Promise<void> {
  const filters: ListImageVersionsCommandInput = {
    ImageName: image,
    ...timeFilters(options),
    SortBy: options.sortBy,
    SortOrder: options.sortOrder,
  };
  const client = sageMaker(global);
  const listed = await readPages(async (page) => {
    const output = await client.send(new ListImageVersionsCommand({ ...filters, ...page }));
    return { items: output.ImageVersions, nextToken: output.NextToken };
  }, options);
  await show(listed, { key: 'ImageVersions', columns, none: `No versions of ${image}.` }, options);
}

const columns: readonly Column<ImageVersion>[] = [
  { title: 'VERSION', align: 'right', cell: (item) => String(item.Version ?? '') },
  { title: 'STATUS', tint: byStatus, cell: (item) => item.ImageVersionStatus ?? '' },
  { title: 'CREATED', cell: (item) => showTime(item.CreationTime) },
  { title: 'MODIFIED', cell: (item) => showTime(item.LastModifiedTime) },
  { title: 'REASON', cell: (item) => item.FailureReason ?? '' },
  { title: 'ARN', cell: (item) => item.ImageVersionArn ?? '' },
];
