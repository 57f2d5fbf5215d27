import { groupByReference, sourceKey, type Collection } from '../../functions/domain/collection.ts';
import type { LoadedState } from '../../functions/domain/state.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { pretty } from '../json.ts';
import { thisTerminal } from '../terminal.ts';
import { rememberedOf, type Remembered } from './collections.ts';
import { detailJson, detailText } from './detail.ts';
import { groupOfArn } from './names.ts';
import { openState, type Opened } from './open.ts';
import type { StateOptions } from './options.ts';
import { overviewJson, overviewText } from './overview.ts';

export interface ShowOptions extends StateOptions {
  readonly kind?: Collection['kind'];
  readonly json?: boolean;
}

/** What is remembered, as text for people or as JSON. Throws, when all that can be read is shown, if something cannot be. */
export async function showState(name: string | undefined, options: ShowOptions, global: GlobalOptions): Promise<void> {
  const { json = false } = options;
  const { stdout, room } = thisTerminal();
  const opened = await openState(options, global);
  const state = await opened.store.load();
  const all = rememberedOf(state.chunks);
  const paper = { room, colors: stdout.colors };
  if (name === undefined) {
    const overview = { ...opened, collections: all, parked: state.parked };
    await stdout.write(json ? pretty(overviewJson(overview)) : overviewText(overview, paper));
  } else {
    const one = find(name, all, options, opened);
    await stdout.write(json ? pretty(detailJson(one, opened)) : detailText(one, paper));
  }
  throwIfBroken(state);
}

function find(name: string, all: readonly Remembered[], { kind }: ShowOptions, { source }: Opened): Remembered {
  const { id } = groupByReference(groupOfArn(name), source);
  const named = all.filter(
    ({ collection }) => collection.id === id && (kind === undefined || collection.kind === kind),
  );
  const [one, ...others] = named;
  if (!one) throw new CliError(`Nothing is remembered of ${name} in ${sourceKey(source)}: \`state\` lists what is`);
  if (others.length === 0) return one;
  const kinds = named.map(({ collection }) => collection.kind).join(', ');
  throw new CliError(`Several are called ${name}: say which by --kind. Allowed: ${kinds}`, 2);
}

function throwIfBroken({ broken }: LoadedState): void {
  if (broken.length > 0) throw new CliError(broken.map(({ error }) => error.message).join('; '));
}
