import type { ImageVersionStatus, UserContext } from '@aws-sdk/client-sagemaker';
import { NotSimulatedError } from '../service.ts';
import type { Arns } from './arns.ts';
import {
  thereAt,
  type Approval,
  type Group,
  type Image,
  type ImageVersion,
  type Life,
  type Memory,
  type PackageState,
  type Status,
  type UnversionedPackage,
  type Version,
} from './records.ts';

type Changes<S> = Partial<Omit<S, 'at'>>;

/** All that ever was in a registry, and what people do to it. It happens at once, and now. */
export class Past implements Memory {
  readonly groups: Group[] = [];
  readonly versions: Version[] = [];
  readonly packages: UnversionedPackage[] = [];
  readonly images: Image[] = [];
  readonly imageVersions: ImageVersion[] = [];
  protected readonly now: () => number;
  protected readonly arns: Arns;
  #order = 0;

  constructor(now: () => number, arns: Arns) {
    this.now = now;
    this.arns = arns;
  }

  /** One that is there is left as it is; so are images. */
  createGroup(name: string): Group {
    const found = this.#named(this.groups, name);
    return (
      found ??
      added(this.groups, { createdAt: this.now(), name, arn: this.arns.of('model-package-group', name), last: 0 })
    );
  }

  /**
   * Makes the group with its first version. A number that was given is spent: who wants it again while the group is there, as
   * SageMaker is not known to do, has to say so.
   */
  register(
    group: string,
    approval: Approval,
    status: Status = 'Completed',
    number?: number,
    by?: UserContext,
  ): Version {
    const its = this.createGroup(group);
    const next = number ?? its.last + 1;
    if (this.there().some((one) => one.group === its.name && one.number === next)) {
      throw new NotSimulatedError(`version ${next} of ${group} is there`);
    }
    its.last = Math.max(its.last, next);
    const arn = this.arns.of('model-package', `${its.name}/${next}`);
    const states = [{ at: this.now(), approval, status }];
    const version = { group: its.name, number: next, arn, createdBy: by, order: this.#order++, states };
    return added(this.versions, { createdAt: this.now(), ...version });
  }

  /** One of no group, without a version. */
  registerPackage(
    name: string,
    approval?: Approval,
    status: Status = 'Completed',
    by?: UserContext,
  ): UnversionedPackage {
    if (this.#named(this.packages, name)) throw new NotSimulatedError(`the model package ${name} is there`);
    const arn = this.arns.of('model-package', name);
    const states = [{ at: this.now(), approval, status }];
    return added(this.packages, { createdAt: this.now(), name, arn, createdBy: by, order: this.#order++, states });
  }

  /** What is not named stays as it was, who edited it last included. */
  change<S extends PackageState>({ states }: { readonly states: S[] }, changes: Changes<S>): void {
    this.#goOn(states, changes);
  }

  remove(one: Version | UnversionedPackage): void {
    one.removedAt ??= this.now();
  }

  /** Of a group that is empty. */
  removeGroup(name: string): void {
    const group = this.#named(this.groups, name);
    if (!group) return;
    if (this.there().some((one) => one.group === group.name)) throw new NotSimulatedError(`${name} has versions`);
    group.removedAt = this.now();
  }

  createImage(name: string): Image {
    const found = this.#named(this.images, name);
    return found ?? added(this.images, { createdAt: this.now(), name, arn: this.arns.of('image', name), last: 0 });
  }

  /** Makes the image with its first version. */
  createImageVersion(image: string, status: ImageVersionStatus = 'CREATED'): ImageVersion {
    const its = this.createImage(image);
    const number = ++its.last;
    const arn = this.arns.of('image-version', `${its.name}/${number}`);
    const states = [{ at: this.now(), status }];
    return added(this.imageVersions, { createdAt: this.now(), image: its.name, number, arn, states });
  }

  changeImageVersion({ states }: ImageVersion, status: ImageVersionStatus, failureReason?: string): void {
    this.#goOn(states, { status, failureReason });
  }

  removeImageVersion(version: ImageVersion): void {
    version.removedAt ??= this.now();
  }

  /** Its versions go with it. */
  removeImage(name: string): void {
    const image = this.#named(this.images, name);
    if (!image) return;
    for (const one of thereAt(this.imageVersions, this.now()))
      if (one.image === image.name) one.removedAt ??= this.now();
    image.removedAt = this.now();
  }

  /** The versions that are there at that time; `thereAt` tells the same of all else. */
  there(at = this.now()): readonly Version[] {
    return thereAt(this.versions, at);
  }

  #goOn<S extends { readonly at: number }>(states: S[], changes: Changes<S>): void {
    const last = states.at(-1);
    if (last) states.push({ ...last, ...changes, at: this.now() });
  }

  #named<T extends Life & { readonly name: string }>(all: readonly T[], name: string): T | undefined {
    return thereAt(all, this.now()).find((one) => one.name.toLowerCase() === name.toLowerCase());
  }
}

function added<T>(all: T[], one: T): T {
  all.push(one);
  return one;
}
