import {
  CreateModelPackage$,
  type CreateModelPackageCommandInput,
  type CreateModelPackageCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { packageArn, packageKey } from '../arns.ts';
import { invalid } from '../errors.ts';
import { operation, type Answer, type Context } from '../operation.ts';
import type { NewPackage } from '../store.ts';
import { createModelPackageInput } from '../shapes/inputs.ts';
import { existingGroup } from './groups.ts';

function create(context: Context, input: CreateModelPackageCommandInput): Answer<CreateModelPackageCommandOutput> {
  const { store, scope } = context;
  const repeated = input.ClientToken === undefined ? undefined : store.packageByClientToken(input.ClientToken);
  // The SDK sends a token of its own with every request, the same one when it tries again: no version is made twice.
  if (repeated) return { ModelPackageArn: packageArn(scope, repeated.name, repeated.version) };

  const added = newPackage(context, input);
  store.addPackage(added);
  context.emit.package(added);
  const arn = packageArn(scope, added.name, added.version);
  for (const { Key = '', Value = '' } of input.Tags ?? []) store.setTag(arn, Key, Value);
  return { ModelPackageArn: arn };
}

function newPackage(context: Context, input: CreateModelPackageCommandInput): NewPackage {
  const { ModelPackageName, ModelPackageGroupName, ClientToken, Tags, ...rest } = input;
  const { ModelPackageDescription, ModelPackageRegistrationType, ModelApprovalStatus, ModelLifeCycle, ...detail } =
    rest;
  const common = {
    created: context.now(),
    createdBy: context.actor,
    status: 'Completed',
    description: ModelPackageDescription,
    registration: ModelPackageRegistrationType,
    lifeCycle: ModelLifeCycle,
    detail,
    clientToken: ClientToken,
  };
  if (ModelPackageGroupName !== undefined) {
    if (ModelPackageName !== undefined) {
      throw invalid(
        'Both ModelPackageName and ModelPackageGroupName are provided in the input. Cannot determine which one to use.',
      );
    }
    if (Tags && Tags.length > 0) throw invalid('Tags cannot be supplied for a versioned Model Package.');
    const group = existingGroup(context, ModelPackageGroupName);
    const approval = ModelApprovalStatus ?? 'PendingManualApproval';
    return { ...common, name: group.name, version: context.store.nextVersion(group.key), approval };
  }
  if (ModelPackageName === undefined) throw invalid('Missing ARN.');
  if (ModelApprovalStatus !== undefined || ModelLifeCycle !== undefined) {
    throw invalid('ModelApprovalStatus and ModelLifeCycle can only be set for a versioned Model Package.');
  }
  if (context.store.package(packageKey(ModelPackageName, 0))) {
    throw invalid(`Model Package already exists: ${packageArn(context.scope, ModelPackageName, 0)}`);
  }
  return { ...common, name: ModelPackageName, version: 0 };
}

export const createPackageOperation = operation(CreateModelPackage$, createModelPackageInput, create);
