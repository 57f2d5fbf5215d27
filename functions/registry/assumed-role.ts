import { AssumeRoleCommand, STSServiceException, type STSClient } from '@aws-sdk/client-sts';
import { RegistryError } from '../domain/registry.ts';
import { isPassing } from './faults.ts';

export interface AssumedRole {
  /** ARN. */
  readonly role: string;
  readonly externalId?: string | undefined;
}

/** What the log of the other account calls us. */
const RoleSessionName = 'sagemaker-approval-notifier';

/**
 * Credentials of a role, as a client takes them: it keeps them, and asks for others before they expire. Rejects with a
 * `RegistryError` of the operation AssumeRole.
 */
export function assumedRole(client: STSClient, { role, externalId }: AssumedRole) {
  return async () => {
    try {
      const command = new AssumeRoleCommand({ RoleArn: role, RoleSessionName, ExternalId: externalId });
      const { Credentials } = await client.send(command);
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
        throw new Error('no credentials were given');
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        expiration: Expiration,
      };
    } catch (error) {
      throw new RegistryError(faultOf(error), 'AssumeRole', role, error);
    }
  };
}

/** Whatever STS says no to stays so until someone acts: the role, its trust, the external id, a region that is switched off. */
const faultOf = (error: unknown) =>
  error instanceof STSServiceException && !isPassing(error) ? 'refused' : 'unavailable';
