import { userInfo } from 'node:os';
import type { Change } from '../../functions/domain/change.ts';
import { changeId } from '../../functions/domain/change-id.ts';
import { wholeRegistry } from '../../functions/domain/collection.ts';
import { notificationId } from '../../functions/domain/outbox.ts';
import { watchedArn } from '../../functions/domain/watch.ts';
import { nameMistake } from '../../functions/runtime/config/destination.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { pretty } from '../json.ts';
import { openState } from '../state/open.ts';
import type { StateOptions } from '../state/options.ts';
import { thisTerminal } from '../terminal.ts';
import { isoTime } from '../time.ts';
import { enqueue } from '../writing/enqueue.ts';
import { startPoll } from '../writing/poll.ts';
import { writingStore } from '../writing/store.ts';
import { fateOf, outcomeOf, type Fate } from './fate.ts';
import { takeBack } from './take-back.ts';

export interface TestOptions extends StateOptions {
  /** In ms. */
  readonly wait: number;
  readonly json?: boolean;
}

/**
 * Sends a test message and says what became of it; takes it back if nothing did. Throws, when that is said, unless the destination has
 * accepted it.
 */
export async function test(destination: string, options: TestOptions, global: GlobalOptions): Promise<void> {
  const { stdout, stderr } = thisTerminal();
  const mistake = nameMistake(destination);
  if (mistake !== undefined) throw new CliError(mistake, 2);
  const opened = await openState(options, global);
  const store = writingStore(opened, global);
  const began = Date.now();
  const change: Change = {
    kind: 'test',
    arn: watchedArn(wholeRegistry, opened.source),
    at: new Date(began).toISOString(),
    ...whoAsks(),
  };
  const id = changeId(change, 0, began);
  const notification = notificationId(id, destination);
  await enqueue(store, { collection: wholeRegistry, chunk: 0 }, { id, change }, [destination]);
  const isStarted = await startPoll(opened, global);
  if (!options.json) await stderr.write(isStarted ? 'A poll is under way ...' : 'Waiting for the next poll ...');

  const fate = await fateOf(id, destination, opened, began + options.wait);
  const isTakenBack = 'due' in fate && fate.due !== undefined && (await takeBack(fate.due, store));
  // A poll may have been faster: it notes the outcome before it strikes off what it sent.
  const end = ('due' in fate ? await outcomeOf(id, destination, opened) : undefined) ?? fate;
  if (options.json) {
    const taken = 'due' in end && { takenBack: isTakenBack };
    await stdout.write(pretty({ source: opened.source, id: notification, destination, ...json(end), ...taken }));
  }
  const words = wordsOf(end, destination, notification, options.wait);
  if (end.what === 'accepted') {
    if (!options.json) await stdout.write(words);
    return;
  }
  const left = isTakenBack ? 'it was taken back' : 'a poll has it in hand: `history` shows what becomes of it';
  throw new CliError('due' in end ? `${words}; ${left}` : words);
}

function wordsOf(fate: Fate, destination: string, id: string, wait: number): string {
  switch (fate.what) {
    case 'accepted':
      return `${destination} has accepted the test message ${id}`;
    case 'parked':
      return `${destination} has refused the test message ${id}, which is parked: ${fate.why ?? 'no reason is known'}`;
    case 'cancelled':
      return `The test message ${id} was cancelled: ${fate.why ?? 'no reason is known'}`;
    case 'waits':
      return `The test message ${id} was not sent: ${fate.why ?? `no poll sent it within ${wait / 1000} s`}`;
    case 'unconfigured':
      return `The test message ${id} was not sent: ${destination} is no destination of the config that is deployed`;
  }
}

const json = (fate: Fate) => ({
  outcome: fate.what,
  ...('at' in fate && { at: isoTime(fate.at) }),
  ...('why' in fate && fate.why !== undefined && { why: fate.why }),
});

/** The name that this machine knows; a container may have none. */
function whoAsks(): { readonly by?: { readonly name: string } } {
  try {
    return { by: { name: userInfo().username } };
  } catch {
    return {};
  }
}
