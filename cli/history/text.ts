import { notificationId } from '../../functions/domain/outbox.ts';
import { groupBy } from '../../functions/reconcile/each.ts';
import type { Column } from '../table.ts';
import { isoTime, showTime } from '../time.ts';
import { byStatus } from '../tint.ts';
import { subjectText } from '../subject.ts';
import type { Fate, Line } from './lines.ts';

export const historyColumns: readonly Column<Line>[] = [
  { title: 'WHEN', cell: ({ change }) => showTime(new Date(change.at)) },
  { title: 'CHANGE', cell: ({ change }) => change.kind },
  { title: 'SUBJECT', cell: ({ change }) => subjectText(change) },
  { title: 'FROM', cell: ({ change }) => ('from' in change && change.from) || '' },
  { title: 'TO', tint: byStatus, cell: ({ change }) => ('to' in change && change.to) || '' },
  { title: 'BY', cell: byOf },
  { title: 'TOLD', cell: toldOf },
  { title: 'ID', cell: ({ id }) => id },
];

/** Nobody did what a reminder tells. */
function byOf({ change }: Line): string {
  return (change.kind !== 'reminder' && 'by' in change && change.by?.name) || '';
}

/** `accepted people, machines; waits ops; again: accepted people` */
function toldOf({ destinations }: Line): string {
  const fates = [...destinations];
  const first = fates.map(([name, { what }]): { name: string; what: string } => ({ name, what }));
  const again = fates.flatMap(([name, { again }]) => (again ? { name, what: `again: ${again.what}` } : []));
  const perFate = groupBy([...first, ...again], ({ what }) => what);
  return [...perFate].map(([what, ofIt]) => `${what} ${ofIt.map(({ name }) => name).join(', ')}`).join('; ');
}

export const lineJson = ({ id, change, destinations }: Line) => ({
  id,
  change,
  destinations: [...destinations].map(([destination, { again, ...first }]) => ({
    id: notificationId(id, destination),
    destination,
    ...fateJson(first),
    ...(again && { again: fateJson(again) }),
  })),
});

const fateJson = ({ what, at, why }: Fate) => ({
  outcome: what,
  at: isoTime(at),
  ...(why !== undefined && { why }),
});
