import { stateAt, type Version } from '../aws/sagemaker.ts';
import type { Slack } from '../aws/slack.ts';
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
  const version = history.cloud.registry(source).register(pick(groups, random) ?? '', approval);
  history.note(`registered: ${version.arn} ${approval}`);
  history.tell(source, version);
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
    history.note(`decided: ${version.arn} ${to}`);
    history.tell(source, version);
  });
}

function fail(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    history.cloud.registry(source).change(version, { status: 'Failed' });
    history.note(`failed: ${version.arn}`);
    history.tell(source, version);
  });
}

/** Now and then its number is given again at once. */
function remove(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    const registry = history.cloud.registry(source);
    registry.remove(version);
    history.note(`removed: ${version.arn}`);
    if (random(2) !== 0) return;
    history.note('  and its number is given again');
    history.tell(source, registry.register(version.group, 'PendingManualApproval', 'Completed', version.number));
  });
}

function removeGroup(history: History, random: Random): void {
  const source = sourceOf(history, random);
  const registry = history.cloud.registry(source);
  const within = pick(groups, random) ?? '';
  for (const each of registry.there()) if (each.group === within) registry.remove(each);
  registry.removeGroup(within);
  history.note(`removed: the group ${within} of ${source}`);
  history.removals.push({ source, within, at: history.now() });
}

function pollBesides(history: History, random: Random): void {
  history.note('a poll besides');
  void history.deployment.poll(sourceOf(history, random));
}

function breakSlack(history: History, random: Random): void {
  // What waited before would wait for too long.
  if (history.setting.isOutage) return;
  const ms = random(3) * 20 * minute;
  pickSlack(history, random, `is down for ${ms / 1000} s`).downUntil = history.now() + ms;
}

function closeSlack(history: History, random: Random): void {
  if (history.setting.isOutage) return;
  const ms = random(10 * minute);
  pickSlack(history, random, `asks to wait for ${ms / 1000} s`).closedUntil = history.now() + ms;
}

function pickSlack({ cloud: { chat, team }, note }: History, random: Random, what: string): Slack {
  const [slack, name] = random(2) === 0 ? [chat, 'chat'] : [team, 'team'];
  note(`${name} ${what}`);
  return slack;
}

/** For a while SNS and EventBridge take a part of a call only. */
function refuseSingleMessages({ cloud, deployment: { scheduler }, note }: History, random: Random): void {
  note('SNS and EventBridge take two of three messages');
  let count = 0;
  const isOne = () => count++ % 3 === 0;
  cloud.sns.refuse = () => (isOne() ? { Code: 'InternalError', Message: 'Try again', SenderFault: false } : undefined);
  cloud.bus.refuse = () => (isOne() ? { ErrorCode: 'InternalFailure' } : undefined);
  scheduler.after(random(30 * minute), () => {
    note('SNS and EventBridge take all messages again');
    cloud.sns.refuse = () => undefined;
    cloud.bus.refuse = () => undefined;
  });
}

/** Who rotates does both, in an order and with a pause of their own; and not two at a time. */
function rotate(history: History, random: Random): void {
  const { cloud, deployment, now, note } = history;
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
    note(`the secret ${name} is replaced`);
    cloud.secrets.put(name, value);
  });
  deployment.scheduler.after(isSecretFirst ? pause : 0, () => {
    note(`Slack takes the new ${name} only`);
    slack.credential = value;
  });
}

/** The other account takes back what it allowed, and allows it again. */
function revoke({ cloud, deployment: { scheduler }, note }: History, random: Random): void {
  note('the role may not be assumed');
  cloud.sts.isRevoked = true;
  scheduler.after(random(90 * minute), () => {
    note('the role may be assumed');
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
    history.note(`the table is made again what it was at ${new Date(to).toISOString()}`);
    deployment.lambda.killAll();
    cloud.table.restore(snapshot);
    restores.push({ at: history.now(), to });
  });
}
