import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Config } from '../functions/runtime/config/schema.ts';

export interface SecretPermissions {
  readonly statements: readonly PolicyStatement[];
  /** The resources that hold a wildcard, as cdk-nag prints them, each with the reason why it must. */
  readonly wildcards: readonly { readonly resource: string; readonly reason: string }[];
}

/** What reading the secrets of Slack destinations takes, one by one, and the keys that the config names for them, for that only. */
export function secretPermissions({ destinations }: Config): SecretPermissions {
  const slack = Object.values(destinations).flatMap((destination) => destination.slack ?? []);
  const names = [...new Set(slack.map((one) => ('webhook' in one ? one.webhook : one.token)))].sort();
  const keys = [...new Set(slack.flatMap(({ key }) => key ?? []))].sort();
  return {
    statements: [
      ...(names.length > 0
        ? [
            new PolicyStatement({
              actions: ['secretsmanager:GetSecretValue'],
              resources: names.map((name) => arnOf(name)),
            }),
          ]
        : []),
      ...(keys.length > 0
        ? [
            new PolicyStatement({
              actions: ['kms:Decrypt'],
              resources: keys,
              // For whatever else such a key encrypts, this role is nobody. In China the service's name ends in .cn.
              conditions: { StringLike: { 'kms:ViaService': `secretsmanager.${Aws.REGION}.amazonaws.com*` } },
            }),
          ]
        : []),
    ],
    wildcards: names
      .filter((name) => !name.startsWith('arn:'))
      .map((name) => ({
        resource: `arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${name}-??????`,
        reason: 'Secrets Manager ends the ARN of a secret with six characters of its own, which a name does not tell.',
      })),
  };
}

function arnOf(secret: string): string {
  if (secret.startsWith('arn:')) return secret;
  return `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${secret}-??????`;
}
