import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Config } from '../functions/runtime/config/schema.ts';

/**
 * What putting events on the configured buses takes: they are named one by one, and each is looked at before, because PutEvents
 * takes events for a bus that does not exist. A bus of another account cannot be looked at, but whether an ARN is of another
 * account is known only where the stack is deployed to.
 */
export function busPermissions({ destinations }: Config): readonly PolicyStatement[] {
  const buses = Object.values(destinations).flatMap(({ eventbridge }) => eventbridge?.bus ?? []);
  return [
    allow('events:PutEvents', buses),
    allow(
      'events:DescribeEventBus',
      buses.filter((bus) => bus !== 'default'),
    ),
  ].flat();
}

function allow(action: string, buses: readonly string[]): readonly PolicyStatement[] {
  const resources = [...new Set(buses.map(busArn))].sort();
  return resources.length === 0 ? [] : [new PolicyStatement({ actions: [action], resources })];
}

function busArn(bus: string): string {
  return bus.startsWith('arn:') ? bus : `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/${bus}`;
}
