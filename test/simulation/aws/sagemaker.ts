import {
  SageMakerServiceException,
  type DescribeModelPackageCommandInput,
  type DescribeModelPackageGroupCommandInput,
  type ListModelPackagesCommandInput,
} from '@aws-sdk/client-sagemaker';

import { NotSimulatedError } from './service.ts';
import type { Source } from '../../../functions/domain/collection.ts';

export type Approval = 'Approved' | 'Rejected' | 'PendingManualApproval';
export type Status = 'Completed' | 'Failed';

/** What is true of a version from one time on. */
export interface State {
  readonly at: number;
  readonly approval: Approval;
  readonly status: Status;
}

/** One life of a version: a number that is given again is another. */
export interface Version {
  readonly group: string;
  readonly number: number;
  readonly createdAt: number;
  readonly arn: string;
  /** Oldest first. */
  readonly states: State[];
  removedAt?: number;
}

export interface Whims {
  readonly now: () => number;
  /** How far a list lags behind, ms. */
  readonly lag: () => number;
  /** Whether a page is empty, though there is more. */
  readonly isEmpty: () => boolean;
}

interface Group {
  readonly name: string;
  readonly createdAt: number;
  removedAt?: number;
}

/** A model registry that remembers all that ever was, so that a list can show what it was like a while ago. */
export class SageMaker {
  readonly versions: Version[] = [];
  readonly #groups: Group[] = [];
  readonly #whims: Whims;
  readonly #lowerCases: boolean;
  readonly #place: string;

  constructor(whims: Whims, { lowerCases, source }: { readonly lowerCases: boolean; readonly source: Source }) {
    this.#place = `arn:aws:sagemaker:${source.region}:${source.account}`;
    this.#whims = whims;
    this.#lowerCases = lowerCases;
  }

  register(group: string, approval: Approval, status: Status = 'Completed', number?: number): Version {
    const at = this.#whims.now();
    if (!this.#groups.some(({ name, removedAt }) => name === group && removedAt === undefined)) {
      this.#groups.push({ name: group, createdAt: at });
    }
    const alive = this.versions.filter((one) => one.group === group && one.removedAt === undefined);
    const next = number ?? 1 + alive.reduce((most, one) => Math.max(most, one.number), 0);
    const name = this.#lowerCases ? group.toLowerCase() : group;
    const version = {
      group,
      number: next,
      createdAt: at,
      arn: `${this.#place}:model-package/${name}/${next}`,
      states: [{ at, approval, status }],
    };
    this.versions.push(version);
    return version;
  }

