import type { Change } from '../../functions/domain/change.ts';
import type { Home } from '../../functions/domain/state.ts';
import type { StoredParked } from '../../functions/store/parked.ts';
import { CliError } from '../errors.ts';
import { readHistory, readParked } from '../history/read.ts';
import { rememberedOf } from '../state/collections.ts';
import type { Opened } from '../state/open.ts';
import { homeOf } from './home.ts';

/** What is to be put back. */
export interface Found {
  readonly id: string;
  readonly change: Change;
  readonly home: Home;
  /** The destinations that it is to be told to. */
  readonly to: readonly string[];
  /** Those of them that it is known to have been meant for. */
  readonly known: ReadonlySet<string>;
  /** What is to be taken out of what is parked. */
  readonly parked: readonly StoredParked[];
}

/** The id of a change, or of a notification: `<change>.<destination>`. */
export function parseId(text: string, option: string | undefined): { readonly id: string; readonly to?: string } {
  const [id = '', suffix] = text.split('.', 2);
  if (id === '' || suffix === '') {
    throw new CliError(
      `'${text}' is no id. Allowed: CHANGE or CHANGE.DESTINATION, as \`history\` and \`parked\` show them`,
      2,
    );
  }
  if (suffix !== undefined && option !== undefined && suffix !== option) {
    throw new CliError(`option '--to <destination>': ${text} is for ${suffix}, not for ${option}`, 2);
  }
  const to = option ?? suffix;
  return { id, ...(to !== undefined && { to }) };
}

/** What is parked is meant first; what was told, or waits, is found by the history or the outboxes. */
export async function find(id: string, to: string | undefined, opened: Opened): Promise<Found> {
  const { source } = opened;
  const all = (await readParked(opened)).lines.filter(({ entry }) => entry.id === id);
  const parked = all.filter(({ destination }) => to === undefined || destination === to);
  const [first] = parked;
  if (first) {
    const { change } = first.entry;
    const names = parked.map(({ destination }) => destination);
    return { id, change, home: first.home ?? homeOf(change, source), to: names, known: new Set(names), parked };
  }
  const told = await findTold(id, opened);
  const change = told?.change ?? all[0]?.entry.change;
  if (!change)
    throw new CliError(`'${id}' is neither parked nor in the history: \`history\` and \`parked\` show the ids`);
  const known = new Set([...(told?.destinations ?? []), ...all.map(({ destination }) => destination)]);
  return { id, change, home: homeOf(change, source), to: to === undefined ? [...known] : [to], known, parked: [] };
}

async function findTold(id: string, opened: Opened) {
  const [history, state] = await Promise.all([readHistory(opened), opened.store.load()]);
  const told = history.lines.filter(({ entry }) => entry.id === id);
  const waiting = rememberedOf(state.chunks).flatMap(({ outbox }) => outbox.filter(({ entry }) => entry.id === id));
  const entry = told[0]?.entry ?? waiting[0]?.entry;
  return (
    entry && {
      change: entry.change,
      destinations: [
        ...told.flatMap(({ outcomes, again }) => Object.keys({ ...outcomes, ...again })),
        ...waiting.map(({ destination }) => destination),
      ],
    }
  );
}
