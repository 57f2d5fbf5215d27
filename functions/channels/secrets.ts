import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { SecretError, type Secrets } from '../domain/secrets.ts';
import { unlessAborted } from './shared/abort.ts';

export interface SecretsOptions {
  /** Its region, credentials and retries are the caller's. */
  readonly client: SecretsManagerClient;
  /** The longest that one secret may take, in ms, the SDK's retries included. @default 5000 */
  readonly timeout?: number;
}

/** Secrets Manager. Each secret is read once per cold start, and once more when someone was refused with it. */
export function createSecrets({ client, timeout = 5000 }: SecretsOptions): Secrets {
  const known = new Map<string, Promise<string>>();
  const underWay = new Set<string>();

  const ask = (name: string): Promise<string> => {
    const asked = read(client, name, timeout);
    known.set(name, asked);
    underWay.add(name);
    asked
      .catch(() => known.delete(name))
      .finally(() => underWay.delete(name))
      .catch(() => undefined);
    return asked;
  };

  return {
    get(name, { refresh = false, signal }) {
      const remembered = known.get(name);
      // Several who are refused at a time share one question. It goes on without whoever asked first.
      const answer = remembered !== undefined && (!refresh || underWay.has(name)) ? remembered : ask(name);
      return unlessAborted(answer, signal);
    },
  };
}

async function read(client: SecretsManagerClient, name: string, timeout: number): Promise<string> {
  const signal = AbortSignal.timeout(timeout);
  try {
    const command = new GetSecretValueCommand({ SecretId: name });
    const { SecretString } = await unlessAborted(client.send(command, { abortSignal: signal }), signal);
    if (SecretString === undefined)
      throw new SecretError(`secret ${name} holds no text: put its value there as a string`);
    return SecretString;
  } catch (error) {
    if (error instanceof SecretError) throw error;
    // The cause is left out on purpose: an error of this client is not ours to show.
    throw new SecretError(`secret ${name} ${problemOf(error)}`);
  }
}

const named = z.object({ name: z.string(), message: z.string() });

function problemOf(error: unknown): string {
  const { name, message } = named.safeParse(error).data ?? { name: 'Error', message: '' };
  switch (name) {
    case 'ResourceNotFoundException':
      return 'does not exist in this account and region: create it, or correct its name in the config';
    case 'InvalidRequestException':
      return 'has no current value, or is marked for deletion: restore it';
    case 'DecryptionFailure':
      return 'cannot be decrypted: is its KMS key enabled, and may the function use it (kms:Decrypt)?';
    case 'AccessDeniedException':
      return /kms/iu.test(message)
        ? 'cannot be decrypted: allow the function kms:Decrypt with its key'
        : 'may not be read by the function: allow it secretsmanager:GetSecretValue';
    default:
      return `cannot be read now (${/^\w{1,60}$/u.test(name) ? name : 'Error'})`;
  }
}
