import type { Deployment } from '../cdk.ts';
import type { User } from '../user.ts';

/** In ms: the schedule of a minute, and what ministack takes to notice that it is due. */
const untilScheduled = 100_000;

/** Deploys over a registry that has content; then something happens in it, and the schedule alone finds it. */
export async function firstDeployment(user: User, deployment: Deployment): Promise<void> {
  for (const group of ['Fraud-cards', 'Fraud-sandbox', 'churn', 'pricing']) await user.createGroup(group);
  const known = await user.register('Fraud-cards', 'PendingManualApproval', { told: false });
  await user.register('churn', 'PendingManualApproval', { told: false });
  await user.register('pricing', 'Approved', { told: false });
  // Many pages that nobody watches: listing the groups, and then each that is watched, soon is cheaper than listing everything.
  await user.createGroup('archive');
  for (let version = 0; version < 80; version++) await user.register('archive', 'Rejected', { told: false });

  await user.deploy(deployment);
  await user.expectSilence();

  await user.decide('Fraud-cards', known, 'Approved');
  const fresh = await user.register('Fraud-cards', 'PendingManualApproval');
  await user.register('churn', 'Approved');
  await user.register('churn', 'PendingManualApproval', { told: false });
  await user.register('Fraud-sandbox', 'PendingManualApproval', { told: false });
  await user.createGroup('Fraud-transfers');
  await user.register('Fraud-transfers', 'Approved');
  await user.receive(untilScheduled, { polling: false });

  await user.decide('Fraud-cards', fresh, 'Rejected');
  await user.receive(untilScheduled);
}
