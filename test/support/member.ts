import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Source } from '../../functions/domain/collection.ts';
import type { Reader } from '../../functions/domain/registry.ts';
import { createReader } from '../../functions/runtime/clients.ts';
import type { OtherSource } from '../../functions/runtime/config/configured-sources.ts';
import { errorAnswer, startLocalAws, type AwsCall, type Interceptor, type LocalAws } from '../../local/aws/index.ts';
import { startSts, type StsStandIn } from './sts.ts';
import type { TestClock } from './world.ts';

/** Another account with a registry of its own, which a role there reads. */
export class Member {
  readonly source: Source;
  /** As the config names it. */
  readonly configured: OtherSource;
  readonly aws: LocalAws;
  readonly sts: StsStandIn;
  readonly calls: AwsCall[];
  readonly sagemaker: SageMakerClient;
  readonly reader: Reader;
  readonly #recorded: Recorded;

  private constructor(aws: LocalAws, sts: StsStandIn, recorded: Recorded, externalId: string | undefined) {
    this.aws = aws;
    this.sts = sts;
    this.calls = recorded.calls;
    this.#recorded = recorded;
    const { account, region, endpoint } = aws;
    this.source = { account, region };
    this.configured = { ...this.source, role: 'reader', ...(externalId !== undefined && { externalId }) };
    const credentials = { accessKeyId: 'hub', secretAccessKey: 'hub' };
    const role = { role: `arn:aws:iam::${account}:role/reader`, externalId };
    const made = createReader(role, {
      sagemaker: { endpoint, region },
      sts: { endpoint: sts.url, region: 'us-east-1', credentials },
    });
    this.sagemaker = made.sagemaker;
    this.reader = made.reader;
    sts.trusts.set(role.role, externalId);
  }

  static async start(source: Source, clock: TestClock, externalId?: string): Promise<Member> {
    const recorded: Recorded = { calls: [], intercept: (_call, next) => next() };
    const aws = await startLocalAws({
      port: 0,
      ...source,
      now: () => new Date(clock.time),
      intercept: (call, next) => {
        recorded.calls.push(call);
        return recorded.intercept(call, next);
      },
    });
    return new Member(aws, await startSts(), recorded, externalId);
  }

  /** Its role trusts nobody any more, and then again. */
  distrust = () => this.sts.trusts.delete(this.reader.role);
  trust = () => this.sts.trusts.set(this.reader.role, this.configured.externalId);

  /** From now on its registry refuses these operations; none: it answers as it should. */
  refuse(...operations: readonly string[]): void {
    this.#recorded.intercept = (call, next) =>
      operations.includes(call.operation)
        ? Promise.resolve(errorAnswer('sagemaker', 'AccessDeniedException', 'not for you', 400))
        : next();
  }

  async close(): Promise<void> {
    this.sagemaker.destroy();
    await Promise.all([this.aws.close(), this.sts.close()]);
  }
}

interface Recorded {
  readonly calls: AwsCall[];
  intercept: Interceptor;
}
