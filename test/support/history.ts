import type { StoredRecord } from '../../functions/store/history.ts';
import { parseHistory } from '../../functions/store/history.ts';
import { dump } from './table.ts';
import { table, type World } from './world.ts';

/** Every line of history that the table holds, in the order of what happened. */
export async function historyOf({ clients }: World): Promise<StoredRecord[]> {
  const items = await dump(clients.dynamodb, table);
  return items
    .filter(({ pk }) => pk?.S?.startsWith('history#'))
    .sort((a, b) => (String(a.sk?.S) < String(b.sk?.S) ? -1 : 1))
    .map(parseHistory);
}

/** `registered: people accepted, machines parked, machines again accepted` */
export const inShort = ({ entry, outcomes, again }: StoredRecord): string =>
  `${entry.change.kind}: ${[
    ...Object.entries(outcomes).map(([destination, { what }]) => `${destination} ${what}`),
    ...Object.entries(again).map(([destination, { what }]) => `${destination} again ${what}`),
  ]
    .sort()
    .join(', ')}`;
