import type { History } from '../history.ts';
import { narrower } from '../setting.ts';
import { groups, images, minute, pick, sourceOf, type Random } from './pick.ts';

export function pollBesides(history: History, random: Random): void {
  history.note('a poll besides');
  void history.deployment.poll(sourceOf(history, random));
}

/** The other account takes back what it allowed, and allows it again. */
export function revoke({ cloud, deployment: { scheduler }, note }: History, random: Random): void {
  note('the role may not be assumed');
  cloud.sts.isRevoked = true;
  scheduler.after(random(90 * minute), () => {
    note('the role may be assumed');
    cloud.sts.isRevoked = false;
  });
}

/** Someone's policy takes a group or an image away from the role, for a while. */
export function refuse(history: History, random: Random): void {
  const name = pick([...groups, ...images], random) ?? '';
  history.note(`${name} may not be read`);
  history.refuses = (arn) => arn.toLowerCase().includes(`/${name.toLowerCase()}`);
  history.deployment.scheduler.after(random(60 * minute), () => {
    history.note('all may be read');
    history.refuses = () => false;
  });
}

/** A destination or a group is dropped from the config, and is in it again later. */
export function configure(history: History, random: Random): void {
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
export function restore(history: History, random: Random): void {
  const { setting, restores, cloud, deployment } = history;
  if (!setting.isRestored || history.isToBeRestored) return;
  history.isToBeRestored = true;
  const snapshot = cloud.table.snapshot();
  const to = history.now();
  deployment.scheduler.after(random(60 * minute), () => {
    history.note(`the table is made again what it was at ${new Date(to).toISOString()}`);
    deployment.lambda.killAll();
    cloud.table.restore(snapshot);
    cloud.watchdog.forget();
    restores.push({ at: history.now(), to });
  });
}