  change(version: Version, changes: Partial<Pick<State, 'approval' | 'status'>>): void {
    const last = version.states.at(-1);
    if (last) version.states.push({ ...last, ...changes, at: this.#whims.now() });
  }

  remove(version: Version): void {
    version.removedAt = this.#whims.now();
  }

  /** Of a group that is empty. */
  removeGroup(group: string): void {
    for (const one of this.#groups) if (one.name === group) one.removedAt ??= this.#whims.now();
  }

  /** What is there at that time. */
  there(at = this.#whims.now()): readonly Version[] {
    return this.versions.filter(({ createdAt, removedAt = Infinity }) => createdAt <= at && at < removedAt);
  }

  execute(operation: string, input: object): object {
    switch (operation) {
      case 'ListModelPackages':
        return this.#list(input);
      case 'ListModelPackageGroups':
        return this.#listGroups();
      case 'DescribeModelPackage':
        return this.#describe(input as DescribeModelPackageCommandInput);
      case 'DescribeModelPackageGroup':
        return this.#describeGroup(input as DescribeModelPackageGroupCommandInput);
      default:
        throw new NotSimulatedError(`${operation} of SageMaker`);
    }
  }

  #list(query: ListModelPackagesCommandInput): object {
    const { ModelPackageType = 'Unversioned', ModelPackageGroupName, MaxResults = 10, NextToken } = query;
    const { ModelApprovalStatus, CreationTimeAfter, CreationTimeBefore } = query;
    if (ModelPackageType !== 'Versioned') return { ModelPackageSummaryList: [] };
    const { after, asOf, empty } = NextToken === undefined ? this.#firstPage() : readToken(NextToken);
    const found = this.there(asOf)
      .filter(({ group }) => ModelPackageGroupName === undefined || group === ModelPackageGroupName)
      .filter(({ createdAt }) => CreationTimeAfter === undefined || createdAt > CreationTimeAfter.getTime())
      .filter(({ createdAt }) => CreationTimeBefore === undefined || createdAt < CreationTimeBefore.getTime())
      .filter((one) => ModelApprovalStatus === undefined || stateAt(one, asOf).approval === ModelApprovalStatus)
      .sort((a, b) => a.createdAt - b.createdAt || (a.arn < b.arn ? -1 : 1))
      .filter((one) => after === undefined || keyOf(one) > after);
    if (!empty && found.length > 0 && this.#whims.isEmpty()) {
      return { ModelPackageSummaryList: [], NextToken: token({ after, asOf, empty: true }) };
    }
    const page = found.slice(0, MaxResults);
    const last = page.at(-1);
    return {
      ModelPackageSummaryList: page.map((one) => summary(one, asOf)),
      ...(found.length > page.length && last && { NextToken: token({ after: keyOf(last), asOf, empty: false }) }),
    };
  }

  /** A listing that lags does so from its first page on; the others show the present. */
  #firstPage(): Place {
    return { after: undefined, asOf: this.#whims.now() - this.#whims.lag(), empty: false };
  }

  #listGroups(): object {
    const names = this.#groups.filter(({ removedAt }) => removedAt === undefined).map(({ name }) => name);
    return {
      ModelPackageGroupSummaryList: [...new Set(names)].map((ModelPackageGroupName) => ({ ModelPackageGroupName })),
    };
  }

  #describe({ ModelPackageName: arn = '' }: DescribeModelPackageCommandInput): object {
    const now = this.#whims.now();
    const version = this.there().find((one) => one.arn.toLowerCase() === arn.toLowerCase());
    if (!version) throw missing(`ModelPackage ${arn} does not exist.`);
    const { at, approval } = stateAt(version, now);
    return {
      ...summary(version, now),
      ModelPackageName: undefined,
      ModelApprovalStatus: approval,
      LastModifiedTime: new Date(at),
      ModelPackageStatusDetails: { ValidationStatuses: [] },
    };
  }

  #describeGroup({ ModelPackageGroupName: name = '' }: DescribeModelPackageGroupCommandInput): object {
    const group = this.#groups.find((one) => one.name === name && one.removedAt === undefined);
    if (!group) throw missing(`ModelPackageGroup ${this.#place}:model-package-group/${name} does not exist.`);
    return { ModelPackageGroupName: name };
  }
}

/** What was true of it then. */
export const stateAt = ({ states }: Version, time: number): State => {
  const state = states.findLast(({ at }) => at <= time) ?? states[0];
  if (!state) throw new Error('a version has no state');
  return state;
};

interface Place {
  readonly after: string | undefined;
  readonly asOf: number;
  readonly empty: boolean;
}

const keyOf = ({ createdAt, arn }: Version): string => `${String(createdAt).padStart(16, '0')} ${arn}`;

const token = (at: Place): string => JSON.stringify([at.after ?? null, at.asOf, at.empty]);

function readToken(text: string): Place {
  const [after, asOf, empty] = JSON.parse(text) as [string | null, number, boolean];
  return { after: after ?? undefined, asOf, empty };
}

function summary(version: Version, at: number): object {
  const { approval, status } = stateAt(version, at);
  return {
    ModelPackageGroupName: version.group,
    ModelPackageVersion: version.number,
    ModelPackageArn: version.arn,
    CreationTime: new Date(version.createdAt),
    ModelPackageStatus: status,
    ModelApprovalStatus: approval,
  };
}

const missing = (message: string): Error =>
  new SageMakerServiceException({
    name: 'ValidationException',
    $fault: 'client',
    message,
    $metadata: { httpStatusCode: 400 },
  });
