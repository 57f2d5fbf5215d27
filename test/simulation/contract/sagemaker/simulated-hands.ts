import type { SageMaker } from '../../aws/sagemaker.ts';
import type { ImageVersion, Life, UnversionedPackage, Version } from '../../aws/sagemaker/records.ts';
import type { Hands, Path } from './hands.ts';

const alice = { IamIdentity: { Arn: 'arn:aws:iam::111122223333:user/alice', PrincipalId: 'alice' } };

export function pathOf(one: Version | UnversionedPackage | ImageVersion): Path {
  if ('group' in one) return `${one.group}/${one.number}`;
  return 'image' in one ? `${one.image}/${one.number}` : one.name;
}

export const living = <T extends Life>(all: readonly T[]): T[] =>
  all.filter(({ removedAt }) => removedAt === undefined);

function at<T extends Version | UnversionedPackage | ImageVersion>(path: Path, all: readonly T[]): T {
  const one = living(all).find((it) => pathOf(it) === path);
  if (!one) throw new Error(`there is no ${path}`);
  return one;
}

export function simulatedHands(registry: () => SageMaker): Hands {
  const packageAt = (path: Path) => at(path, [...registry().versions, ...registry().packages]);
  const imageVersionAt = (path: Path) => at(path, registry().imageVersions);
  return {
    createGroup: (name) => registry().createGroup(name),
    register: (group, approval) => registry().register(group, approval, 'Completed', undefined, alice),
    registerPackage: (name) => registry().registerPackage(name, undefined, 'Completed', alice),
    edit: (path, { approval, note: approvalDescription, lifeCycle }) => {
      const edited = { approval, approvalDescription, lifeCycle };
      const changes = Object.entries(edited).filter(([, value]) => value !== undefined);
      registry().change(packageAt(path), { ...Object.fromEntries(changes), by: alice });
    },
    setStatus: (path, status, failureReason) => {
      registry().change(packageAt(path), { status, failureReason });
    },
    describe: (path, description) => {
      registry().change(packageAt(path), { description });
    },
    remove: (path) => {
      registry().remove(packageAt(path));
    },
    removeGroup: (name) => {
      registry().removeGroup(name);
    },
    createImage: (name) => registry().createImage(name),
    createImageVersion: (image) => registry().createImageVersion(image),
    setImageStatus: (path, status, reason) => {
      registry().changeImageVersion(imageVersionAt(path), status, reason);
    },
    removeImageVersion: (path) => {
      registry().removeImageVersion(imageVersionAt(path));
    },
    removeImage: (name) => {
      registry().removeImage(name);
    },
  };
}
