import { dateOf, jsonOf, optionalJson, optionalText, textOf } from './columns.ts';
import type { Row } from './database.ts';

/** Who did it, as far as an unverified signature tells. */
export interface Actor {
  readonly arn: string;
  readonly principalId: string;
}

export interface GroupRecord {
  readonly key: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly created: Date;
  readonly createdBy: Actor;
  readonly managed?: unknown;
}

/** What a listing shows of a package. `version` is 0 for an unversioned one, `name` is its group's for a versioned one. */
export interface PackageSummaryRecord {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly created: Date;
  readonly status: string;
  readonly approval?: string | undefined;
  readonly description?: string | undefined;
  readonly lifeCycle?: unknown;
  readonly registration?: string | undefined;
}

export interface PackageRecord extends PackageSummaryRecord {
  readonly createdBy: Actor;
  readonly modified?: Date | undefined;
  readonly modifiedBy?: Actor | undefined;
  readonly failureReason?: string | undefined;
  /** The other members of the request that made it, updated since. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export const summaryColumns =
  'id, key, name, name_key, version, created, status, approval, description, life_cycle, registration';

export const groupFromRow = (row: Row): GroupRecord => ({
  key: textOf(row, 'key'),
  name: textOf(row, 'name'),
  description: optionalText(row, 'description'),
  created: dateOf(row, 'created'),
  createdBy: jsonOf(row, 'created_by') as Actor,
  managed: optionalJson(row, 'managed'),
});

export const summaryFromRow = (row: Row): PackageSummaryRecord => ({
  id: Number(row['id']),
  key: textOf(row, 'key'),
  name: textOf(row, 'name'),
  version: Number(row['version']),
  created: dateOf(row, 'created'),
  status: textOf(row, 'status'),
  approval: optionalText(row, 'approval'),
  description: optionalText(row, 'description'),
  lifeCycle: optionalJson(row, 'life_cycle'),
  registration: optionalText(row, 'registration'),
});

export const packageFromRow = (row: Row): PackageRecord => ({
  ...summaryFromRow(row),
  createdBy: jsonOf(row, 'created_by') as Actor,
  modified: row['modified'] === null ? undefined : dateOf(row, 'modified'),
  modifiedBy: optionalJson(row, 'modified_by') as Actor | undefined,
  failureReason: optionalText(row, 'failure_reason'),
  detail: jsonOf(row, 'detail') as Record<string, unknown>,
});
