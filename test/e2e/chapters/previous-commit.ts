import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../cdk.ts';
import type { User } from '../user.ts';

/** In ms. */
const patience = 60_000;

/** Deploys what was there before the last change of the product, and then the newer one again. */
export async function previousCommit(user: User, deployment: Deployment): Promise<void> {
  const root = join(user.stage.folder, 'previous');
  const archive = `${root}.tar`;
  const git = (...args: string[]) => execFileSync('git', args, { cwd: deployment.root, encoding: 'utf8' }).trim();
  const last = git('log', '-1', '--no-merges', '--format=%H', '--', 'functions', 'infra');
  git('archive', '--output', archive, `${last}^`);
  mkdirSync(root);
  execFileSync('tar', ['-xf', archive, '-C', root]);
  symlinkSync(join(deployment.root, 'node_modules'), join(root, 'node_modules'));
  await swap(user, { ...deployment, root });
  await swap(user, deployment);
}

/** What happened before is no news; what happens then is, and so is what happened while nobody looked. */
async function swap(user: User, deployment: Deployment): Promise<void> {
  const waiting = await user.register('Fraud-cards', 'PendingManualApproval');
  await user.receive(patience);
  await user.decide('Fraud-cards', waiting, 'Approved');
  await user.deploy(deployment);
  await user.receive(patience);
  await user.expectSilence();
  await user.register('pricing', 'PendingManualApproval');
  await user.receive(patience);
}
