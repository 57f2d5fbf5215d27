import { ListImagesCommand, type Image, type ListImagesCommandInput } from '@aws-sdk/client-sagemaker';
import type { GlobalOptions } from '../global.ts';
import type { Column } from '../table.ts';
import { readTime, showTime } from '../time.ts';
import { byStatus } from '../tint.ts';
import { sageMaker } from '../clients.ts';
import { readPages } from './pages.ts';
import { show, type ListOptions } from './show.ts';

/** The times by which images and their versions are filtered. */
export interface TimeOptions {
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly modifiedAfter?: string;
  readonly modifiedBefore?: string;
}

export interface ImageOptions extends ListOptions, TimeOptions {
  readonly nameContains?: string;
  readonly sortBy?: ListImagesCommandInput['SortBy'];
  readonly sortOrder?: ListImagesCommandInput['SortOrder'];
}

export async function listImages(options: ImageOptions, global: GlobalOptions): Promise<void> {
  const filters: ListImagesCommandInput = {
    NameContains: options.nameContains,
    ...timeFilters(options),
    SortBy: options.sortBy,
    SortOrder: options.sortOrder,
  };
  const client = sageMaker(global);
  const listed = await readPages(async (page) => {
    const output = await client.send(new ListImagesCommand({ ...filters, ...page }));
    return { items: output.Images, nextToken: output.NextToken };
  }, options);
  await show(listed, { key: 'Images', columns, none: 'No images.' }, options);
}

export const timeFilters = ({ createdAfter, createdBefore, modifiedAfter, modifiedBefore }: TimeOptions) => ({
  CreationTimeAfter: readTime('--created-after', createdAfter),
  CreationTimeBefore: readTime('--created-before', createdBefore),
  LastModifiedTimeAfter: readTime('--modified-after', modifiedAfter),
  LastModifiedTimeBefore: readTime('--modified-before', modifiedBefore),
});

const columns: readonly Column<Image>[] = [
  { title: 'NAME', cell: (item) => item.ImageName ?? '' },
  { title: 'STATUS', tint: byStatus, cell: (item) => item.ImageStatus ?? '' },
  { title: 'CREATED', cell: (item) => showTime(item.CreationTime) },
  { title: 'MODIFIED', cell: (item) => showTime(item.LastModifiedTime) },
  { title: 'REASON', cell: (item) => item.FailureReason ?? '' },
  { title: 'ARN', cell: (item) => item.ImageArn ?? '' },
];
