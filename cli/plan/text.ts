import { shortName } from '../../functions/channels/shared/subject.ts';
import { sourceKey } from '../../functions/domain/collection.ts';
import { waitingColumns, waitingJson } from '../state/detail.ts';
import { closedColumns, closedJson } from '../state/overview.ts';
import { formatTable, type Column, type Paper } from '../table.ts';
import { byStatus } from '../tint.ts';
import type { Plan, PlannedChange } from './plan.ts';

export function planText({ source, changes, waiting, closed }: Plan, paper: Paper): string {
  const { bold } = paper.colors;
  const count = changes.length === 0 ? 'nothing new' : changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return [
    bold(`The next poll of ${sourceKey(source)} would tell ${count}`),
    ...(changes.length === 0 ? [] : ['', formatTable(changes, changeColumns, paper)]),
    ...(waiting.length === 0
      ? []
      : ['', bold('Already to be told'), '', formatTable(waiting, ownWaitingColumns, paper)]),
    ...(closed.size === 0 ? [] : ['', bold('Closed destinations'), '', formatTable([...closed], closedColumns, paper)]),
  ].join('\n');
}

export const planJson = ({ source, changes, waiting, closed, warnings, isWhole }: Plan) => ({
  source,
  changes: changes.map(({ id, change, to, later }) => ({ id, change, to, ...(later.length > 0 && { later }) })),
  waiting: waiting.map((one) => ({ ...waitingJson(one), next: one.next })),
  closed: [...closed].map(closedJson),
  warnings,
  isWhole,
});

const changeColumns: readonly Column<PlannedChange>[] = [
  { title: 'CHANGE', cell: ({ change }) => change.kind },
  { title: 'SUBJECT', cell: ({ change }) => shortName(change) },
  { title: 'FROM', cell: ({ change }) => ('from' in change && change.from) || '' },
  { title: 'TO', tint: byStatus, cell: ({ change }) => ('to' in change && change.to) || '' },
  { title: 'TELLS', cell: ({ to, later }) => to.filter((name) => !later.includes(name)).join(', ') },
  { title: 'LATER', cell: ({ later }) => later.join(', ') },
  { title: 'ARN', cell: ({ change }) => change.arn },
];

const ownWaitingColumns: readonly Column<Plan['waiting'][number]>[] = [
  { title: 'NEXT POLL', cell: ({ next }) => next },
  ...waitingColumns,
];
