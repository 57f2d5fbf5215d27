import { flag, list, map, required, structure } from '../shape.ts';
import {
  additionalModelChannelName,
  additionalS3DataSourceDataType,
  arnOrName,
  compressionType,
  containerHostname,
  containerImage,
  contentType,
  dataInputConfig,
  entityDescription,
  entityName,
  environmentKey,
  environmentValue,
  hubContentArn,
  hubContentName,
  hubContentVersion,
  imageDigest,
  modelCompressionType,
  modelPackageFrameworkVersion,
  productId,
  productionVariantInstanceType,
  recipeName,
  responseMIMEType,
  s3ModelDataType,
  s3ModelUri,
  s3Uri,
  anyText,
  transformInstanceType,
  url,
} from './names.ts';

// What serves a model: containers, where their data lies, what they take and give.

const modelAccessConfig = structure({ AcceptEula: required(flag) });
const inferenceHubAccessConfig = structure({ HubContentArn: required(hubContentArn) });
const s3ModelDataSource = structure({
  S3Uri: required(s3ModelUri),
  S3DataType: required(s3ModelDataType),
  CompressionType: required(modelCompressionType),
  ModelAccessConfig: modelAccessConfig,
  HubAccessConfig: inferenceHubAccessConfig,
  ManifestS3Uri: s3ModelUri,
  ETag: anyText,
  ManifestEtag: anyText,
});
const modelDataSource = structure({ S3DataSource: s3ModelDataSource });
const environmentMap = map(environmentKey, environmentValue, { max: 100 });
const modelInput = structure({ DataInputConfig: required(dataInputConfig) });
const additionalModelDataSource = structure({
  ChannelName: required(additionalModelChannelName),
  S3DataSource: required(s3ModelDataSource),
});
const additionalModelDataSources = list(additionalModelDataSource, { max: 5 });
const additionalS3DataSource = structure({
  S3DataType: required(additionalS3DataSourceDataType),
  S3Uri: required(s3Uri),
  CompressionType: compressionType,
  ETag: anyText,
});
const baseModel = structure({
  HubContentName: hubContentName,
  HubContentVersion: hubContentVersion,
  RecipeName: recipeName,
});
const modelPackageContainerDefinition = structure({
  ContainerHostname: containerHostname,
  Image: containerImage,
  ImageDigest: imageDigest,
  ModelDataUrl: url,
  ModelDataSource: modelDataSource,
  ProductId: productId,
  Environment: environmentMap,
  ModelInput: modelInput,
  Framework: anyText,
  FrameworkVersion: modelPackageFrameworkVersion,
  NearestModelName: anyText,
  AdditionalModelDataSources: additionalModelDataSources,
  AdditionalS3DataSource: additionalS3DataSource,
  ModelDataETag: anyText,
  IsCheckpoint: flag,
  BaseModel: baseModel,
});
const modelPackageContainerDefinitionList = list(modelPackageContainerDefinition, { min: 1, max: 15 });
const transformInstanceTypes = list(transformInstanceType, { min: 1 });
const realtimeInferenceInstanceTypes = list(productionVariantInstanceType);
const contentTypes = list(contentType);
const responseMIMETypes = list(responseMIMEType);
export const inferenceSpecification = structure({
  Containers: required(modelPackageContainerDefinitionList),
  SupportedTransformInstanceTypes: transformInstanceTypes,
  SupportedRealtimeInferenceInstanceTypes: realtimeInferenceInstanceTypes,
  SupportedContentTypes: contentTypes,
  SupportedResponseMIMETypes: responseMIMETypes,
});
const sourceAlgorithm = structure({
  ModelDataUrl: url,
  ModelDataSource: modelDataSource,
  ModelDataETag: anyText,
  AlgorithmName: required(arnOrName),
});
const sourceAlgorithmList = list(sourceAlgorithm, { min: 1, max: 1 });
export const sourceAlgorithmSpecification = structure({ SourceAlgorithms: required(sourceAlgorithmList) });
const additionalInferenceSpecificationDefinition = structure({
  Name: required(entityName),
  Description: entityDescription,
  Containers: required(modelPackageContainerDefinitionList),
  SupportedTransformInstanceTypes: transformInstanceTypes,
  SupportedRealtimeInferenceInstanceTypes: realtimeInferenceInstanceTypes,
  SupportedContentTypes: contentTypes,
  SupportedResponseMIMETypes: responseMIMETypes,
});
export const additionalInferenceSpecifications = list(additionalInferenceSpecificationDefinition, { min: 1, max: 15 });
