import { stateAt } from '../../aws/sagemaker.ts';
import type { Version } from '../../aws/sagemaker/records.ts';
import type { History } from '../history.ts';
import { groups, pick, sourceOf, type Random } from './pick.ts';

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
