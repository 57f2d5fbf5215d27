import CliTable from 'cli-table3';
import pc from 'picocolors';
import { oneLine } from '../functions/channels/shared/clean.ts';
import type { Colors } from '../local/output.ts';

export interface Column<Item> {
  readonly title: string;
  /** Text from anywhere: it is made harmless here. */
  readonly cell: (item: Item) => string;
  readonly tint?: (text: string, colors: Colors) => string;
  /** @default left */
  readonly align?: 'left' | 'right';
}

/** What a table is drawn on. */
export interface Paper {
  readonly room: number;
  readonly colors: Colors;
}

/** A column that would be narrower is left out. */
const least = 12;

/**
 * Rows under titles; columns that are empty everywhere are left out. What does not fit the room is cut off the last column, which
 * therefore should be what can be missed most.
 */
export function formatTable<Item>(
  items: readonly Item[],
  columns: readonly Column<Item>[],
  { room, colors }: Paper,
): string {
  const shown = columns
    .map((column) => ({ ...column, texts: items.map((item) => oneLine(column.cell(item))) }))
    .filter(({ texts }) => texts.some(Boolean));
  const draw = (used: Colors, widths: (number | null)[] = []) => {
    const table = new CliTable({
      chars: unruled,
      style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
      head: shown.map(({ title }) => used.bold(title)),
      colAligns: shown.map(({ align = 'left' }) => align),
      colWidths: widths,
    });
    const cells = shown.map(({ texts, tint }) => texts.map((text) => tint?.(text, used) ?? text));
    table.push(...items.map((_item, row) => cells.map((column) => column[row])));
    return table;
  };
  // The library counts what colours are made of as columns.
  const excess = draw(plain).width - room;
  if (excess <= 0) return withoutBlanks(draw(colors).toString());
  const longest = Math.max(...(shown.at(-1)?.texts ?? []).map(({ length }) => length));
  const left = longest - excess;
  if (left < least && shown.length > 1) return formatTable(items, shown.slice(0, -1), { room, colors });
  return withoutBlanks(draw(colors, [...shown.slice(1).map(() => null), Math.max(least, left)]).toString());
}

const plain = pc.createColors(false);

/** No lines are drawn, so that a table can be pasted and searched. */
const unruled = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '' },
  middle: '  ',
};

const withoutBlanks = (text: string): string => text.replace(/ +$/gm, '');
