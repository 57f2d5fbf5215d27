import type { IncomingHttpHeaders } from 'node:http';
import type { ServiceName } from './types.ts';

export interface Route {
  readonly service: ServiceName;
  readonly operation: string;
}

const targets: Readonly<Record<string, ServiceName>> = {
  SageMaker: 'sagemaker',
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
};

/** Whose call it is, by the two protocols there are: a target header with a JSON body, or a form that names the action. */
export function routeOf(headers: IncomingHttpHeaders, body: Buffer): Route | undefined {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', operation = ''] = target.split('.');
    const service = Object.hasOwn(targets, prefix) ? targets[prefix] : undefined;
    return service && { service, operation };
  }
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined;
  const form = new URLSearchParams(body.toString());
  const operation = form.get('Action');
  // SQS speaks this protocol to old clients too; the emulator does not, so only SNS is known by it.
  if (operation === null || form.get('Version') !== '2010-03-31') return undefined;
  return { service: 'sns', operation };
}
