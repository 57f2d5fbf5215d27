import { stateAt } from '../../aws/sagemaker.ts';
import type { Version } from '../../aws/sagemaker/records.ts';
import { hereKey } from '../../cloud/names.ts';
import type { History } from '../history.ts';
import { groups, minute, pick, sourceOf, type Random } from './pick.ts';

export function register(history: History, random: Random): void {
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

export function decide(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    const { approval } = stateAt(version, history.now());
    const isReopened = approval === 'Rejected' && random(3) === 0;
    const to = approval === 'Approved' ? 'Rejected' : isReopened ? 'PendingManualApproval' : 'Approved';
    history.cloud.registry(source).change(version, { approval: to });
    history.note(`decided: ${version.arn} ${to}`);
    history.tell(source, version);
  });
}

export function fail(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    history.cloud.registry(source).change(version, { status: 'Failed' });
    history.note(`failed: ${version.arn}`);
    history.tell(source, version);
  });
}

/** Now and then its number is given again at once. */
export function remove(history: History, random: Random): void {
  onOne(history, random, (version, source) => {
    const registry = history.cloud.registry(source);
    registry.remove(version);
    history.note(`removed: ${version.arn}`);
    if (random(2) !== 0) return;
    history.note('  and its number is given again');
    history.tell(source, registry.register(version.group, 'PendingManualApproval', 'Completed', version.number));
  });
}

export function removeGroup(history: History, random: Random): void {
  const source = sourceOf(history, random);
  const registry = history.cloud.registry(source);
  const within = pick(groups, random) ?? '';
  for (const each of registry.there()) if (each.group === within) registry.remove(each);
  registry.removeGroup(within);
  history.note(`removed: the group ${within} of ${source}`);
  history.removals.push({ source, within, at: history.now() });
}

/** A pipeline runs wild while Slack is down: 150 versions that are described at length, of 200 KB and more. */
export function burst({ cloud, note, now }: History): void {
  const registry = cloud.registry(hereKey);
  for (const slack of [cloud.chat, cloud.team]) slack.downUntil = Math.max(slack.downUntil, now() + 30 * minute);
  for (let n = 0; n < 150; n++) {
    const version = registry.register(groups[0] ?? '', 'PendingManualApproval');
    registry.change(version, { description: 'A long story. '.repeat(140) });
  }
  note('150 versions are registered, and Slack is down');
}
