import { setTimeout } from 'node:timers/promises';
import { actionOf } from '../router/resources.ts';
import type { User } from '../user.ts';
import { killWorkers } from '../workers.ts';

/** In ms: what a killed function had taken to send is free again when its time would have been up. */
const patience = 150_000;

/** Each is answered, but whoever asked does not live to hear it. */
const moments = ['sagemaker:DescribeModelPackage', 'dynamodb:UpdateItem', 'sns:Publish'];

/** Kills the function's process in mid-work, and at last all of ministack. */
export async function killedWorkers(user: User): Promise<void> {
  const { stage } = user;
  for (const moment of moments) {
    for (const group of ['Fraud-cards', 'Fraud-transfers', 'pricing']) await user.register(group, 'Approved');
    const killed = at(user, moment, () => killWorkers(stage.ministack.pid));
    await user.poll();
    if ((await killed) === 0) throw new Error(`no function was at work at ${moment}`);
  }

  await user.register('churn', 'PendingManualApproval');
  const restarted = at(user, 'dynamodb:UpdateItem', () => stage.restartMinistack());
  await user.start();
  await restarted;
  await user.receive(patience);
}

/** In ms. */
const soon = 30_000;

/** Does something when the function's next call of that kind is answered, and before the answer is handed over. */
async function at<T>({ stage }: User, moment: string, act: () => T): Promise<Awaited<T>> {
  const met = Promise.withResolvers<T>();
  stage.onCall = (call) => {
    if (actionOf(call) !== moment) return;
    stage.onCall = undefined;
    met.resolve(act());
  };
  const missed = new AbortController();
  const late = setTimeout(soon, undefined, { signal: missed.signal, ref: false }).then(() => {
    throw new Error(`the function made no call of ${moment}`);
  });
  try {
    return await Promise.race([met.promise, late]);
  } finally {
    missed.abort();
    late.catch(() => undefined);
  }
}
