import {
  DeleteModelPackage$,
  UpdateModelPackage$,
  type DeleteModelPackageCommandInput,
  type UpdateModelPackageCommandInput,
  type UpdateModelPackageCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { packageArn } from '../arns.ts';
import { isObject } from '../constraints.ts';
import { invalid } from '../errors.ts';
import { operation, type Answer, type Context, type EmptyAnswer } from '../operation.ts';
import { deleteModelPackageInput, updateModelPackageInput } from '../shapes/inputs.ts';
import { existingPackage } from './common.ts';

/** Whoever comes last wins: the service has no compare-and-set either. */
function update(context: Context, input: UpdateModelPackageCommandInput): Answer<UpdateModelPackageCommandOutput> {
  const found = existingPackage(context, input.ModelPackageArn ?? '');
  const { ModelApprovalStatus, ModelLifeCycle, ModelPackageRegistrationType } = input;
  if (found.version === 0 && (ModelApprovalStatus !== undefined || ModelLifeCycle !== undefined)) {
    throw invalid('ModelApprovalStatus and ModelLifeCycle can only be set for a versioned Model Package.');
  }
  const updated = {
    ...found,
    approval: ModelApprovalStatus ?? found.approval,
    lifeCycle: ModelLifeCycle ?? found.lifeCycle,
    registration: ModelPackageRegistrationType ?? found.registration,
    modified: context.now(),
    modifiedBy: context.actor,
    detail: updatedDetail(found.detail, input),
  };
  context.store.savePackage(updated);
  context.emit.package(updated, updatedFields(input));
  return { ModelPackageArn: packageArn(context.scope, found.name, found.version) };
}

/** Those that an event names, in its spelling. */
function updatedFields(input: UpdateModelPackageCommandInput): readonly string[] {
  const members = ['ModelApprovalStatus', 'ApprovalDescription', 'ModelLifeCycle', 'InferenceSpecification'] as const;
  return [
    ...members.filter((member) => input[member] !== undefined),
    ...(input.SourceUri === undefined ? [] : ['sourceUri']),
    ...(input.CustomerMetadataProperties || input.CustomerMetadataPropertiesToRemove
      ? ['CustomerMetadataProperties']
      : []),
  ];
}

function updatedDetail(
  detail: Readonly<Record<string, unknown>>,
  input: UpdateModelPackageCommandInput,
): Record<string, unknown> {
  const updated = { ...detail };
  for (const member of ['ApprovalDescription', 'InferenceSpecification', 'SourceUri', 'ModelCard'] as const) {
    if (input[member] !== undefined) updated[member] = input[member];
  }
  if (input.AdditionalInferenceSpecificationsToAdd) {
    const before = updated['AdditionalInferenceSpecifications'] as readonly unknown[] | undefined;
    const all = [...(before ?? []), ...input.AdditionalInferenceSpecificationsToAdd];
    if (all.length > 15) throw invalid('A Model Package has at most 15 additional inference specifications.');
    updated['AdditionalInferenceSpecifications'] = all;
  }
  const metadata = customerMetadata(updated['CustomerMetadataProperties'], input);
  if (metadata) updated['CustomerMetadataProperties'] = metadata;
  return updated;
}

function customerMetadata(before: unknown, input: UpdateModelPackageCommandInput): object | undefined {
  const { CustomerMetadataProperties, CustomerMetadataPropertiesToRemove } = input;
  if (!CustomerMetadataProperties && !CustomerMetadataPropertiesToRemove) return undefined;
  const merged = new Map(Object.entries({ ...(isObject(before) ? before : {}), ...CustomerMetadataProperties }));
  for (const key of CustomerMetadataPropertiesToRemove ?? []) merged.delete(key);
  if (merged.size > 50) throw invalid('A Model Package has at most 50 customer metadata properties.');
  return Object.fromEntries(merged);
}

function remove(context: Context, { ModelPackageName = '' }: DeleteModelPackageCommandInput): EmptyAnswer {
  const found = existingPackage(context, ModelPackageName);
  context.store.removePackage(found.key);
  context.store.removeTags(packageArn(context.scope, found.name, found.version));
  context.emit.package({ ...found, status: 'Deleting' });
  return {};
}

export const changePackageOperations = [
  operation(UpdateModelPackage$, updateModelPackageInput, update),
  operation(DeleteModelPackage$, deleteModelPackageInput, remove),
];
