import type { ImageVersionStatus } from '@aws-sdk/client-sagemaker';
import { imageVersionArn, imageVersionReference, type Scope } from './arns.ts';
import type { ImageRecord } from './image-records.ts';
import type { ImageStore } from './image-store.ts';
import type { Emit } from './registry-events.ts';

export interface SeedImage {
  readonly name: string;
  readonly description?: string;
  readonly displayName?: string;
  readonly roleArn?: string;
  readonly createdAt?: Date;
}

export interface SeedImageVersion {
  /** The image's name. It is created with its first version if it is not there. */
  readonly image: string;
  /** At least this version number; the next one if absent. */
  readonly version?: number;
  readonly createdAt?: Date;
  /** @default createdAt */
  readonly lastModifiedAt?: Date;
  /** @default CREATED */
  readonly status?: ImageVersionStatus;
  readonly failureReason?: string;
  readonly baseImage?: string;
  readonly aliases?: readonly string[];
}

/** The part of the local registry that makes images, within the transaction it is called in. */
export class ImageSeeds {
  readonly #images: ImageStore;
  readonly #scope: Scope;
  readonly #now: () => Date;

  constructor(images: ImageStore, scope: Scope, now: () => Date) {
    this.#images = images;
    this.#scope = scope;
    this.#now = now;
  }

  image({ name, createdAt: created = this.#now(), ...seed }: SeedImage): ImageRecord {
    const key = name.toLowerCase();
    const { description, displayName, roleArn = `arn:aws:iam::${this.#scope.account}:role/seed` } = seed;
    const existing = this.#images.image(key);
    if (existing) return existing;
    const image = { key, name, role: roleArn, description, displayName, created, modified: created };
    this.#images.addImage(image);
    return image;
  }

  /** Returns its ARN. */
  version(emit: Emit, { createdAt: created = this.#now(), ...seed }: SeedImageVersion): string {
    const { key, name } = this.image({ name: seed.image, createdAt: created });
    const version = this.#images.nextVersion(key, seed.version);
    const { account, region } = this.#scope;
    const added = {
      imageKey: key,
      version,
      created,
      modified: seed.lastModifiedAt ?? created,
      status: seed.status ?? 'CREATED',
      failureReason: seed.failureReason,
      detail: {
        BaseImage: seed.baseImage ?? `${account}.dkr.ecr.${region}.amazonaws.com/${key}:${version}`,
        ...(seed.aliases && { Aliases: seed.aliases }),
      },
    };
    this.#images.addVersion(added);
    emit.imageVersion(name, added);
    return imageVersionArn(this.#scope, name, version);
  }

  setStatus(emit: Emit, arn: string, status: ImageVersionStatus, failureReason?: string): void {
    const [key = '', version] = imageVersionReference(this.#scope, arn).key.split('/');
    const found = this.#images.version(key, Number(version));
    if (!found) throw new Error(`ImageVersion ${arn} does not exist.`);
    const changed = { ...found, status, failureReason, modified: this.#now() };
    this.#images.saveVersion(changed);
    emit.imageVersion(this.#images.image(key)?.name ?? key, changed);
  }
}
