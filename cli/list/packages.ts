import {
  ListModelPackagesCommand,
  type ListModelPackagesCommandInput,
  type ModelPackageSummary,
} from '@aws-sdk/client-sagemaker';
import type { GlobalOptions } from '../global.ts';
import type { Column } from '../table.ts';
import { readTime, showTime } from '../time.ts';
import { byStatus } from '../tint.ts';
import { sageMaker } from '../clients.ts';
import { readPages } from './pages.ts';
import { show, type ListOptions } from './show.ts';

export interface PackageOptions extends ListOptions {
  readonly group?: string;
  readonly approvalStatus?: ListModelPackagesCommandInput['ModelApprovalStatus'];
  readonly type?: ListModelPackagesCommandInput['ModelPackageType'];
  readonly nameContains?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  readonly sortBy?: ListModelPackagesCommandInput['SortBy'];
  readonly sortOrder?: ListModelPackagesCommandInput['SortOrder'];
}

export async function listPackages(options: PackageOptions, global: GlobalOptions): Promise<void> {
  const filters: ListModelPackagesCommandInput = {
    ModelPackageGroupName: options.group,
    ModelApprovalStatus: options.approvalStatus,
    ModelPackageType: options.type,
    NameContains: options.nameContains,
    CreationTimeAfter: readTime('--created-after', options.createdAfter),
    CreationTimeBefore: readTime('--created-before', options.createdBefore),
    SortBy: options.sortBy,
    SortOrder: options.sortOrder,
  };
  const client = sageMaker(global);
  const listed = await readPages(async (page) => {
    const output = await client.send(new ListModelPackagesCommand({ ...filters, ...page }));
    return { items: output.ModelPackageSummaryList, nextToken: output.NextToken };
  }, options);
  const { group, type } = options;
  const isDefault = group === undefined && type === undefined;
  const none = isDefault
    ? 'No unversioned model packages. Versions are listed by --type versioned.'
    : 'No model packages.';
  await show(listed, { key: 'ModelPackageSummaryList', columns, none }, options);
}

const columns: readonly Column<ModelPackageSummary>[] = [
  { title: 'NAME', cell: (item) => item.ModelPackageGroupName ?? item.ModelPackageName ?? '' },
  { title: 'VERSION', align: 'right', cell: (item) => String(item.ModelPackageVersion ?? '') },
  { title: 'STATUS', tint: byStatus, cell: (item) => item.ModelPackageStatus ?? '' },
  { title: 'APPROVAL', tint: byStatus, cell: (item) => item.ModelApprovalStatus ?? '' },
  { title: 'STAGE', cell: ({ ModelLifeCycle: at }) => [at?.Stage, at?.StageStatus].filter(Boolean).join('/') },
  { title: 'CREATED', cell: (item) => showTime(item.CreationTime) },
  { title: 'ARN', cell: (item) => item.ModelPackageArn ?? '' },
];
