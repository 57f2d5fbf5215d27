import type {
  ImageVersionStatus,
  ModelApprovalStatus,
  ModelLifeCycle,
  ModelPackageRegistrationType,
  ModelPackageStatus,
} from '@aws-sdk/client-sagemaker';
import { packageArn, packageReference, type Scope } from './arns.ts';
import { ImageSeeds, type SeedImage, type SeedImageVersion } from './image-seeds.ts';
import type { Actor, PackageRecord } from './records.ts';
import type { Emit, RegistryEvents } from './registry-events.ts';
import type { RegistryStore } from './store.ts';

export interface SeedGroup {
  readonly name: string;
  readonly description?: string;
  readonly createdAt?: Date;
}

export interface SeedPackage {
  /** Makes it a version of this group, which is created with its first version if it is not there. */
  readonly group?: string;
  /** Makes it an unversioned package of this name. */
  readonly name?: string;
  /** At least this version number; the next one if absent. */
  readonly version?: number;
  readonly createdAt?: Date;
  readonly status?: ModelPackageStatus;
  readonly failureReason?: string;
  readonly approvalStatus?: ModelApprovalStatus;
  readonly description?: string;
  readonly lifeCycle?: ModelLifeCycle;
  readonly registrationType?: ModelPackageRegistrationType;
}

export interface Seeds {
  readonly groups?: Iterable<SeedGroup>;
  readonly packages?: Iterable<SeedPackage>;
  readonly images?: Iterable<SeedImage>;
  readonly imageVersions?: Iterable<SeedImageVersion>;
}

/** What no client can ask of SageMaker, for tests and the playground. Nothing here is checked as a request would be. */
export class LocalRegistry {
  readonly #store: RegistryStore;
  readonly #scope: Scope;
  readonly #now: () => Date;
  readonly #actor: Actor;
  readonly #images: ImageSeeds;
  readonly #events: RegistryEvents;

  constructor(store: RegistryStore, scope: Scope, now: () => Date, events: RegistryEvents) {
    this.#store = store;
    this.#scope = scope;
    this.#now = now;
    this.#actor = { arn: `arn:aws:iam::${scope.account}:user/seed`, principalId: 'seed' };
    this.#images = new ImageSeeds(store.images, scope, now);
    this.#events = events;
  }

  /**
   * All of it in one transaction: ten thousand versions take little more than a hundred. Returns the ARNs of the packages,
   * then those of the images' versions.
   */
  seed(what: Seeds): string[] {
    return this.#events.during(this.#store, (emit) => {
      for (const { name, description, createdAt } of what.groups ?? []) this.#group(name, createdAt, description);
      for (const image of what.images ?? []) this.#images.image(image);
      return [
        ...Array.from(what.packages ?? [], (seed) => this.#package(emit, seed)),
        ...Array.from(what.imageVersions ?? [], (seed) => this.#images.version(emit, seed)),
      ];
    });
  }

  /** What SageMaker does by itself: validation that fails, or goes on for a while. */
  setStatus(arn: string, status: ModelPackageStatus, failureReason?: string): void {
    this.#change(arn, { status, failureReason });
  }

  /** No operation of the API does this to a model package that exists. */
  setDescription(arn: string, description: string): void {
    this.#change(arn, { description });
  }

  /** What SageMaker does by itself: an image's version is being created or deleted for a while, or that fails. */
  setImageVersionStatus(arn: string, status: ImageVersionStatus, failureReason?: string): void {
    this.#events.during(this.#store, (emit) => {
      this.#images.setStatus(emit, arn, status, failureReason);
    });
  }

  erase(): void {
    this.#store.erase();
  }

  #change(arn: string, changes: Partial<PackageRecord>): void {
    const { key } = packageReference(this.#scope, arn);
    const found = this.#store.package(key);
    if (!found) throw new Error(`ModelPackage ${arn} does not exist.`);
    const changed = { ...found, ...changes, modified: this.#now() };
    this.#events.during(this.#store, (emit) => {
      this.#store.savePackage(changed);
      emit.package(changed);
    });
  }

  #group(name: string, created = this.#now(), description?: string): string {
    const key = name.toLowerCase();
    const existing = this.#store.group(key);
    if (existing) return existing.name;
    this.#store.addGroup({ key, name, description, created, createdBy: this.#actor });
    return name;
  }

  #package(emit: Emit, seed: SeedPackage): string {
    const created = seed.createdAt ?? this.#now();
    const grouped = seed.group !== undefined;
    const name = grouped ? this.#group(seed.group, created) : seed.name;
    if (name === undefined) throw new TypeError('A seeded package needs a group or a name');
    const version = grouped ? this.#store.nextVersion(name.toLowerCase(), seed.version) : 0;
    const added = {
      name,
      version,
      created,
      createdBy: this.#actor,
      status: seed.status ?? 'Completed',
      failureReason: seed.failureReason,
      approval: seed.approvalStatus ?? (grouped ? 'PendingManualApproval' : undefined),
      description: seed.description,
      lifeCycle: seed.lifeCycle,
      registration: seed.registrationType,
    };
    this.#store.addPackage(added);
    emit.package(added);
    return packageArn(this.#scope, name, version);
  }
}
