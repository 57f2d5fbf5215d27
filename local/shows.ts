import { setTimeout } from 'node:timers/promises';
import { ModelActions } from './actions.ts';
import type { Deed } from './deed.ts';
import { ImageActions } from './image-actions.ts';
import { untilReminders } from './leap.ts';
import { peopleAt } from './people.ts';
import type { Session } from './session.ts';
import { tellStory, type Perform } from './story.ts';
import { summary } from './summary.ts';
import { repeated, Tally } from './tally.ts';
import { yourTurn } from './words.ts';

/** Long enough to read a notification's first lines, in ms. */
const pause = 1800;

/** How long the story waits, in all, for what ought to have been told at once, or was held up by an outage, in ms. */
const patience = 20_000;
const wait = 250;

/** The story at a person's pace, each deed told before the next is done. */
export async function showStory(session: Session, stop: AbortSignal): Promise<void> {
  const { screen, poller, aws } = session;
  const breathe = () => setTimeout(pause, undefined, { signal: stop });
  try {
    await play(session, stop, breathe);
    await breathe();
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
  const { screen, audience, config, events } = session;
  try {
    const missing = await play(session, stop);
    // They are about what the polls have told by now.
    await events?.idle();
    const twice = repeated(audience.heard);
    const failures = [...missing.map((what) => `not told: ${what}`), ...twice.map((id) => `told twice: ${id}`)];
    for (const text of threads(session)) await screen.write(text);
    for (const failure of failures) await screen.write(screen.colors.red(failure));
    await screen.write(`\n${summary(audience, config, twice.length, screen.colors)}`);
    return failures.length === 0 ? 0 : 1;
  } catch (error) {
    if (stop.aborted) return 130;
    throw error;
  }
}

/** Plays the story, and waits after each deed until it is told. Returns what never was. */
async function play(session: Session, stop: AbortSignal, breathe?: () => Promise<unknown>): Promise<readonly string[]> {
  const { aws, clock, config, audience, poller, slack, mishaps } = session;
  const people = peopleAt(aws);
  const tally = new Tally(config, aws);
  const deeds: Deed[] = [];
  const inSlack = Object.entries(config.destinations).flatMap(([name, destination]) => (destination.slack ? name : []));
  const missing = () => tally.missing(deeds, audience.heard, slack?.isFailing ? inSlack : []);
  let waits = patience / wait;
  const perform: Perform = async (words, work) => {
    await breathe?.();
    stop.throwIfAborted();
    const done = await performed(session, words, work);
    deeds.push(...[done].flat());
    for (; missing().length > 0 && waits > 0; waits -= 1) {
      await clock.pass(wait, stop);
      await poller.poll();
    }
    return done;
  };
  const cast = {
    models: new ModelActions(people, aws),
    images: new ImageActions(people.scientist, aws),
    mishaps,
    waitForReminders:
      untilReminders(config, clock) === undefined
        ? undefined
        : () => clock.pass(untilReminders(config, clock) ?? 0, stop),
  };
  await tellStory(cast, perform);
  return missing();
}

/** No poll sees the work half done, and one follows at once: what comes of it stands right below what was done. */
async function performed<Done>(
  { poller, screen }: Session,
  words: string,
  work: () => Done | Promise<Done>,
): Promise<Done> {
  const done: Done[] = [];
  await poller.poll(async () => {
    await screen.write(screen.colors.dim(`\n> ${words}`));
    done.push(await work());
  });
  const [result] = done;
  if (result === undefined) throw new Error(`${words}: nothing came of it`);
  return result;
}

/** Each is one living message, brought up to date and answered: as it stands after all that. */
function threads({ config, slack, screen }: Session): readonly string[] {
  return Object.entries(config.destinations).flatMap(([name, { slack: target }]) => {
    if (!slack || !target || !('channel' in target)) return [];
    return `\n${screen.colors.bold(`The threads of ${name}, as they stand in Slack`)}\n${slack.threads(target.channel)}`;
  });
}
