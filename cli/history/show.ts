import { collectionKey, collectionKinds, groupByReference, sourceKey } from '../../functions/domain/collection.ts';
import { oneLine } from '../../functions/channels/shared/clean.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { pretty } from '../json.ts';
import { rememberedOf } from '../state/collections.ts';
import { groupOfArn } from '../state/names.ts';
import { openState } from '../state/open.ts';
import type { StateOptions } from '../state/options.ts';
import { formatTable } from '../table.ts';
import { thisTerminal } from '../terminal.ts';
import { linesOf } from './lines.ts';
import { readHistory, throwIfBroken } from './read.ts';
import { historyColumns, lineJson } from './text.ts';

export interface HistoryOptions extends StateOptions {
  readonly maxItems: number;
  readonly json?: boolean;
}

/** What was told, newest first. Throws, when all that can be read is shown, if something cannot be. */
export async function showHistory(
  name: string | undefined,
  options: HistoryOptions,
  global: GlobalOptions,
): Promise<void> {
  const { maxItems, json = false } = options;
  const { stdout, stderr, room } = thisTerminal();
  const opened = await openState(options, global);
  const { source, closed, store } = opened;
  // Not by what is remembered: what is gone has its history still.
  const id = name === undefined ? undefined : groupByReference(groupOfArn(name), source).id;
  const keys = id === undefined ? undefined : collectionKinds.map((kind) => `${kind}#${id}`);
  const [told, state] = await Promise.all([readHistory(opened, keys), store.load()]);
  const wanted = rememberedOf(state.chunks).filter(
    ({ collection }) => keys?.includes(collectionKey(collection)) ?? true,
  );
  const all = linesOf(told.lines, wanted, closed);
  const isUnknown = name !== undefined && told.lines.length === 0 && wanted.length === 0 && told.broken.length === 0;
  if (isUnknown && state.broken.length === 0) {
    throw new CliError(
      `Nothing was told of ${name} in ${sourceKey(source)}, nor is anything remembered of it: \`state\` lists what is`,
    );
  }
  const shown = all.slice(0, maxItems);
  if (json) await stdout.write(pretty({ source, history: shown.map(lineJson), more: all.length > shown.length }));
  else if (shown.length > 0) await stdout.write(formatTable(shown, historyColumns, { room, colors: stdout.colors }));
  else await stderr.write(oneLine(name === undefined ? 'Nothing was told.' : `Nothing was told of ${name}.`));
  if (!json && all.length > shown.length) await stderr.write(`There are ${all.length} in all: --max-items shows more`);
  throwIfBroken({ broken: [...told.broken, ...state.broken.map(({ error }) => error)] });
}
