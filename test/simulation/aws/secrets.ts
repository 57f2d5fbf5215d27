import {
  InvalidRequestException,
  ResourceNotFoundException,
  type GetSecretValueCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { metadata, NotSimulatedError, takesOnly, type SimulatedService } from './service.ts';

interface Secret {
  readonly value: string;
  readonly version: number;
  readonly deleted: boolean;
}

/** Secrets Manager, and GetSecretValue, which is all that the functions call. */
export class Secrets implements SimulatedService {
  /** Every value that there ever was: what may appear nowhere else. */
  readonly values = new Set<string>();
  readonly #secrets = new Map<string, Secret>();

  execute(operation: string, input: object): object {
    if (operation === 'GetSecretValue') return this.#get(input as GetSecretValueCommandInput);
    throw new NotSimulatedError(`${operation} of Secrets Manager, which the functions do not use`);
  }

  /** Makes a secret, or rotates it: who asks from now on is told the new value. One that was deleted is restored. */
  put(name: string, value: string): void {
    const version = (this.#secrets.get(name)?.version ?? 0) + 1;
    this.#secrets.set(name, { value, version, deleted: false });
    this.values.add(value);
  }

  /** Marks it for deletion: it is still known, and tells nobody. */
  delete(name: string): void {
    const secret = this.#secrets.get(name);
    if (!secret) throw new NotSimulatedError(`there is no secret ${name} to be deleted`);
    this.#secrets.set(name, { ...secret, deleted: true });
  }

  #get(input: GetSecretValueCommandInput) {
    takesOnly('GetSecretValue', input, ['SecretId']);
    const { SecretId: name = '' } = input;
    const secret = this.#secrets.get(name);
    if (!secret) {
      const message = "Secrets Manager can't find the specified secret.";
      throw new ResourceNotFoundException({ $metadata: metadata(400), message });
    }
    if (secret.deleted) {
      const message = "You can't perform this operation on the secret because it was marked for deletion.";
      throw new InvalidRequestException({ $metadata: metadata(400), message });
    }
    const { value: SecretString, version } = secret;
    return {
      $metadata: metadata(),
      ...{ Name: name, SecretString, VersionId: `version-${version}`, VersionStages: ['AWSCURRENT'] },
    };
  }
}
