import { z } from 'zod';
import type { Boto } from './boto.ts';

/** Of each service that the stack uses: what lists its resources, under which key, and what names one. */
const listings = [
  ['cloudformation', 'list_stacks', 'StackSummaries', 'StackName'],
  ['cloudwatch', 'describe_alarms', 'MetricAlarms', 'AlarmName'],
  ['dynamodb', 'list_tables', 'TableNames', undefined],
  ['events', 'list_event_buses', 'EventBuses', 'Name'],
  ['iam', 'list_roles', 'Roles', 'RoleName'],
  ['lambda', 'list_functions', 'Functions', 'FunctionName'],
  ['logs', 'describe_log_groups', 'logGroups', 'logGroupName'],
  ['scheduler', 'list_schedules', 'Schedules', 'Name'],
  ['secretsmanager', 'list_secrets', 'SecretList', 'Name'],
  ['sns', 'list_topics', 'Topics', 'TopicArn'],
  ['sns', 'list_subscriptions', 'Subscriptions', 'SubscriptionArn'],
  ['sqs', 'list_queues', 'QueueUrls', undefined],
] as const;

/** What is in the account, as `service name`. */
export async function inventory(boto: Boto): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [service, operation, key, name] of listings) {
    const listed = z
      .array(z.unknown())
      .default([])
      .parse((await boto.call(service, operation))[key]);
    found.push(...listed.filter(isThere).map((one) => `${service} ${nameOf(one, name)}`));
  }
  return found;
}

/** Stacks are listed for some time after they were deleted. */
function isThere(one: unknown): boolean {
  return !z.object({ StackStatus: z.literal('DELETE_COMPLETE') }).safeParse(one).success;
}

function nameOf(one: unknown, name: string | undefined): string {
  if (name === undefined) return z.string().parse(one);
  return z.string().parse(z.record(z.string(), z.unknown()).parse(one)[name]);
}
