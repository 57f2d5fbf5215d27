import { setTimeout } from 'node:timers/promises';
import { Actions, type Deed } from './actions.ts';
import type { Session } from './session.ts';
import { tellStory, type Perform } from './story.ts';
import { repeated, Tally } from './tally.ts';
import { yourTurn } from './words.ts';

/** Long enough to read a notification's first lines, in ms. */
const pause = 1800;

/** How long `--once` waits for something that ought to have been told at once, in ms. */
const patience = 10_000;

/** The story at a person's pace, each deed told before the next is done. */
export async function showStory(session: Session, stop: AbortSignal): Promise<void> {
  const { screen, poller, aws } = session;
  const perform: Perform = async (words, work) => {
    await setTimeout(pause, undefined, { signal: stop });
    return performed(session, words, work);
  };
  try {
    await tellStory(new Actions(session.clients.sagemaker, aws), perform);
    await setTimeout(pause, undefined, { signal: stop });
    await poller.idle();
    await screen.write(yourTurn(aws, false, screen.colors));
  } catch (error) {
    // Others may change the samples meanwhile. The notifier does not depend on the story.
    if (!stop.aborted)
      session.log.warn(`the sample story ends here: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The story as fast as it goes, and a check of what was told. Returns the exit code. */
export async function rehearse(session: Session, stop: AbortSignal): Promise<number> {
  const { screen, audience, poller, aws, config } = session;
  const tally = new Tally(config.watch, aws);
  const deeds: Deed[] = [];
  const missing = () => tally.missing(deeds, audience.heard);
  const perform: Perform = async (words, work) => {
    stop.throwIfAborted();
    const done = await performed(session, words, work);
    deeds.push(...[done].flat());
    const end = performance.now() + patience;
    while (missing().length > 0 && performance.now() < end && !stop.aborted) {
      await setTimeout(250);
      await poller.poll();
    }
    return done;
  };
  try {
    await tellStory(new Actions(session.clients.sagemaker, aws), perform);
  } catch (error) {
    if (stop.aborted) return 130;
    throw error;
  }
  const twice = repeated(audience.heard);
  const failures = [...missing().map((what) => `not told: ${what}`), ...twice.map((id) => `told twice: ${id}`)];
  for (const failure of failures) await screen.write(screen.colors.red(failure));
  await screen.write(`\n${screen.colors.bold(summary(session, twice.length))}`);
  return failures.length === 0 ? 0 : 1;
}

/** No poll sees the work half done, and one follows at once: what comes of it stands right below what was done. */
async function performed<Done>({ poller, screen }: Session, words: string, work: () => Promise<Done>): Promise<Done> {
  const done: Done[] = [];
  await poller.poll(async () => {
    await screen.write(screen.colors.dim(`\n> ${words}`));
    done.push(await work());
  });
  const [result] = done;
  if (result === undefined) throw new Error(`${words}: nothing came of it`);
  return result;
}

function summary({ audience: { heard, messages }, config }: Session, twice: number): string {
  const names = Object.keys(config.destinations).join(', ');
  if (heard.length === 0) return `0 notifications: the rules ask for nothing that happens to the sample groups`;
  return `${heard.length} notifications in ${messages} messages to ${names}, ${twice} told twice`;
}
