import { stateAt, type Version } from '../aws/sagemaker.ts';
import { hereKey, thereKey } from '../cloud/names.ts';
import type { History } from './history.ts';
import { narrower } from './setting.ts';

type Random = (below: number) => number;
type Step = (history: History, random: Random) => void;

const minute = 60_000;
export const groups = ['Fraud', 'churn', 'credit'];

/** Of what can happen next, as often as it stands here in relation to the others. */
const steps: readonly (readonly [often: number, step: Step])[] = [
  [25, register],
  [40, decide],
  [5, fail],
  [10, remove],
  [5, removeGroup],
  [5, pollBesides],
  [4, breakSlack],
  [4, closeSlack],
  [3, refuseSingleMessages],
  [2, rotate],
  [3, revoke],
  [2, configure],
  [2, restore],
];
const total = steps.reduce((sum, [often]) => sum + often, 0);

export function step(history: History, random: Random): void {
  let luck = random(total);
  for (const [often, run] of steps) {
    luck -= often;
    if (luck < 0) {
      run(history, random);
      return;
    }
  }
}

const pick = <Item>(from: readonly Item[], random: Random): Item | undefined => from[random(Math.max(1, from.length))];

const sourceOf = ({ setting }: History, random: Random) =>
  setting.hasOtherSource && random(3) === 0 ? thereKey : hereKey;

function register(history: History, random: Random): void {
  const source = sourceOf(history, random);
  const approval = random(5) === 0 ? 'Approved' : 'PendingManualApproval';
  history.tell(source, history.cloud.registry(source).register(pick(groups, random) ?? '', approval));
}

function onOne(history: History, random: Random, run: (version: Version, source: string) => void): void {
  const source = sourceOf(history, random);
  const version = pick(history.cloud.registry(source).there(), random);
  if (version) run(version, source);
}

function decide(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    const { approval } = stateAt(version, history.now());
    const isReopened = approval === 'Rejected' && random(3) === 0;
    const to = approval === 'Approved' ? 'Rejected' : isReopened ? 'PendingManualApproval' : 'Approved';
    history.cloud.registry(source).change(version, { approval: to });
    history.tell(source, version);
  });
}

function fail(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    history.cloud.registry(source).change(version, { status: 'Failed' });
    history.tell(source, version);
  });
}

/** Now and then its number is given again at once. */
function remove(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    const registry = history.cloud.registry(source);
    registry.remove(version);
    if (random(2) === 0)
      history.tell(source, registry.register(version.group, 'PendingManualApproval', 'Completed', version.number));
  });
}

function removeGroup(history: History, random: Random): void {
  const source = sourceOf(history, random);
  const registry = history.cloud.registry(source);
  const within = pick(groups, random) ?? '';
  for (const each of registry.there()) if (each.group === within) registry.remove(each);
  registry.removeGroup(within);
  history.removals.push({ source, within, at: history.now() });
}

function pollBesides(history: History, random: Random): void {
  void history.deployment.poll(sourceOf(history, random));
}

function breakSlack({ cloud, now, setting }: History, random: Random): void {
  // What waited before would wait for too long.
  if (setting.isOutage) return;
  pickSlack(cloud, random).downUntil = now() + random(3) * 20 * minute;
}

function closeSlack({ cloud, now, setting }: History, random: Random): void {
  if (setting.isOutage) return;
  pickSlack(cloud, random).closedUntil = now() + random(10 * minute);
}

const pickSlack = ({ chat, team }: History['cloud'], random: Random) => (random(2) === 0 ? chat : team);

/** For a while SNS and EventBridge take a part of a call only. */
function refuseSingleMessages({ cloud, deployment: { scheduler } }: History, random: Random): void {
  let count = 0;
  const isOne = () => count++ % 3 === 0;
  cloud.sns.refuse = () => (isOne() ? { Code: 'InternalError', Message: 'Try again', SenderFault: false } : undefined);
  cloud.bus.refuse = () => (isOne() ? { ErrorCode: 'InternalFailure' } : undefined);
  scheduler.after(random(30 * minute), () => {
    cloud.sns.refuse = () => undefined;
    cloud.bus.refuse = () => undefined;
  });
}

/** Who rotates does both, in an order and with a pause of their own; and not two at a time. */
function rotate(history: History, random: Random): void {
  const { cloud, deployment, now } = history;
  if (history.rotatingUntil > now() || history.setting.isOutage) return;
  const number = history.newSecret();
  const [slack, name, value] =
    random(2) === 0
      ? ([cloud.chat, 'webhook', `https://hooks.slack.com/services/T000/B000/webhook-number-${number}`] as const)
      : ([cloud.team, 'bot', `xoxb-token-number-${number}`] as const);
  const pause = random(20 * minute);
  const isSecretFirst = random(2) === 0;
  history.rotatingUntil = now() + pause + 1;
  deployment.scheduler.after(isSecretFirst ? 0 : pause, () => {
    cloud.secrets.put(name, value);
  });
  deployment.scheduler.after(isSecretFirst ? pause : 0, () => {
    slack.credential = value;
  });
}

/** The other account takes back what it allowed, and allows it again. */
function revoke({ cloud, deployment: { scheduler } }: History, random: Random): void {
  cloud.sts.isRevoked = true;
  scheduler.after(random(90 * minute), () => {
    cloud.sts.isRevoked = false;
  });
}

/** A destination or a group is dropped from the config, and is in it again later. */
function configure(history: History, random: Random): void {
  const { setting, eras, deployment } = history;
  if (!setting.isConfigured || eras.length > 1) return;
  const { lambda, scheduler } = deployment;
  const without = pick(
    Object.keys(setting.config.destinations).filter((name) => name !== 'machines'),
    random,
  );
  const omits = random(2) === 0 ? pick(groups, random) : undefined;
  history.deploy(
    narrower(lambda.config, { ...(without !== undefined && { without }), ...(omits !== undefined && { omits }) }),
    omits,
  );
  scheduler.after(random(4) === 0 ? random(3 * 60 * minute) : random(50 * minute), () => {
    history.deploy(setting.config);
  });
}

/** Someone makes the table again what it was a while ago. */
function restore(history: History, random: Random): void {
  const { setting, restores, cloud, deployment } = history;
  if (!setting.isRestored || history.isToBeRestored) return;
  history.isToBeRestored = true;
  const snapshot = cloud.table.snapshot();
  const to = history.now();
  deployment.scheduler.after(random(60 * minute), () => {
    deployment.lambda.killAll();
    cloud.table.restore(snapshot);
    restores.push({ at: history.now(), to });
  });
}
