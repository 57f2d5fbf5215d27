import {
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
  type ModelApprovalStatus,
  type ModelLifeCycle,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { ChangeKind } from '../functions/domain/change.ts';
import type { LocalAws } from './aws/index.ts';

/** What was done to one version, and so should be told to whoever asked to hear of it. */
export interface Deed {
  readonly kind: Exclude<ChangeKind, 'group-removed'>;
  readonly group: string;
  readonly version: number;
  readonly approvalStatus?: ModelApprovalStatus;
  readonly createdAt: number;
}

/** What people and pipelines do to a registry, through the SDK like they do. */
export class Actions {
  readonly #client: SageMakerClient;
  readonly #aws: LocalAws;

  constructor(client: SageMakerClient, aws: LocalAws) {
    this.#client = client;
    this.#aws = aws;
  }

  async register(group: string, description: string): Promise<Deed> {
    const command = new CreateModelPackageCommand({
      ModelPackageGroupName: group,
      ModelPackageDescription: description,
    });
    const { ModelPackageArn = '' } = await this.#client.send(command);
    return this.#deed('registered', group, Number(ModelPackageArn.split('/').at(-1)));
  }

  async decide(group: string, version: number, status: ModelApprovalStatus, why: string): Promise<Deed> {
    await this.#update(group, version, { ModelApprovalStatus: status, ApprovalDescription: why });
    return this.#deed('approval', group, version);
  }

  async move(group: string, version: number, lifeCycle: ModelLifeCycle): Promise<Deed> {
    await this.#update(group, version, { ModelLifeCycle: lifeCycle });
    return this.#deed('lifecycle', group, version);
  }

  async remove(group: string, version: number): Promise<Deed> {
    const deed = await this.#deed('removed', group, version);
    await this.#client.send(new DeleteModelPackageCommand({ ModelPackageName: this.#arn(group, version) }));
    return deed;
  }

  /** SageMaker does this by itself, when it cannot make the version. */
  fail(group: string, version: number, reason: string): Promise<Deed> {
    this.#aws.registry.setStatus(this.#arn(group, version), 'Failed', reason);
    return this.#deed('failed', group, version);
  }

  async #update(
    group: string,
    version: number,
    change: Partial<ConstructorParameters<typeof UpdateModelPackageCommand>[0]>,
  ): Promise<void> {
    const ModelPackageArn = this.#arn(group, version);
    await this.#client.send(new UpdateModelPackageCommand({ ...change, ModelPackageArn }));
  }

  async #deed(kind: Deed['kind'], group: string, version: number): Promise<Deed> {
    const command = new DescribeModelPackageCommand({ ModelPackageName: this.#arn(group, version) });
    const { CreationTime, ModelApprovalStatus: approvalStatus } = await this.#client.send(command);
    return { kind, group, version, approvalStatus, createdAt: CreationTime?.getTime() ?? 0 };
  }

  #arn(group: string, version: number): string {
    return `arn:aws:sagemaker:${this.#aws.region}:${this.#aws.account}:model-package/${group}/${version}`;
  }
}
