import type { Call } from './call.ts';

/** How ARNs of the account and region begin, that of a service's resource. */
export type ArnOf = (service: string, resource: string) => string;

/** IAM's name of what a function asks for. It knows the batch as the single call. */
export function actionOf({ service, operation }: Call): string {
  return `${service}:${operation.replace(/^PublishBatch$/u, 'Publish')}`;
}

/** The resource that IAM holds a function's call against; `*` for what names none. */
export function resourceOf({ service, operation, parameters }: Call, arn: ArnOf): string {
  const given = (name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : '';
  };
  const named = (type: string, name: string) => (name.startsWith('arn:') ? name : arn(service, `${type}/${name}`));
  switch (service) {
    case 'dynamodb':
      return named('table', given('TableName'));
    case 'sns':
      return given('TopicArn');
    case 'secretsmanager':
      // IAM's pattern for the characters that Secrets Manager adds.
      return named('secret', given('SecretId')).replace(/:secret\/(.*)$/u, ':secret:$1-??????');
    case 'events':
      return named('event-bus', busIn(parameters));
    case 'sagemaker':
      switch (operation) {
        case 'DescribeModelPackage':
          return named('model-package', given('ModelPackageName'));
        case 'DescribeModelPackageGroup':
          return named('model-package-group', given('ModelPackageGroupName'));
        default:
          return '*';
      }
    default:
      return '*';
  }
}

function busIn({ Name, Entries }: Call['parameters']): string {
  if (typeof Name === 'string') return Name;
  const [entry] = Array.isArray(Entries) ? (Entries as unknown[]) : [];
  const bus = typeof entry === 'object' && entry !== null && 'EventBusName' in entry ? entry.EventBusName : undefined;
  return typeof bus === 'string' ? bus : 'default';
}
