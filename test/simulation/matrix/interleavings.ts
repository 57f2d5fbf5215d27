import { config, rule } from '../../support/world.ts';
import { production, type Notifier } from '../cloud/notifier.ts';
import { leaveReality } from '../engine/reality.ts';
import type { Violation } from '../model/judge.ts';
import { Crossing } from './crossing.ts';
import { explore } from './explore.ts';
import { violationOf } from './play.ts';
import { Stage } from './stage.ts';

/** Two invocations that look at the same change at the same time. */
interface Encounter {
  readonly name: string;
  readonly groups: readonly string[];
  readonly change: (stage: Stage) => void;
  readonly start: (stage: Stage) => Promise<void>;
}

const second = 1 / 60;

/** One is registered, one decided on, one removed. */
const three = (stage: Stage): void => {
  const registry = stage.registry();
  const [first, other] = registry.there();
  if (!first || !other) throw new Error('there are no versions to change');
  registry.remove(first);
  registry.change(other, { approval: 'Approved' });
  registry.register('Fraud', 'PendingManualApproval');
};

/** The same, each of another group. */
const threeApart = (stage: Stage): void => {
  const registry = stage.registry();
  for (const version of registry.there()) registry.change(version, { approval: 'Rejected' });
  registry.register('credit', 'PendingManualApproval');
};

const poll = (stage: Stage): void => void stage.deployment.poll();

const react = async (stage: Stage): Promise<void> => {
  for (const version of stage.registry().versions) stage.tell(version);
  await stage.pass(1.1 * second);
};

const two = async (start: (stage: Stage) => void, stage: Stage): Promise<void> => {
  start(stage);
  start(stage);
  return stage.pass(0);
};

const ofOneGroup = ['Fraud', 'Fraud'];
const ofTwoGroups = ['Fraud', 'churn'];

/** Each of what can meet, over each of what can have changed. */
const meetings = {
  'poll and poll': (stage: Stage) => two(poll, stage),
  'poll and react': async (stage: Stage) => {
    await react(stage);
    poll(stage);
  },
  'react and react': async (stage: Stage) => {
    await react(stage);
    await react(stage);
  },
};

export const encounters: readonly Encounter[] = [
  ...Object.entries(meetings).flatMap(([who, start]) => [
    { name: `${who}, three versions of a group changed`, groups: ofOneGroup, change: three, start },
    { name: `${who}, a version of each of three groups changed`, groups: ofTwoGroups, change: threeApart, start },
  ]),
  {
    name: 'poll and poll, a group of three versions removed',
    groups: ['Fraud', 'Fraud', 'Fraud'],
    change: (stage) => {
      stage.removeGroup('Fraud');
    },
    start: (stage) => two(poll, stage),
  },
];

export interface Explored {
  readonly name: string;
  /** Orders that were run to their end. */
  readonly orders: number;
  /** Begun and broken off: what was left was seen in another order. */
  readonly seen: number;
  readonly steps: number;
  readonly failed: readonly { readonly order: string; readonly violation: Violation }[];
}

const watched = config({
  watch: [rule({ groups: ['*'], notify: ['machines', 'bus'] })],
  destinations: { machines: { sns: { format: 'json', email: [] } }, bus: { eventbridge: { bus: 'default' } } },
  limits: { requestsPerSecond: 100, pageSize: 100 },
});

export async function interleave(
  { name, groups, change, start }: Encounter,
  notifier: Notifier = production,
): Promise<Explored> {
  const failed: { order: string; violation: Violation }[] = [];
  let [orders, seen, steps] = [0, 0, 0];
  const backToReality = leaveReality();
  try {
    await explore(async (choose) => {
      const stage = new Stage({ config: watched, lowerCases: false, mishaps: [], notifier });
      for (const group of groups) stage.registry().register(group, 'PendingManualApproval');
      await stage.poll();
      change(stage);
      await stage.pass(1);
      const crossing = new Crossing(stage);
      await start(stage);
      let order = '';
      for (let next = await crossing.next(); next.size > 0; next = await crossing.next()) {
        const process = choose(next);
        if (process === undefined) {
          seen++;
          return;
        }
        order += String(process);
        crossing.let(process);
      }
      crossing.end();
      orders++;
      steps += order.length;
      const peaceSince = stage.now();
      for (const minutes of [1, 10]) {
        await stage.pass(minutes);
        await stage.poll();
      }
      const violation = await violationOf(stage, peaceSince);
      if (violation) failed.push({ order, violation });
    });
  } finally {
    backToReality();
  }
  return { name, orders, seen, steps, failed };
}
