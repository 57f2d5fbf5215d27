import { notificationId } from '../../functions/domain/outbox.ts';
import type { StoredParked } from '../../functions/store/parked.ts';
import type { GlobalOptions } from '../global.ts';
import { readParked, throwIfBroken } from '../history/read.ts';
import { pretty } from '../json.ts';
import { openState } from '../state/open.ts';
import type { StateOptions } from '../state/options.ts';
import { formatTable, type Column } from '../table.ts';
import { thisTerminal } from '../terminal.ts';
import { isoTime, showTime } from '../time.ts';
import { subjectText } from '../subject.ts';

export interface ParkedOptions extends StateOptions {
  readonly json?: boolean;
}

/** What was given up for now. Throws, when all that can be read is shown, if something cannot be. */
export async function showParked(options: ParkedOptions, global: GlobalOptions): Promise<void> {
  const { stdout, stderr, room } = thisTerminal();
  const opened = await openState(options, global);
  const parked = await readParked(opened);
  const lines = [...parked.lines].sort((a, b) => a.at - b.at);
  if (options.json) await stdout.write(pretty({ source: opened.source, parked: lines.map(json) }));
  else if (lines.length === 0) await stderr.write('Nothing is parked.');
  else await stdout.write(formatTable(lines, columns, { room, colors: stdout.colors }));
  throwIfBroken(parked);
}

const idOf = ({ entry, destination }: StoredParked): string => notificationId(entry.id, destination);

const columns: readonly Column<StoredParked>[] = [
  { title: 'ID', cell: idOf },
  { title: 'TO', cell: ({ destination }) => destination },
  { title: 'CHANGE', cell: ({ entry }) => entry.change.kind },
  { title: 'SUBJECT', cell: ({ entry }) => subjectText(entry.change) },
  { title: 'SINCE', cell: ({ at }) => showTime(new Date(at)) },
  { title: 'WHY', cell: ({ why }) => why },
];

const json = (one: StoredParked) => ({
  id: idOf(one),
  destination: one.destination,
  change: one.entry.change,
  committed: isoTime(one.entry.committedAt),
  since: isoTime(one.at),
  why: one.why,
});
