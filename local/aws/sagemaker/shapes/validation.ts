import { list, map, required, structure } from '../shape.ts';
import {
  accept,
  assemblyType,
  batchStrategy,
  compressionType,
  contentType,
  entityName,
  kmsKeyId,
  maxConcurrentTransforms,
  maxPayloadInMB,
  roleArn,
  s3DataType,
  s3Uri,
  splitType,
  transformAmiVersion,
  transformEnvironmentKey,
  transformEnvironmentValue,
  transformInstanceCount,
  transformInstanceType,
} from './names.ts';

// The transform job that validates a package for the marketplace.

const transformEnvironmentMap = map(transformEnvironmentKey, transformEnvironmentValue, { max: 16 });
const transformS3DataSource = structure({ S3DataType: required(s3DataType), S3Uri: required(s3Uri) });
const transformDataSource = structure({ S3DataSource: required(transformS3DataSource) });
const transformInput = structure({
  DataSource: required(transformDataSource),
  ContentType: contentType,
  CompressionType: compressionType,
  SplitType: splitType,
});
const transformOutput = structure({
  S3OutputPath: required(s3Uri),
  Accept: accept,
  AssembleWith: assemblyType,
  KmsKeyId: kmsKeyId,
});
const transformResources = structure({
  InstanceType: required(transformInstanceType),
  InstanceCount: required(transformInstanceCount),
  VolumeKmsKeyId: kmsKeyId,
  TransformAmiVersion: transformAmiVersion,
});
const transformJobDefinition = structure({
  MaxConcurrentTransforms: maxConcurrentTransforms,
  MaxPayloadInMB: maxPayloadInMB,
  BatchStrategy: batchStrategy,
  Environment: transformEnvironmentMap,
  TransformInput: required(transformInput),
  TransformOutput: required(transformOutput),
  TransformResources: required(transformResources),
});
const modelPackageValidationProfile = structure({
  ProfileName: required(entityName),
  TransformJobDefinition: required(transformJobDefinition),
});
const modelPackageValidationProfiles = list(modelPackageValidationProfile, { max: 1 });
export const modelPackageValidationSpecification = structure({
  ValidationRole: required(roleArn),
  ValidationProfiles: required(modelPackageValidationProfiles),
});
