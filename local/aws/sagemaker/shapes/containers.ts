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
  string,
  transformInstanceType,
  url,
} from './names.ts';

export const modelAccessConfig = structure({ AcceptEula: required(flag) });
export const inferenceHubAccessConfig = structure({ HubContentArn: required(hubContentArn) });
export const s3ModelDataSource = structure({
  S3Uri: required(s3ModelUri),
  S3DataType: required(s3ModelDataType),
  CompressionType: required(modelCompressionType),
  ModelAccessConfig: modelAccessConfig,
  HubAccessConfig: inferenceHubAccessConfig,
  ManifestS3Uri: s3ModelUri,
  ETag: string,
  ManifestEtag: string,
});
export const modelDataSource = structure({ S3DataSource: s3ModelDataSource });
export const environmentMap = map(environmentKey, environmentValue, { max: 100 });
export const modelInput = structure({ DataInputConfig: required(dataInputConfig) });
export const additionalModelDataSource = structure({
  ChannelName: required(additionalModelChannelName),
  S3DataSource: required(s3ModelDataSource),
});
export const additionalModelDataSources = list(additionalModelDataSource, { max: 5 });
export const additionalS3DataSource = structure({
  S3DataType: required(additionalS3DataSourceDataType),
  S3Uri: required(s3Uri),
  CompressionType: compressionType,
  ETag: string,
});
export const baseModel = structure({
  HubContentName: hubContentName,
  HubContentVersion: hubContentVersion,
  RecipeName: recipeName,
});
export const modelPackageContainerDefinition = structure({
  ContainerHostname: containerHostname,
  Image: containerImage,
  ImageDigest: imageDigest,
  ModelDataUrl: url,
  ModelDataSource: modelDataSource,
  ProductId: productId,
  Environment: environmentMap,
  ModelInput: modelInput,
  Framework: string,
  FrameworkVersion: modelPackageFrameworkVersion,
  NearestModelName: string,
  AdditionalModelDataSources: additionalModelDataSources,
  AdditionalS3DataSource: additionalS3DataSource,
  ModelDataETag: string,
  IsCheckpoint: flag,
  BaseModel: baseModel,
});
export const modelPackageContainerDefinitionList = list(modelPackageContainerDefinition, { min: 1, max: 15 });
export const transformInstanceTypes = list(transformInstanceType, { min: 1 });
export const realtimeInferenceInstanceTypes = list(productionVariantInstanceType);
export const contentTypes = list(contentType);
export const responseMIMETypes = list(responseMIMEType);
export const inferenceSpecification = structure({
  Containers: required(modelPackageContainerDefinitionList),
  SupportedTransformInstanceTypes: transformInstanceTypes,
  SupportedRealtimeInferenceInstanceTypes: realtimeInferenceInstanceTypes,
  SupportedContentTypes: contentTypes,
  SupportedResponseMIMETypes: responseMIMETypes,
});
export const sourceAlgorithm = structure({
  ModelDataUrl: url,
  ModelDataSource: modelDataSource,
  ModelDataETag: string,
  AlgorithmName: required(arnOrName),
});
export const sourceAlgorithmList = list(sourceAlgorithm, { min: 1, max: 1 });
export const sourceAlgorithmSpecification = structure({ SourceAlgorithms: required(sourceAlgorithmList) });
export const additionalInferenceSpecificationDefinition = structure({
  Name: required(entityName),
  Description: entityDescription,
  Containers: required(modelPackageContainerDefinitionList),
  SupportedTransformInstanceTypes: transformInstanceTypes,
  SupportedRealtimeInferenceInstanceTypes: realtimeInferenceInstanceTypes,
  SupportedContentTypes: contentTypes,
  SupportedResponseMIMETypes: responseMIMETypes,
});
export const additionalInferenceSpecifications = list(additionalInferenceSpecificationDefinition, { min: 1, max: 15 });
