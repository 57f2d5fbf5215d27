import { sourceKey } from '../../functions/domain/collection.ts';
import type { Closed } from '../../functions/domain/state.ts';
import { formatTable, type Column, type Paper } from '../table.ts';
import { isoTime, showTime } from '../time.ts';
import { sizeOf, type Remembered } from './collections.ts';
import { marksOf } from './marks.ts';
import type { Opened } from './open.ts';

export interface Overview extends Pick<Opened, 'source' | 'closed'> {
  readonly collections: readonly Remembered[];
  /** Notifications given up for now. */
  readonly parked: number;
}

export function overviewText({ source, collections, closed, parked }: Overview, paper: Paper): string {
  const { bold } = paper.colors;
  return [
    bold(`${sourceKey(source)}: ${collections.length} remembered`),
    ...(collections.length === 0 ? [] : ['', formatTable(collections, columns, paper)]),
    ...(closed.size === 0 ? [] : ['', bold('Closed destinations'), '', formatTable([...closed], closedColumns, paper)]),
    ...(parked === 0 ? [] : ['', `Notifications given up for now: ${parked}`]),
  ].join('\n');
}

export const overviewJson = ({ source, collections, closed, parked }: Overview) => ({
  source,
  collections: collections.map((one) => ({
    kind: one.collection.kind,
    name: one.collection.name,
    reference: one.collection.reference,
    records: sizeOf(one),
    waiting: one.outbox.length,
  })),
  closed: [...closed].map(closedJson),
  parked,
});

export const closedJson = ([destination, { notBefore, failures, why }]: readonly [string, Closed]) => ({
  destination,
  notBefore: isoTime(notBefore),
  failures,
  why,
});

const columns: readonly Column<Remembered>[] = [
  { title: 'KIND', cell: ({ collection }) => collection.kind },
  { title: 'NAME', cell: ({ collection }) => collection.name },
  { title: 'RECORDS', align: 'right', cell: (one) => String(sizeOf(one)) },
  { title: 'WAITING', align: 'right', cell: ({ outbox }) => String(outbox.length) },
  { title: 'MARKS', cell: ({ chunks: [first] }) => (first ? marksOf(first).join('; ') : '') },
];

export const closedColumns: readonly Column<readonly [string, Closed]>[] = [
  { title: 'DESTINATION', cell: ([destination]) => destination },
  { title: 'UNTIL', cell: ([, { notBefore }]) => showTime(new Date(notBefore)) },
  { title: 'FAILURES', align: 'right', cell: ([, { failures }]) => String(failures) },
  { title: 'WHY', cell: ([, { why }]) => why },
];
