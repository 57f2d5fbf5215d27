import type { SeenCall } from '../secrets-manager.ts';
import type { Place } from '../stack/template.ts';
import type { AccessRequest } from './policy.ts';

export interface Accounts extends Place {
  /** Secrets that a customer's own key encrypts: the secret's name or ARN -> the key's ARN. */
  readonly keys: ReadonlyMap<string, string>;
}

/** What each call that is served says of whom it concerns. */
interface Body {
  readonly TableName?: string;
  readonly ModelPackageName?: string;
  readonly ModelPackageGroupName?: string;
  readonly ImageName?: string;
  readonly Version?: number;
  readonly Name?: string;
  readonly Entries?: readonly { readonly EventBusName?: string }[];
  readonly SecretId?: string;
}

/**
 * What IAM may be asked about a call: all of it must be allowed. After the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/); throws for a call that is not known here.
 */
export function requestsOf({ service, operation, body }: SeenCall, accounts: Accounts): readonly AccessRequest[] {
  const { region, account } = accounts;
  const arn = (name: string, resource: string) => `arn:aws:${name}:${region}:${account}:${resource}`;
  const action = `${service}:${operation}`;
  const on = (...resources: string[]): AccessRequest[] => resources.map((resource) => ({ action, resource }));
  /** SageMaker may have a name in an ARN as it is spelled, or in lower case. */
  const named = (type: string, name: string, rest = '') => {
    const base = name.startsWith('arn:') ? name : arn('sagemaker', `${type}/${name}`);
    return on(...new Set([base + rest, base.toLowerCase() + rest]));
  };

  if (service === 'sns') {
    // A batch is allowed as the single call.
    const topic = new URLSearchParams(body.toString()).get('TopicArn') ?? '';
    if (operation === 'PublishBatch') return [{ action: 'sns:Publish', resource: topic }];
    return unknown(action);
  }
  if (action === 'sts:AssumeRole') return on(new URLSearchParams(body.toString()).get('RoleArn') ?? '');
  const input = JSON.parse(body.toString()) as Body;
  switch (action) {
    case 'dynamodb:Query':
    case 'dynamodb:GetItem':
    case 'dynamodb:PutItem':
    case 'dynamodb:UpdateItem':
    case 'dynamodb:DeleteItem':
      return on(arn('dynamodb', `table/${input.TableName ?? ''}`));
    case 'sagemaker:ListModelPackages': {
      const group = input.ModelPackageGroupName;
      return group === undefined ? on('*') : named('model-package', group.replace('-group/', '/'), '/*');
    }
    case 'sagemaker:ListModelPackageGroups':
    case 'sagemaker:ListImages':
      return on('*');
    case 'sagemaker:DescribeModelPackage':
      return named('model-package', input.ModelPackageName ?? '');
    case 'sagemaker:DescribeModelPackageGroup':
      return named('model-package-group', input.ModelPackageGroupName ?? '');
    case 'sagemaker:DescribeImage':
    case 'sagemaker:ListImageVersions':
      return named('image', input.ImageName ?? '');
    case 'sagemaker:DescribeImageVersion':
      return named('image-version', input.ImageName ?? '', `/${input.Version ?? ''}`);
    case 'events:PutEvents':
      return on(...new Set((input.Entries ?? []).map(({ EventBusName = 'default' }) => busArn(EventBusName, arn))));
    case 'events:DescribeEventBus':
      return on(busArn(input.Name ?? 'default', arn));
    case 'secretsmanager:GetSecretValue':
      return ofSecret(input.SecretId ?? '', accounts, arn);
    default:
      return unknown(action);
  }
}

type ArnOf = (service: string, resource: string) => string;

const busArn = (bus: string, arn: ArnOf): string => (bus.startsWith('arn:') ? bus : arn('events', `event-bus/${bus}`));

/** Secrets Manager decrypts in the caller's name, if the key is not its own. */
function ofSecret(secret: string, { keys, region }: Accounts, arn: ArnOf): readonly AccessRequest[] {
  const key = keys.get(secret);
  const resource = secret.startsWith('arn:') ? secret : arn('secretsmanager', `secret:${secret}-Ab1Cd2`);
  const context = { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` };
  return [
    { action: 'secretsmanager:GetSecretValue', resource },
    ...(key === undefined ? [] : [{ action: 'kms:Decrypt', resource: key, context }]),
  ];
}

function unknown(action: string): never {
  throw new Error(`which permission ${action} takes is not known here`);
}
