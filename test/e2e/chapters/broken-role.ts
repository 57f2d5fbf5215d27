import { z } from 'zod';
import { arnOf } from '../account.ts';
import type { User } from '../user.ts';

/** In ms: a destination that refused is asked again after seconds. */
const patience = 90_000;

const group = 'Fraud-cards';

/** Takes permissions away from the function's role, one by one, and gives them back. */
export async function brokenRole(user: User): Promise<void> {
  await unreadableGroup(user);
  await refusingTopic(user);
  await lockedState(user);
}

/** Operators hear of it once, and once that it is over; other groups go on. */
async function unreadableGroup(user: User): Promise<void> {
  const hidden = await user.register(group, 'PendingManualApproval');
  await user.receive(patience);
  const mend = await deny(user, 'sagemaker:DescribeModelPackage', arnOf('sagemaker', 'model-package/fraud-cards/*'));
  await user.decide(group, hidden, 'Approved', { told: false });
  await user.register('Fraud-transfers', 'Approved');
  user.expect({ kind: 'watch-failed', group });
  await user.receive(patience);
  await user.expectSilence();

  await mend();
  user.expect({ kind: 'watch-recovered', group });
  user.expect({ kind: 'approval', group, version: Number(hidden.split('/').at(-1)), to: 'Approved' });
  await user.receive(patience);
}

/** What is meant for it waits. */
async function refusingTopic(user: User): Promise<void> {
  const mend = await deny(user, 'sns:Publish', user.outputs['TopicMachines'] ?? '');
  await user.register('Fraud-transfers', 'Rejected');
  await user.poll();
  await user.poll();
  await mend();
  await user.receive(patience);
}

/** What cannot be remembered is not told, and the poll fails: it ends in the queue that an alarm watches. */
async function lockedState(user: User): Promise<void> {
  const table = arnOf('dynamodb', `table/${user.outputs['Table'] ?? ''}`);
  const mend = await deny(user, 'dynamodb:UpdateItem', table);
  await user.register('Fraud-transfers', 'Approved');
  if ((await user.poll()) === undefined) throw new Error('a poll that may not write its state must fail');
  await user.start();
  await failureQueued(user);
  await mend();
  await user.receive(patience);
}

async function failureQueued({ stage, outputs }: User): Promise<void> {
  const { Messages } = await stage.boto.call('sqs', 'receive_message', {
    QueueUrl: outputs['FailureQueue'],
    WaitTimeSeconds: 20,
  });
  if (Messages === undefined) throw new Error('the failed poll is not in the failure queue');
}

const configuration = z.object({ Configuration: z.object({ Role: z.string() }) });

/** As somebody does who tidies up policies by hand. Gives what undoes it. */
async function deny(user: User, Action: string, Resource: string): Promise<() => Promise<unknown>> {
  const { boto, recording } = user.stage;
  const found = await boto.call('lambda', 'get_function', { FunctionName: user.outputs['PollFunction'] });
  const RoleName = configuration.parse(found).Configuration.Role.split('/').at(-1);
  const policy = { RoleName, PolicyName: 'Broken' };
  const Statement = [{ Effect: 'Deny', Action, Resource }];
  recording.expectRefusals(Action);
  await boto.call('iam', 'put_role_policy', {
    ...policy,
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
  return async () => {
    await boto.call('iam', 'delete_role_policy', policy);
    recording.expectRefusals(undefined);
  };
}
