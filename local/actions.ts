import {
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  UpdateModelPackageCommand,
  type ModelApprovalStatus,
  type ModelLifeCycle,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { ChangeKind } from '../functions/domain/change.ts';
import type { LocalAws } from './aws/index.ts';
import type { SlackStandIn } from './slack/index.ts';

/** What was done, and so should be told to whoever asked to hear of it. */
export type Deed = VersionDeed | { readonly kind: 'group-removed'; readonly group: string };

export interface VersionDeed {
  readonly kind: Exclude<ChangeKind, 'group-removed'>;
  readonly group: string;
  readonly version: number;
  readonly approvalStatus?: ModelApprovalStatus;
  readonly createdAt: number;
}

/** What people and pipelines do to a registry, through the SDK like they do, and what becomes of Slack meanwhile. */
export class Actions {
  readonly #client: SageMakerClient;
  readonly #aws: LocalAws;
  /** If anyone is told there. */
  readonly slack: SlackStandIn | undefined;

  constructor(client: SageMakerClient, aws: LocalAws, slack: SlackStandIn | undefined) {
    this.#client = client;
    this.#aws = aws;
    this.slack = slack;
  }

  async register(group: string, description: string): Promise<VersionDeed> {
    const command = new CreateModelPackageCommand({
      ModelPackageGroupName: group,
      ModelPackageDescription: description,
    });
    const { ModelPackageArn = '' } = await this.#client.send(command);
    return this.#deed('registered', group, Number(ModelPackageArn.split('/').at(-1)));
  }

  async decide(group: string, version: number, status: ModelApprovalStatus, why: string): Promise<VersionDeed> {
    await this.#update(group, version, { ModelApprovalStatus: status, ApprovalDescription: why });
    return this.#deed('approval', group, version);
  }

  async move(group: string, version: number, lifeCycle: ModelLifeCycle): Promise<VersionDeed> {
    await this.#update(group, version, { ModelLifeCycle: lifeCycle });
    return this.#deed('lifecycle', group, version);
  }

  async remove(group: string, version: number): Promise<VersionDeed> {
    const deed = await this.#deed('removed', group, version);
    await this.#client.send(new DeleteModelPackageCommand({ ModelPackageName: this.#arn(group, version) }));
    return deed;
  }

  /** All of it at once, as a clean-up does: that is told as one change. */
  async removeGroup(group: string): Promise<Deed> {
    const { ModelPackageSummaryList: versions = [] } = await this.#client.send(
      new ListModelPackagesCommand({ ModelPackageGroupName: group }),
    );
    for (const { ModelPackageArn } of versions) {
      await this.#client.send(new DeleteModelPackageCommand({ ModelPackageName: ModelPackageArn }));
    }
    await this.#client.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: group }));
    return { kind: 'group-removed', group };
  }

  describe(group: string, version: number, description: string): Promise<VersionDeed> {
    this.#aws.registry.setDescription(this.#arn(group, version), description);
    return this.#deed('description', group, version);
  }

  /** SageMaker does this by itself, when it cannot make the version. */
  fail(group: string, version: number, reason: string): Promise<VersionDeed> {
    this.#aws.registry.setStatus(this.#arn(group, version), 'Failed', reason);
    return this.#deed('failed', group, version);
  }

  breakSlack(): readonly Deed[] {
    this.slack?.fail({ status: 503, body: 'Service Unavailable' });
    return [];
  }

  mendSlack(): readonly Deed[] {
    this.slack?.fail();
    return [];
  }

  async #update(
    group: string,
    version: number,
    change: Partial<ConstructorParameters<typeof UpdateModelPackageCommand>[0]>,
  ): Promise<void> {
    const ModelPackageArn = this.#arn(group, version);
    await this.#client.send(new UpdateModelPackageCommand({ ...change, ModelPackageArn }));
  }

  async #deed(kind: VersionDeed['kind'], group: string, version: number): Promise<VersionDeed> {
    const command = new DescribeModelPackageCommand({ ModelPackageName: this.#arn(group, version) });
    const { CreationTime, ModelApprovalStatus: approvalStatus } = await this.#client.send(command);
    return { kind, group, version, approvalStatus, createdAt: CreationTime?.getTime() ?? 0 };
  }

  #arn(group: string, version: number): string {
    return `arn:aws:sagemaker:${this.#aws.region}:${this.#aws.account}:model-package/${group}/${version}`;
  }
}
