import { oneLine } from '../../functions/channels/shared/clean.ts';
import { pretty } from '../json.ts';
import { formatTable, type Column } from '../table.ts';
import { thisTerminal } from '../terminal.ts';
import type { Listed, Paging } from './pages.ts';

export interface ListOptions extends Paging {
  readonly json?: boolean;
}

export interface Shown<Item> {
  /** What the AWS CLI has the items under. */
  readonly key: string;
  readonly columns: readonly Column<Item>[];
  /** Said when there are none. */
  readonly none: string;
}

/** A listing as a table for people, or as JSON like the AWS CLI's. */
export async function show<Item>(
  { items, nextToken }: Listed<Item>,
  { key, columns, none }: Shown<Item>,
  { json = false }: ListOptions,
): Promise<void> {
  const { stdout, stderr, room } = thisTerminal();
  if (json) {
    await stdout.write(pretty({ [key]: items, NextToken: nextToken }));
    return;
  }
  if (items.length > 0) await stdout.write(formatTable(items, columns, { room, colors: stdout.colors }));
  else await stderr.write(oneLine(none));
  if (nextToken !== undefined) await stderr.write(`There is more: --starting-token ${nextToken}`);
}
