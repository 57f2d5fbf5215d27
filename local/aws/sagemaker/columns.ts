import type { Row } from './database.ts';

// What stands in a row, as what it was before it was stored.

export const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

export const optionalText = (row: Row, column: string): string | undefined => {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
};

export const textOf = (row: Row, column: string): string => {
  const value = optionalText(row, column);
  if (value === undefined) throw new TypeError(`The registry's file holds no text in ${column}`);
  return value;
};

export const dateOf = (row: Row, column: string): Date => new Date(Number(row[column]));
export const jsonOf = (row: Row, column: string): unknown => JSON.parse(textOf(row, column));
export const optionalJson = (row: Row, column: string): unknown => {
  const value = optionalText(row, column);
  return value === undefined ? undefined : JSON.parse(value);
};
