import type { Deployment } from '../cdk.ts';
import { inventory } from '../inventory.ts';
import type { User } from '../user.ts';

/** In ms. */
const patience = 60_000;

/**
 * Leaves nothing of the stack but its table, which a new deployment takes up: it tells what happened in between.
 *
 * @param before what was in the account before the first deployment
 */
export async function uninstall(user: User, deployment: Deployment, before: readonly string[]): Promise<void> {
  const waiting = await user.register('Fraud-cards', 'PendingManualApproval');
  await user.receive(patience);
  const { Table: tableName = '' } = user.outputs;
  await user.destroy(deployment);
  const left = (await inventory(user.stage.boto)).filter((name) => !before.includes(name));
  if (left.join() !== `dynamodb ${tableName}`) throw new Error(`left after cdk destroy: ${left.join(', ')}`);

  await user.decide('Fraud-cards', waiting, 'Approved');
  await user.register('Fraud-transfers', 'PendingManualApproval');
  await user.deploy({ ...deployment, tableName });
  await user.receive(patience);
  await user.expectSilence();
}
