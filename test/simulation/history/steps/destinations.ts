import type { Slack } from '../../aws/slack.ts';
import type { History } from '../history.ts';
import { minute, type Random } from './pick.ts';

export function breakSlack(history: History, random: Random): void {
  // What waited before would wait for too long.
  if (history.setting.isOutage) return;
  const ms = random(3) * 20 * minute;
  pickSlack(history, random, `is down for ${ms / 1000} s`).downUntil = history.now() + ms;
}

export function closeSlack(history: History, random: Random): void {
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
export function refuseSingleMessages({ cloud, deployment: { scheduler }, note }: History, random: Random): void {
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
export function rotate(history: History, random: Random): void {
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
