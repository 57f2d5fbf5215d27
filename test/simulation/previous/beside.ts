import { randomBy } from '../../support/random.ts';
import { production, type Notifier } from '../cloud/notifier.ts';
import type { History } from '../history/history.ts';
import type { Plan } from '../history/plan.ts';
import type { Setting } from '../history/setting.ts';
import type { Violation } from '../model/judge.ts';

const minute = 60_000;

/**
 * A history that the previous release begins. It is upgraded, rolled back and upgraded again, at times of the seed's; now and then both
 * serve in turn for a while, as an alias has it that divides the traffic. What is under way goes on with the code that it began with.
 */
export const beside = (previous: Notifier, plan: Pick<Plan, 'seed' | 'steps'>): Plan => ({
  ...plan,
  notifier: previous,
  change: forBoth,
  // The previous release does over a kind that it does not know, until the new one is back.
  mayFail: true,
  onBegin: ({ deployment: { scheduler, lambda }, note }: History) => {
    const random = randomBy(plan.seed * 7919);
    const upgrade: readonly Notifier[] =
      random(3) === 0 ? [inTurn([previous, production], random), production] : [production];
    let at = 0;
    for (const release of [...upgrade, previous, ...upgrade]) {
      at += 5 * minute + random(15 * minute);
      scheduler.after(at, () => {
        lambda.deploy(lambda.config, release);
        note(release === production ? 'upgraded' : release === previous ? 'rolled back' : 'both releases serve');
      });
    }
  },
});

/**
 * What the previous release gets wrong by itself, and this one no longer does: two polls that both missed a group or an image told its removal
 * twice, and so did a poll after a list that lagged. A first poll that was overtaken brought back what had been told to be gone, and with
 * it a birth, which the id of its removal is made of: it is told to be gone again, or what was made anew is with an id that was told
 * already.
 */
export const isOfOld = ({ promise, what }: Violation): boolean =>
  ((promise === 'doubled' || promise === 'two ids') && /^\w+: (?:group|image)-removed /u.test(what)) ||
  (promise === 'lost' && what.endsWith('told with the id of an earlier one'));

/**
 * As the previous release can be deployed here: it knows one source, and cannot be shown another Slack. It knows no reminders either, so
 * it keeps no account of who was put back to pending: these are reminded too soon. But they are soon enough to wait when it is back.
 */
function forBoth(drawn: Setting): Setting {
  const { config } = drawn;
  const destinations = Object.entries(config.destinations).filter(([, { slack }]) => !slack);
  const names = new Set(destinations.map(([name]) => name));
  return {
    ...drawn,
    ...{ hasOtherSource: false, isOutage: false },
    ...(drawn.reminds && { reminds: { after: 0, every: 10 * minute } }),
    config: {
      ...config,
      ...{ sources: ['self'], operators: [], destinations: Object.fromEntries(destinations) },
      watch: config.watch.map(({ remind, ...rule }) => ({
        ...rule,
        ...(remind && { remind: { after: '5m', every: '10m' } }),
        notify: rule.notify.filter((name) => names.has(name)),
      })),
    },
  };
}

/** Each process has all of them at hand, and serves each event with one. */
const inTurn =
  (releases: readonly Notifier[], random: (below: number) => number): Notifier =>
  (host) => {
    const started = releases.map((release) => release(host));
    const one = () => {
      const handlers = started[random(started.length)];
      if (!handlers) throw new Error('there is no release to serve');
      return handlers;
    };
    return {
      poll: (event, context) => one().poll(event, context),
      react: (event, context) => one().react(event, context),
    };
  };
