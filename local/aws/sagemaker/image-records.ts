import { dateOf, jsonOf, optionalText, textOf } from './columns.ts';
import type { Row } from './database.ts';

export interface ImageRecord {
  readonly key: string;
  readonly name: string;
  readonly role: string;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  readonly created: Date;
  readonly modified: Date;
}

export interface ImageVersionRecord {
  readonly imageKey: string;
  readonly version: number;
  readonly created: Date;
  readonly modified: Date;
  readonly status: string;
  readonly failureReason?: string | undefined;
  /** The other members of the request that made it. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export const imageFromRow = (row: Row): ImageRecord => ({
  key: textOf(row, 'key'),
  name: textOf(row, 'name'),
  role: textOf(row, 'role'),
  displayName: optionalText(row, 'display_name'),
  description: optionalText(row, 'description'),
  created: dateOf(row, 'created'),
  modified: dateOf(row, 'modified'),
});

export const imageVersionFromRow = (row: Row): ImageVersionRecord => ({
  imageKey: textOf(row, 'image_key'),
  version: Number(row['version']),
  created: dateOf(row, 'created'),
  modified: dateOf(row, 'modified'),
  status: textOf(row, 'status'),
  failureReason: optionalText(row, 'failure_reason'),
  detail: jsonOf(row, 'detail') as Record<string, unknown>,
});
