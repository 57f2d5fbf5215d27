/** One account and region whose registry is watched. */
export interface Source {
  readonly account: string;
  readonly region: string;
}

export const sourceKey = ({ account, region }: Source): string => `${account}/${region}`;

/** A model package group, as the unit of state. */
export interface Group {
  /** Lower-cased name; for a group that another account shares, its lower-cased ARN. */
  readonly id: string;
  /** The name as SageMaker spells it, for people. */
  readonly name: string;
  /** What SageMaker is asked by: the name, or the ARN of a shared group. */
  readonly reference: string;
}

export const ownGroup = (name: string): Group => ({ id: name.toLowerCase(), name, reference: name });

const groupArn = /^arn:[^:]+:sagemaker:([^:]*):([^:]*):model-package-group\/(.+)$/i;

/** A group by what the config calls it. An ARN of the source's own account means the same as the name. */
export function groupByReference(reference: string, source: Source): Group {
  const [, region, account, name] = groupArn.exec(reference) ?? [];
  if (name === undefined) return ownGroup(reference);
  if (account === source.account && region === source.region) return ownGroup(name);
  return { id: reference.toLowerCase(), name, reference };
}

/** Versions per item: a dozen bytes each as a rule, below 150 KB even if each has a life-cycle stage of its own. */
const versionsPerChunk = 1024;

export const chunkOf = (version: number): number => Math.floor((version - 1) / versionsPerChunk);

/** How long the records of a group that no rule wants are kept, in ms: a deployment may be under way, or rolled back. */
export const keepUnwanted = 3_600_000;
