import { createHash } from 'node:crypto';

/** One account and region whose registry is watched. */
export interface Source {
  readonly account: string;
  readonly region: string;
}

export const sourceKey = ({ account, region }: Source): string => `${account}/${region}`;

export const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

export const collectionKinds = ['group', 'image', 'packages', 'registry'] as const;

/**
 * The unit of state: a model package group, an image, the unversioned model packages of a source, or its registry as a whole
 * (which has no members: what operators are told of it is kept there).
 */
export interface Collection {
  readonly kind: (typeof collectionKinds)[number];
  /** Lower-cased name; for a group that another account shares, its lower-cased ARN. */
  readonly id: string;
  /** The name as SageMaker spells it, for people. */
  readonly name: string;
  /** What SageMaker is asked by: the name, or the ARN of a shared group. */
  readonly reference: string;
}

export type Group = Collection & { readonly kind: 'group' };
export type Image = Collection & { readonly kind: 'image' };

export const ownGroup = (name: string): Group => ({ kind: 'group', id: name.toLowerCase(), name, reference: name });

export const imageOf = (name: string): Image => ({ kind: 'image', id: name.toLowerCase(), name, reference: name });

export const unversioned: Collection = { kind: 'packages', id: 'unversioned', name: 'unversioned', reference: '' };

export const wholeRegistry: Collection = { kind: 'registry', id: 'account', name: 'account', reference: '' };

/** Unique within a source; begins the keys of its items. */
export const collectionKey = ({ kind, id }: Collection): string => `${kind}#${id}`;

export const isGroup = (collection: Collection): collection is Group => collection.kind === 'group';

/** Of the source's own account: found by listing it, and by globs. */
export const isOwn = ({ name, reference }: Collection): boolean => reference === name;

const groupArn = /^arn:[^:]+:sagemaker:([^:]*):([^:]*):model-package-group\/(.+)$/i;

/** Whose own a group is that is called by its ARN; undefined for a name. */
export function ownerOf(reference: string): Source | undefined {
  const [, region, account] = groupArn.exec(reference) ?? [];
  return region === undefined || account === undefined ? undefined : { account, region };
}

/** A group by what the config calls it. An ARN of the source's own account means the same as the name. */
export function groupByReference(reference: string, source: Source): Group {
  const [, region, account, name] = groupArn.exec(reference) ?? [];
  if (name === undefined) return ownGroup(reference);
  if (account === source.account && region === source.region) return ownGroup(name);
  return { kind: 'group', id: reference.toLowerCase(), name, reference };
}

/** What tells the members of a collection apart: a version, or the name of an unversioned model package. */
export type Member = number | string;

/** Versions per item: a dozen bytes each as a rule, below 150 KB even if each has a life-cycle stage of its own. */
const versionsPerChunk = 1024;

/** Names have no order to cut them by. With 75 bytes each, items stay below 150 KB up to 120,000 names. */
const chunksOfNames = 64;

export const chunkOf = (member: Member): number =>
  typeof member === 'number'
    ? Math.floor((member - 1) / versionsPerChunk)
    : createHash('sha256').update(member).digest().readUInt8(0) % chunksOfNames;

/** How long the records of a collection that no rule wants are kept, in ms: a deployment may be under way, or rolled back. */
export const keepUnwanted = 3_600_000;

/** For how long, in ms, it is remembered that a collection is gone: a list may lag, and what it shows then is neither new nor old. */
export const keepGone = 3_600_000;
