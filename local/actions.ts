import {
  CreateModelPackageCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
  paginateListModelPackages,
  type ModelApprovalStatus,
  type ModelLifeCycle,
  type UpdateModelPackageCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { ChangeKind } from '../functions/domain/change.ts';
import { ownGroup, unversioned } from '../functions/domain/collection.ts';
import type { LocalAws } from './aws/index.ts';
import type { Deed } from './deed.ts';
import type { People } from './people.ts';

type VersionDeed = Deed & { readonly version: number };

/** What people do to model packages, through the SDK like they do: one makes them, another decides on them. */
export class ModelActions {
  readonly #people: People;
  readonly #aws: LocalAws;

  constructor(people: People, aws: LocalAws) {
    this.#people = people;
    this.#aws = aws;
  }

  async register(group: string, description: string): Promise<VersionDeed> {
    const command = new CreateModelPackageCommand({
      ModelPackageGroupName: group,
      ModelPackageDescription: description,
    });
    const { ModelPackageArn = '' } = await this.#people.scientist.send(command);
    return this.#deed('registered', group, Number(ModelPackageArn.split('/').at(-1)));
  }

  /** Without a group and a version. */
  async registerAlone(name: string, description: string): Promise<Deed> {
    const command = new CreateModelPackageCommand({ ModelPackageName: name, ModelPackageDescription: description });
    const { ModelPackageArn } = await this.#people.scientist.send(command);
    const createdAt = await this.#createdAt(ModelPackageArn ?? '');
    return { kind: 'registered', subject: name, name, collection: unversioned, member: { member: name, ...createdAt } };
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
    await this.#people.scientist.send(new DeleteModelPackageCommand({ ModelPackageName: this.#arn(group, version) }));
    return deed;
  }

  /** All of it at once, as a clean-up does: that is told as one change. */
  async removeGroup(name: string): Promise<Deed> {
    const pages = paginateListModelPackages({ client: this.#people.scientist }, { ModelPackageGroupName: name });
    for await (const { ModelPackageSummaryList = [] } of pages) {
      for (const { ModelPackageArn } of ModelPackageSummaryList) {
        await this.#people.scientist.send(new DeleteModelPackageCommand({ ModelPackageName: ModelPackageArn }));
      }
    }
    await this.#people.scientist.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: name }));
    return { kind: 'group-removed', subject: name, collection: ownGroup(name) };
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

  async #update(
    group: string,
    version: number,
    change: Omit<UpdateModelPackageCommandInput, 'ModelPackageArn'>,
  ): Promise<void> {
    const ModelPackageArn = this.#arn(group, version);
    await this.#people.reviewer.send(new UpdateModelPackageCommand({ ...change, ModelPackageArn }));
  }

  async #deed(kind: ChangeKind, group: string, version: number): Promise<VersionDeed> {
    const { approvalStatus, createdAt } = await this.#createdAt(this.#arn(group, version));
    const member = { member: version, createdAt };
    return { kind, subject: `${group} v${version}`, collection: ownGroup(group), member, approvalStatus, version };
  }

  async #createdAt(arn: string) {
    const command = new DescribeModelPackageCommand({ ModelPackageName: arn });
    const { CreationTime, ModelApprovalStatus: approvalStatus } = await this.#people.scientist.send(command);
    return { createdAt: CreationTime?.getTime() ?? 0, approvalStatus };
  }

  #arn(group: string, version: number): string {
    return `arn:aws:sagemaker:${this.#aws.region}:${this.#aws.account}:model-package/${group}/${version}`;
  }
}
