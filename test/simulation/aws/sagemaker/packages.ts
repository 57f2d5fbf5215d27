import type { DescribeModelPackageCommandInput, ListModelPackagesCommandInput } from '@aws-sdk/client-sagemaker';
import { metadata, takesOnly } from '../service.ts';
import { checkText } from './checks.ts';
import { allowed, isNamed, isWithin, type Context } from './context.ts';
import { invalid } from './errors.ts';
import { existingGroup, listParameters } from './groups.ts';
import { readPage } from './pages.ts';
import { stateAt, thereAt, type PackageState, type UnversionedPackage, type Version } from './records.ts';

type Package = Version | UnversionedPackage;

const parameters = [...listParameters, 'ModelPackageType', 'ModelPackageGroupName', 'ModelApprovalStatus'];

/** A version has no name of its own: its group's is what it is found by. */
const nameOf = (one: Package): string => ('group' in one ? one.group : one.name);

const numberOf = (one: Package): number => ('group' in one ? one.number : 0);

export function listPackages(context: Context, input: ListModelPackagesCommandInput): object {
  const { ModelPackageGroupName: group, ModelApprovalStatus, NameContains, SortBy = 'CreationTime' } = input;
  takesOnly('ListModelPackages', input, parameters);
  checkText('nameContains', NameContains);
  if (group !== undefined) checkText('modelPackageGroupName', group);
  const subject = group === undefined ? undefined : context.arns.reference('model-package-group', group);
  allowed(context, 'ListModelPackages', subject);
  const { members, asOf, NextToken } = readPage<Package>(context.whims, input, {
    members: (time) =>
      ofType(context, input, time).filter(
        (one) =>
          isNamed(nameOf(one), NameContains) &&
          isWithin(one.createdAt, input) &&
          (ModelApprovalStatus === undefined || stateOf(one, time).approval === ModelApprovalStatus),
      ),
    key: (one) => (SortBy === 'Name' ? [nameOf(one).toLowerCase(), numberOf(one)] : [one.createdAt, one.order]),
    order: SortBy,
    descending: input.SortOrder === 'Descending',
  });
  return {
    $metadata: metadata(),
    ModelPackageSummaryList: members.map((one) => summary(one, stateOf(one, asOf))),
    NextToken,
  };
}

function ofType({ memory, ...context }: Context, input: ListModelPackagesCommandInput, time: number): Package[] {
  const { ModelPackageGroupName, ModelPackageType } = input;
  const group =
    ModelPackageGroupName === undefined
      ? undefined
      : existingGroup({ memory, ...context }, ModelPackageGroupName, time).name;
  // Account-wide the type defaults to Unversioned, and with a group named to what groups hold.
  const type = ModelPackageType ?? (group === undefined ? 'Unversioned' : 'Versioned');
  const ofGroup = (one: Version) => group === undefined || one.group === group;
  const versions = type === 'Unversioned' ? [] : thereAt(memory.versions, time).filter(ofGroup);
  return type === 'Versioned' || group !== undefined ? versions : [...versions, ...thereAt(memory.packages, time)];
}

export function describePackage(context: Context, input: DescribeModelPackageCommandInput): object {
  takesOnly('DescribeModelPackage', input, ['ModelPackageName', 'IncludedData']);
  checkText('modelPackageName', input.ModelPackageName);
  const { memory, whims, arns } = context;
  const reference = arns.reference('model-package', input.ModelPackageName ?? '');
  allowed(context, 'DescribeModelPackage', reference);
  const all: readonly Package[] = [...thereAt(memory.versions, whims.now()), ...thereAt(memory.packages, whims.now())];
  const one = all.find((it) => keyOf(it) === reference.key);
  if (!one) throw invalid(`ModelPackage ${reference.arn} does not exist.`);
  const state = stateOf(one, whims.now());
  return {
    $metadata: metadata(),
    ...summary(one, state),
    ModelPackageStatusDetails: details(one, state),
    ApprovalDescription: state.approvalDescription,
    CreatedBy: structuredClone(one.createdBy),
    // One that was never touched has none.
    LastModifiedTime: one.states[0] === state ? undefined : new Date(state.at),
    LastModifiedBy: structuredClone(state.by),
  };
}

const keyOf = (one: Package): string => ('group' in one ? `${one.group}/${one.number}` : one.name).toLowerCase();

const stateOf = (one: Package, time: number): PackageState => stateAt<PackageState>(one, time);

function summary(one: Package, state: PackageState): object {
  return {
    ...('group' in one
      ? { ModelPackageGroupName: one.group, ModelPackageVersion: one.number }
      : { ModelPackageName: one.name }),
    ModelPackageArn: one.arn,
    ModelPackageDescription: state.description,
    CreationTime: new Date(one.createdAt),
    ModelPackageStatus: state.status,
    ModelApprovalStatus: state.approval,
    ModelLifeCycle: state.lifeCycle && { ...state.lifeCycle },
    ModelPackageRegistrationType: state.registration,
  };
}

/** Most packages are not validated; of one that is, or was in vain, there is something to say. */
function details(one: Package, { status, failureReason: FailureReason }: PackageState): object {
  const isValidated = status === 'Failed' || status === 'InProgress';
  return {
    ValidationStatuses: isValidated ? [{ Name: nameOf(one), Status: status, FailureReason }] : [],
    ImageScanStatuses: [],
  };
}
