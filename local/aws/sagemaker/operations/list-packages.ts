import {
  ListModelPackages$,
  type ListModelPackagesCommandInput,
  type ListModelPackagesCommandOutput,
  type ModelApprovalStatus,
  type ModelLifeCycle,
  type ModelPackageRegistrationType,
  type ModelPackageStatus,
  type ModelPackageSummary,
} from '@aws-sdk/client-sagemaker';
import { packageArn, type Scope } from '../arns.ts';
import { commonConditions, readPage, type Condition } from '../listing.ts';
import { operation, type Answer, type Context } from '../operation.ts';
import { summaryColumns, summaryFromRow, type PackageSummaryRecord } from '../records.ts';
import { listModelPackagesInput } from '../shapes/inputs.ts';
import { defaultPageSize } from './common.ts';
import { existingGroup } from './groups.ts';

function list(context: Context, input: ListModelPackagesCommandInput): Answer<ListModelPackagesCommandOutput> {
  const where = conditions(context, input);
  if (!where) return { ModelPackageSummaryList: [] };
  const { rows, nextToken } = readPage(context.store.database, summaryColumns, 'model_package', where, {
    order: input.SortBy === 'Name' ? ['name_key', 'version'] : ['created', 'id'],
    descending: input.SortOrder === 'Descending',
    size: input.MaxResults ?? defaultPageSize,
    token: input.NextToken,
  });
  return {
    ModelPackageSummaryList: rows.map((row) => summary(context.scope, summaryFromRow(row))),
    NextToken: nextToken,
  };
}

/** `undefined` when nothing can match. */
function conditions(context: Context, input: ListModelPackagesCommandInput): readonly Condition[] | undefined {
  const { ModelPackageGroupName, ModelApprovalStatus } = input;
  // Account-wide the default is Unversioned; with a group named, AWS's own samples leave the type out and get versions.
  const type = input.ModelPackageType ?? (ModelPackageGroupName === undefined ? 'Unversioned' : 'Versioned');
  const all: Condition[] = [];
  if (ModelPackageGroupName !== undefined) {
    all.push({ sql: 'group_key = ?', values: [existingGroup(context, ModelPackageGroupName).key] });
    if (type === 'Unversioned') return undefined;
  } else if (type !== 'Both') {
    all.push({ sql: 'versioned = ?', values: [type === 'Versioned' ? 1 : 0] });
  }
  if (ModelApprovalStatus !== undefined) all.push({ sql: 'approval = ?', values: [ModelApprovalStatus] });
  // A version has no name of its own: its group's is what its ARN is built of.
  return [...all, ...commonConditions('name_key', input)];
}

const summary = (scope: Scope, found: PackageSummaryRecord): ModelPackageSummary => ({
  ...(found.version > 0
    ? { ModelPackageGroupName: found.name, ModelPackageVersion: found.version }
    : { ModelPackageName: found.name }),
  ModelPackageArn: packageArn(scope, found.name, found.version),
  ModelPackageDescription: found.description,
  CreationTime: found.created,
  ModelPackageStatus: found.status as ModelPackageStatus,
  ModelApprovalStatus: found.approval as ModelApprovalStatus | undefined,
  ModelLifeCycle: found.lifeCycle as ModelLifeCycle | undefined,
  ModelPackageRegistrationType: found.registration as ModelPackageRegistrationType | undefined,
});

export const listPackagesOperation = operation(ListModelPackages$, listModelPackagesInput, list);
