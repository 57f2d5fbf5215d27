import { sourceKey } from '../../functions/domain/collection.ts';
import { notificationId } from '../../functions/domain/outbox.ts';
import { readConfig } from '../../local/config.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { pretty } from '../json.ts';
import { openState } from '../state/open.ts';
import type { StateOptions } from '../state/options.ts';
import { thisTerminal } from '../terminal.ts';
import { enqueue } from '../writing/enqueue.ts';
import { startPoll } from '../writing/poll.ts';
import { unpark, writingStore } from '../writing/store.ts';
import { subjectText } from '../subject.ts';
import { find, parseId, type Found } from './find.ts';
import { outdated } from './outdated.ts';

export interface ReplayOptions extends StateOptions {
  readonly to?: string;
  readonly config: string;
  readonly json?: boolean;
}

/**
 * Puts a change back to be told, under the same id. It is taken out of what is parked last: a crash before that leaves it parked, and
 * put back.
 */
export async function replay(text: string, options: ReplayOptions, global: GlobalOptions): Promise<void> {
  const { stdout, stderr } = thisTerminal();
  const { id, to } = parseId(text, options.to);
  const opened = await openState(options, global);
  const found = await find(id, to, opened);
  const notes = [...checkDestinations(found, options.to, options.config), ...(await outdated(found, opened.store))];
  const states = await enqueue(writingStore(opened, global), found.home, { ...found, again: true }, found.to);
  for (const parked of found.parked) await unpark(opened, parked, global);

  const isStarted = states.some(({ state }) => state === 'queued') && (await startPoll(opened, global));
  const lines = states.map(({ destination, state }) => ({ id: notificationId(id, destination), destination, state }));
  if (options.json) {
    await stdout.write(pretty({ source: opened.source, change: found.change, notifications: lines, isStarted }));
    return;
  }
  for (const { id: notification, destination, state } of lines) {
    const what = `${found.change.kind} ${subjectText(found.change)} to ${destination}, ${notification}`;
    await stdout.write(state === 'waiting' ? `waits already: ${what}` : `put back: ${what}`);
  }
  for (const note of notes) await stderr.write(note);
  await stderr.write(
    isStarted
      ? 'A poll is under way to send it: `history` shows what becomes of it.'
      : `The next poll of ${sourceKey(opened.source)} sends it: \`history\` shows what becomes of it.`,
  );
}

/**
 * One that it was never meant for must be in the config: a name that is misspelt would be cancelled in an hour, unheard. Which config is
 * deployed is not known here: gives what is to be said of that.
 */
function checkDestinations({ id, to, known }: Found, asked: string | undefined, file: string): readonly string[] {
  const others = to.filter((destination) => !known.has(destination));
  if (others.length === 0) return [];
  const { destinations } = readConfig(file);
  for (const destination of others) {
    if (destination in destinations) continue;
    const allowed = Object.keys(destinations).join(', ');
    const where = asked === undefined ? `'${id}.${destination}'` : "option '--to <destination>'";
    throw new CliError(`${where}: ${destination} is no destination of ${file}. Allowed: ${allowed}`, 2);
  }
  return others.map(
    (name) =>
      `${name} is in ${file}: if the config that is deployed lacks it, this waits for an hour and is then cancelled.`,
  );
}
