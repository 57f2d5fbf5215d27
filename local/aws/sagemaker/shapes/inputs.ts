import { flag, list, map, required, structure, timestamp } from '../shape.ts';
import {
  additionalInferenceSpecifications,
  inferenceSpecification,
  sourceAlgorithmSpecification,
} from './containers.ts';
import {
  approvalDescription,
  arnOrName,
  clientToken,
  crossAccountFilterOption,
  customerMetadataKey,
  customerMetadataValue,
  entityDescription,
  entityName,
  includedData,
  kmsKeyId,
  listTagsMaxResults,
  managedStorageType,
  maxResults,
  metadataPropertyValue,
  modelApprovalStatus,
  modelCardContent,
  modelCardStatus,
  modelPackageArn,
  modelPackageGroupSortBy,
  modelPackageRegistrationType,
  modelPackageSortBy,
  modelPackageSourceUri,
  modelPackageType,
  nameContains,
  nextToken,
  resourceArn,
  s3Uri,
  skipModelValidation,
  sortOrder,
  stageDescription,
  anyText,
  tagKey,
  tagValue,
  versionedArnOrName,
} from './names.ts';
import { driftCheckBaselines, modelMetrics } from './quality.ts';
import { modelPackageValidationSpecification } from './validation.ts';

// The requests that are served, and what only they are made of.

const tag = structure({ Key: required(tagKey), Value: required(tagValue) });
export const tagList = list(tag, { max: 50 });
const managedConfiguration = structure({ ManagedStorageType: managedStorageType });
export const createModelPackageGroupInput = structure({
  ModelPackageGroupName: required(entityName),
  ModelPackageGroupDescription: entityDescription,
  Tags: tagList,
  ManagedConfiguration: managedConfiguration,
});
export const describeModelPackageGroupInput = structure({ ModelPackageGroupName: required(arnOrName) });
export const listModelPackageGroupsInput = structure({
  CreationTimeAfter: timestamp,
  CreationTimeBefore: timestamp,
  MaxResults: maxResults,
  NameContains: nameContains,
  NextToken: nextToken,
  SortBy: modelPackageGroupSortBy,
  SortOrder: sortOrder,
  CrossAccountFilterOption: crossAccountFilterOption,
});
export const deleteModelPackageGroupInput = structure({ ModelPackageGroupName: required(arnOrName) });
const metadataProperties = structure({
  CommitId: metadataPropertyValue,
  Repository: metadataPropertyValue,
  GeneratedBy: metadataPropertyValue,
  ProjectId: metadataPropertyValue,
});
const customerMetadataMap = map(customerMetadataKey, customerMetadataValue, { min: 1, max: 50 });
const modelPackageSecurityConfig = structure({ KmsKeyId: required(kmsKeyId) });
const modelPackageModelCard = structure({
  ModelCardContent: modelCardContent,
  ModelCardStatus: modelCardStatus,
});
const modelLifeCycle = structure({
  Stage: required(entityName),
  StageStatus: required(entityName),
  StageDescription: stageDescription,
});
export const createModelPackageInput = structure({
  ModelPackageName: entityName,
  ModelPackageGroupName: arnOrName,
  ModelPackageDescription: entityDescription,
  ModelPackageRegistrationType: modelPackageRegistrationType,
  InferenceSpecification: inferenceSpecification,
  ValidationSpecification: modelPackageValidationSpecification,
  SourceAlgorithmSpecification: sourceAlgorithmSpecification,
  CertifyForMarketplace: flag,
  Tags: tagList,
  ModelApprovalStatus: modelApprovalStatus,
  MetadataProperties: metadataProperties,
  ModelMetrics: modelMetrics,
  ClientToken: clientToken,
  Domain: anyText,
  Task: anyText,
  SamplePayloadUrl: s3Uri,
  CustomerMetadataProperties: customerMetadataMap,
  DriftCheckBaselines: driftCheckBaselines,
  AdditionalInferenceSpecifications: additionalInferenceSpecifications,
  SkipModelValidation: skipModelValidation,
  SourceUri: modelPackageSourceUri,
  SecurityConfig: modelPackageSecurityConfig,
  ModelCard: modelPackageModelCard,
  ModelLifeCycle: modelLifeCycle,
  ManagedStorageType: managedStorageType,
});
export const describeModelPackageInput = structure({
  ModelPackageName: required(versionedArnOrName),
  IncludedData: includedData,
});
const modelPackageArnList = list(modelPackageArn, { min: 1, max: 100 });
export const batchDescribeModelPackageInput = structure({ ModelPackageArnList: required(modelPackageArnList) });
const customerMetadataKeyList = list(customerMetadataKey);
export const updateModelPackageInput = structure({
  ModelPackageArn: required(modelPackageArn),
  ModelApprovalStatus: modelApprovalStatus,
  ModelPackageRegistrationType: modelPackageRegistrationType,
  ApprovalDescription: approvalDescription,
  CustomerMetadataProperties: customerMetadataMap,
  CustomerMetadataPropertiesToRemove: customerMetadataKeyList,
  AdditionalInferenceSpecificationsToAdd: additionalInferenceSpecifications,
  InferenceSpecification: inferenceSpecification,
  SourceUri: modelPackageSourceUri,
  ModelCard: modelPackageModelCard,
  ModelLifeCycle: modelLifeCycle,
  ClientToken: clientToken,
});
export const deleteModelPackageInput = structure({ ModelPackageName: required(versionedArnOrName) });
export const listModelPackagesInput = structure({
  CreationTimeAfter: timestamp,
  CreationTimeBefore: timestamp,
  MaxResults: maxResults,
  NameContains: nameContains,
  ModelApprovalStatus: modelApprovalStatus,
  ModelPackageGroupName: arnOrName,
  ModelPackageType: modelPackageType,
  NextToken: nextToken,
  SortBy: modelPackageSortBy,
  SortOrder: sortOrder,
});
export const addTagsInput = structure({ ResourceArn: required(resourceArn), Tags: required(tagList) });
export const listTagsInput = structure({
  ResourceArn: required(resourceArn),
  NextToken: nextToken,
  MaxResults: listTagsMaxResults,
});
const tagKeyList = list(tagKey, { min: 1, max: 50 });
export const deleteTagsInput = structure({ ResourceArn: required(resourceArn), TagKeys: required(tagKeyList) });
