import { duration } from '../../functions/channels/shared/when.ts';
import type { GlobalOptions } from '../global.ts';
import { readHistory, throwIfBroken } from '../history/read.ts';
import { pretty } from '../json.ts';
import { openState } from '../state/open.ts';
import type { StateOptions } from '../state/options.ts';
import { formatTable, type Column } from '../table.ts';
import { thisTerminal } from '../terminal.ts';
import { isoTime, showTime } from '../time.ts';
import { waitsOf, type Wait } from './waits.ts';

export interface PendingOptions extends StateOptions {
  readonly json?: boolean;
}

/** What waits for approval. Throws, when all that can be read is shown, if something cannot be. */
export async function showPending(options: PendingOptions, global: GlobalOptions): Promise<void> {
  const { stdout, stderr, room } = thisTerminal();
  const opened = await openState(options, global);
  const [history, state] = await Promise.all([readHistory(opened), opened.store.load()]);
  const waits = waitsOf(state.chunks, history.lines);
  const now = Date.now();
  if (options.json) await stdout.write(pretty({ source: opened.source, pending: waits.map((one) => json(one, now)) }));
  else if (waits.length === 0) await stderr.write('Nothing waits for approval.');
  else await stdout.write(formatTable(waits, columnsAt(now), { room, colors: stdout.colors }));
  throwIfBroken({ broken: [...history.broken, ...state.broken.map(({ error }) => error)] });
}

const columnsAt = (now: number): readonly Column<Wait>[] => [
  { title: 'GROUP', cell: ({ group }) => group },
  { title: 'VERSION', align: 'right', cell: ({ version }) => String(version) },
  { title: 'SINCE', cell: ({ since }) => showTime(new Date(since)) },
  {
    title: 'FOR',
    cell: ({ since }) => duration(new Date(since).toISOString(), new Date(now).toISOString()) ?? '0 min',
  },
  { title: 'LAST TOLD', cell: ({ told }) => (told.size === 0 ? '' : showTime(new Date(Math.max(...told.values())))) },
  { title: 'TOLD', cell: ({ told }) => [...told.keys()].join(', ') },
];

const json = ({ group, version, since, told }: Wait, now: number) => ({
  group,
  version,
  since: isoTime(since),
  seconds: Math.max(0, Math.floor((now - since) / 1000)),
  told: [...told].map(([destination, at]) => ({ destination, at: isoTime(at) })),
});
