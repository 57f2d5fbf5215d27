import { neighbour } from '../support/cloud.ts';

/** A bus that is put events on, but cannot be looked at. */
export const theirBus = `arn:aws:events:us-east-1:${neighbour}:event-bus/theirs`;

/** Something that is granted though no code of ours asks for it. */
export interface Exemption {
  /** Part of the role's id in the template. */
  readonly role: 'PollRole' | 'ReactRole' | 'ScheduleRole';
  readonly action: string;
  /** @default whatever resource it is granted on */
  readonly resource?: string;
  readonly reason: string;
}

export const exemptions: readonly Exemption[] = [
  { role: 'PollRole', action: 'logs:CreateLogStream', reason: 'Lambda writes the log by the role of the function' },
  { role: 'PollRole', action: 'logs:PutLogEvents', reason: 'Lambda writes the log by the role of the function' },
  { role: 'PollRole', action: 'sqs:SendMessage', reason: 'Lambda hands failed polls to the on-failure queue' },
  { role: 'ScheduleRole', action: 'lambda:InvokeFunction', reason: 'Scheduler starts the poll' },
  { role: 'ScheduleRole', action: 'sqs:SendMessage', reason: 'Scheduler puts there what it could not hand over' },
  { role: 'ReactRole', action: 'logs:CreateLogStream', reason: 'Lambda writes the log by the role of the function' },
  { role: 'ReactRole', action: 'logs:PutLogEvents', reason: 'Lambda writes the log by the role of the function' },
  { role: 'ReactRole', action: 'sqs:ReceiveMessage', reason: 'Lambda reads the queue of events' },
  { role: 'ReactRole', action: 'sqs:DeleteMessage', reason: 'Lambda strikes off what was worked off' },
  { role: 'ReactRole', action: 'sqs:GetQueueAttributes', reason: 'Lambda looks how much is in the queue' },
  {
    role: 'ReactRole',
    action: 'events:DescribeEventBus',
    resource: theirBus,
    reason: 'whether an ARN is of another account is known only where the stack is deployed to',
  },
  {
    role: 'PollRole',
    action: 'events:DescribeEventBus',
    resource: theirBus,
    reason: 'whether an ARN is of another account is known only where the stack is deployed to',
  },
];

export function exemptionOf(role: string, action: string, resource: string): Exemption | undefined {
  return exemptions.find(
    (one) =>
      role.includes(one.role) && one.action === action && (one.resource === undefined || one.resource === resource),
  );
}
