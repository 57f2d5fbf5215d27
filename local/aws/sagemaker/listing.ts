import type { SQLInputValue } from 'node:sqlite';
import type { Database, Row } from './database.ts';
import { invalid } from './errors.ts';

export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

export interface PageRequest {
  /** Columns that order the listing; together they are unique, so that a page can begin right after any row. */
  readonly order: readonly string[];
  readonly descending: boolean;
  readonly size: number;
  readonly token?: string | undefined;
}

export interface Page {
  readonly rows: readonly Row[];
  readonly nextToken?: string;
}

/**
 * One page, found by index however far in the listing it is. The token holds the last row's sort key, not a position, so what
 * is inserted or deleted between two pages neither repeats nor hides a row.
 */
export function readPage(
  database: Database,
  columns: string,
  table: string,
  conditions: readonly Condition[],
  { order, descending, size, token }: PageRequest,
): Page {
  const from = token === undefined ? [] : [after(order, descending, token)];
  const all = [...conditions, ...from];
  const where = all.length === 0 ? '' : ` WHERE ${all.map(({ sql }) => sql).join(' AND ')}`;
  const by = order.map((column) => (descending ? `${column} DESC` : column)).join(', ');
  const rows = database.all(
    `SELECT ${columns} FROM ${table}${where} ORDER BY ${by} LIMIT ?`,
    ...all.flatMap(({ values }) => values),
    size + 1,
  );
  const last = rows[size - 1];
  if (rows.length <= size || !last) return { rows };
  return { rows: rows.slice(0, size), nextToken: encodeToken(order, descending, last) };
}

function after(order: readonly string[], descending: boolean, token: string): Condition {
  const placeholders = order.map(() => '?').join(', ');
  return {
    sql: `(${order.join(', ')}) ${descending ? '<' : '>'} (${placeholders})`,
    values: decodeToken(order, descending, token),
  };
}

const encodeToken = (order: readonly string[], descending: boolean, row: Row): string =>
  Buffer.from(JSON.stringify([signature(order, descending), ...order.map((column) => row[column])])).toString(
    'base64url',
  );

function decodeToken(order: readonly string[], descending: boolean, token: string): (string | number)[] {
  const [signed, ...key] = parse(token);
  // A token belongs to the order it was made in: in another one its key would begin the page at an arbitrary place.
  if (signed !== signature(order, descending) || key.length !== order.length) throw invalid('Invalid NextToken');
  return key.map((part) => {
    if (typeof part === 'string' || typeof part === 'number') return part;
    throw invalid('Invalid NextToken');
  });
}

function parse(token: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(value)) return value;
  } catch {
    // Not one of ours: told below, as for a token that parses to something else.
  }
  throw invalid('Invalid NextToken');
}

const signature = (order: readonly string[], descending: boolean): string =>
  `${order.join(',')} ${descending ? 'descending' : 'ascending'}`;

/** The filters that images and their versions share. Theirs include the given moment: "on or after", "on or before". */
export function imageConditions(filters: {
  readonly CreationTimeAfter?: Date | undefined;
  readonly CreationTimeBefore?: Date | undefined;
  readonly LastModifiedTimeAfter?: Date | undefined;
  readonly LastModifiedTimeBefore?: Date | undefined;
}): Condition[] {
  const bounds: readonly (readonly [string, Date | undefined])[] = [
    ['created >= ?', filters.CreationTimeAfter],
    ['created <= ?', filters.CreationTimeBefore],
    ['modified >= ?', filters.LastModifiedTimeAfter],
    ['modified <= ?', filters.LastModifiedTimeBefore],
  ];
  return bounds.flatMap(([sql, time]) => (time ? [{ sql, values: [time.getTime()] }] : []));
}

/** The filters that groups and packages share. The time filters leave out the given moment itself, as their names say. */
export function commonConditions(
  nameColumn: string,
  filters: {
    readonly NameContains?: string | undefined;
    readonly CreationTimeAfter?: Date | undefined;
    readonly CreationTimeBefore?: Date | undefined;
  },
): Condition[] {
  const { NameContains, CreationTimeAfter, CreationTimeBefore } = filters;
  const conditions: Condition[] = [];
  if (CreationTimeAfter) conditions.push({ sql: 'created > ?', values: [CreationTimeAfter.getTime()] });
  if (CreationTimeBefore) conditions.push({ sql: 'created < ?', values: [CreationTimeBefore.getTime()] });
  if (NameContains !== undefined) {
    conditions.push({ sql: `instr(${nameColumn}, ?) > 0`, values: [NameContains.toLowerCase()] });
  }
  return conditions;
}
