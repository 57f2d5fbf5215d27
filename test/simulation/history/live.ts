import { randomBy } from '../../support/random.ts';
import { period } from '../cloud/deployment.ts';
import { leaveReality } from '../engine/reality.ts';
import { judge } from '../model/judge.ts';
import { evidenceOf } from './evidence.ts';
import { History, start } from './history.ts';
import type { Outcome, Plan } from './plan.ts';
import { step } from './steps.ts';
import { groups, images } from './steps/pick.ts';
import { burst } from './steps/versions.ts';
import { unsettled } from './unsettled.ts';

const minute = 60_000;
const longestOutage = 76 * 60 * minute;

/** One history, from its beginning to its end, and what came of it. */
export const live = async (plan: Plan): Promise<Outcome> => (await play(plan)).outcome;

export async function play(plan: Plan): Promise<{ readonly history: History; readonly outcome: Outcome }> {
  const backToReality = leaveReality();
  try {
    const history = new History(plan);
    return { history, outcome: await run(history) };
  } finally {
    backToReality();
  }
}

async function run(history: History): Promise<Outcome> {
  const { mode = 'liveness' } = history.plan;
  const inForce = await begin(history);
  await storm(history);
  const peaceSince = mode === 'liveness' ? history.now() : undefined;
  if (mode === 'liveness') {
    history.weather.isCalm = true;
    history.cloud.sts.isRevoked = false;
    history.refuses = () => false;
  }
  await history.pass(180 * minute);
  const evidence = evidenceOf(history, { inForce, peaceSince });
  history.plan.onEnd?.(evidence);
  const violation =
    history.cloud.watchdog.broken ?? judge(evidence) ?? (mode === 'liveness' ? await unsettled(history) : undefined);
  const { ledger } = history.cloud;
  const { polls, calls, faults } = history.deployment;
  return {
    ...(violation !== undefined && { violation }),
    ...{ polls, calls, faults, accepted: ledger.size, doubled: ledger.doubled },
    lasted: history.now() - start,
    outage: hasOutage(history) ? longestOutage : 0,
  };
}

const hasOutage = ({ setting: { isOutage, config } }: History): boolean =>
  isOutage && Object.values(config.destinations).some(({ slack }) => slack !== undefined);

/** The notifier is deployed over what is there already, mostly in peace; now and then an event is first. */
async function begin(history: History): Promise<ReadonlyMap<string, number>> {
  const { deployment, setting, sources } = history;
  for (const source of sources) {
    const registry = history.cloud.registry(source);
    for (const group of groups) for (let n = history.random(3); n > 0; n--) registry.register(group, 'Approved');
    for (const image of images) for (let n = history.random(3); n > 0; n--) registry.createImageVersion(image);
    for (let n = history.random(3); n > 0; n--) registry.registerPackage(`package-${n}`, 'Approved');
  }
  await history.pass(minute);
  history.weather.isCalm = history.random(4) > 0;
  history.deploy(setting.config);
  const inForce = new Map(sources.map((source) => [source, history.now()]));
  const isEventFirst = history.random(4) === 0;
  for (const source of sources) {
    if (isEventFirst) for (const version of history.cloud.registry(source).versions) history.tell(source, version);
  }
  await history.pass(isEventFirst ? history.random(3000) : 0);
  for (const source of sources) void deployment.poll(source);
  await history.pass(period - minute);
  history.weather.isCalm = false;
  schedule(history);
  history.plan.onBegin?.(history);
  return inForce;
}

async function storm(history: History): Promise<void> {
  const { steps, without = new Set(), seed } = history.plan;
  for (let index = 0; index < steps; index++) {
    const random = randomBy(seed * 1000 + index);
    await history.pass(random(4) === 0 ? random(200) : random(4 * minute));
    if (!without.has(index)) step(history, random);
    if (history.setting.isOutage && index === steps >> 1) await beginOutage(history);
    if (history.setting.isBurst && index === steps >> 2) burst(history);
  }
  if (history.setting.isOutage) await history.pass(longestOutage);
}

/** Of Slack, when nothing waits: whatever comes then waits for as long at most as it lasts. */
async function beginOutage(history: History): Promise<void> {
  history.weather.isCalm = true;
  await history.pass(90 * minute);
  history.weather.isCalm = false;
  history.note('Slack is down for three days');
  for (const slack of [history.cloud.chat, history.cloud.team]) slack.downUntil = history.now() + longestOutage;
}

/** Every five minutes for each source, unless Scheduler loses it, is late or says it twice. */
function schedule(history: History): void {
  const { scheduler } = history.deployment;
  scheduler.after(period, () => {
    schedule(history);
    for (const source of history.sources) {
      const luck = history.weather.isCalm ? 20 : history.random(20);
      if (luck === 0) continue;
      void history.deployment.poll(source);
      if (luck === 1) scheduler.after(history.random(period), () => void history.deployment.poll(source));
    }
  });
}
