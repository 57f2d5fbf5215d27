import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { faults } from './faults.ts';
import { metadata, NotSimulatedError, takesOnly, type SimulatedService } from './service.ts';

/** STS, and AssumeRole of one role. */
export class Sts implements SimulatedService {
  /** Whether the role may be assumed. */
  isRevoked = false;
  #sessions = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  execute(operation: string, input: object): object {
    if (operation !== 'AssumeRole') throw new NotSimulatedError(`${operation} of STS, which the reader does not use`);
    takesOnly(operation, input, ['RoleArn', 'RoleSessionName', 'ExternalId']);
    if (this.isRevoked) throw faults.sts.refused();
    const { RoleArn = '' } = input as AssumeRoleCommandInput;
    const Credentials = {
      AccessKeyId: `ASIA${++this.#sessions}`,
      SecretAccessKey: `secret-key-of-session-${this.#sessions}`,
      SessionToken: `token-of-session-${this.#sessions}`,
      Expiration: new Date(this.#now() + 3_600_000),
    };
    return { $metadata: metadata(), Credentials, AssumedRoleUser: { Arn: RoleArn, AssumedRoleId: 'AROA:session' } };
  }
}
