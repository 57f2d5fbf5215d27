import type { Deployment } from '../cdk.ts';
import type { User } from '../user.ts';

/** In ms. */
const patience = 60_000;

/** One more group, and a filter less: what was there before is no news, what happens then is. */
export async function widerConfig(user: User, deployment: Deployment): Promise<void> {
  const waiting = await user.register('churn', 'PendingManualApproval', { told: false });
  await user.expectSilence();

  await user.deploy(deployment);
  await user.expectSilence();

  await user.decide('churn', waiting, 'Rejected');
  await user.register('pricing', 'PendingManualApproval');
  await user.receive(patience);
}
