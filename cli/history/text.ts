import { shortName } from '../../functions/channels/shared/subject.ts';
import { notificationId } from '../../functions/domain/outbox.ts';
import { groupBy } from '../../functions/reconcile/each.ts';
import type { Column } from '../table.ts';
import { isoTime, showTime } from '../time.ts';
import { byStatus } from '../tint.ts';
import type { Line } from './lines.ts';

export const historyColumns: readonly Column<Line>[] = [
  { title: 'WHEN', cell: ({ change }) => showTime(new Date(change.at)) },
  { title: 'CHANGE', cell: ({ change }) => change.kind },
  { title: 'SUBJECT', cell: ({ change }) => shortName(change) },
  { title: 'FROM', cell: ({ change }) => ('from' in change && change.from) || '' },
  { title: 'TO', tint: byStatus, cell: ({ change }) => ('to' in change && change.to) || '' },
  { title: 'BY', cell: ({ change }) => ('by' in change && change.by?.name) || '' },
  { title: 'TOLD', cell: toldOf },
  { title: 'ID', cell: ({ id }) => id },
];

/** `accepted people, machines; waits ops` */
function toldOf({ destinations }: Line): string {
  const perFate = groupBy([...destinations], ([, { what }]) => what);
  return [...perFate].map(([what, ofIt]) => `${what} ${ofIt.map(([name]) => name).join(', ')}`).join('; ');
}

export const lineJson = ({ id, change, destinations }: Line) => ({
  id,
  change,
  destinations: [...destinations].map(([destination, { what, at, why }]) => ({
    id: notificationId(id, destination),
    destination,
    outcome: what,
    at: isoTime(at),
    ...(why !== undefined && { why }),
  })),
});
