import { integer, oneLine, oneOf, text } from '../shape.ts';

// The API reference's texts and numbers, by its own names and with its patterns letter by letter, because its messages quote
// them. Two departures: customer metadata's pattern without the quantified end that only Java takes, and no list of
// instance types, which grows every month.

export const entityName = text({ min: 1, max: 63, pattern: '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}' });
export const entityDescription = text({ max: 1024, pattern: String.raw`[\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}]*` });
export const tagKey = text({ min: 1, max: 128, pattern: String.raw`([\p{L}\p{Z}\p{N}_.:/=+\-@]*)` });
export const tagValue = text({ max: 256, pattern: String.raw`([\p{L}\p{Z}\p{N}_.:/=+\-@]*)` });
export const managedStorageType = oneOf('Restricted');
export const arnOrName = text({
  min: 1,
  max: 170,
  pattern: String.raw`(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)`,
});
export const maxResults = integer({ min: 1, max: 100 });
export const nameContains = text({ max: 63, pattern: String.raw`[a-zA-Z0-9\-]+` });
export const nextToken = text({ max: 8192, pattern: oneLine });
export const modelPackageGroupSortBy = oneOf('Name', 'CreationTime');
export const sortOrder = oneOf('Ascending', 'Descending');
export const crossAccountFilterOption = oneOf('SameAccount', 'CrossAccount');
export const modelPackageRegistrationType = oneOf('Logged', 'Registered');
export const containerHostname = text({ max: 63, pattern: '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}' });
export const containerImage = text({ max: 255, pattern: String.raw`[\S]+` });
export const imageDigest = text({ max: 72, pattern: '[Ss][Hh][Aa]256:[0-9a-fA-F]{64}' });
export const url = text({ max: 1024, pattern: '(https|s3)://([^/]+)/?(.*)' });
export const s3ModelUri = text({ max: 1024, pattern: '(https|s3)://([^/]+)/?(.*)' });
export const s3ModelDataType = oneOf('S3Prefix', 'S3Object');
export const modelCompressionType = oneOf('None', 'Gzip');
export const hubContentArn = text({ max: 255, pattern: oneLine });
export const anyText = text();
export const productId = text({ max: 256, pattern: '[a-zA-Z0-9](-*[a-zA-Z0-9])*' });
export const environmentKey = text({ max: 1024, pattern: '[a-zA-Z_][a-zA-Z0-9_]*' });
export const environmentValue = text({ max: 1024 });
export const dataInputConfig = text({ min: 1, max: 16384 });
export const modelPackageFrameworkVersion = text({ min: 3, max: 10, pattern: String.raw`[0-9]\.[A-Za-z0-9.-]+` });
export const additionalModelChannelName = text({ min: 1, max: 64, pattern: String.raw`[A-Za-z0-9\.\-_]+` });
export const additionalS3DataSourceDataType = oneOf('S3Object', 'S3Prefix');
export const s3Uri = text({ max: 1024, pattern: '(https|s3)://([^/]+)/?(.*)' });
export const compressionType = oneOf('None', 'Gzip');
export const hubContentName = text({ max: 63, pattern: '[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}' });
export const hubContentVersion = text({ min: 5, max: 14, pattern: String.raw`\d{1,4}.\d{1,4}.\d{1,4}` });
export const recipeName = text({ max: 255 });
export const transformInstanceType = text();
export const productionVariantInstanceType = text();
export const contentType = text({ max: 256, pattern: oneLine });
export const responseMIMEType = text({ max: 1024, pattern: String.raw`[-\w]+\/.+` });
export const roleArn = text({
  min: 20,
  max: 2048,
  pattern: String.raw`arn:aws[a-z\-]*:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`,
});
export const maxConcurrentTransforms = integer({ min: 0 });
export const maxPayloadInMB = integer({ min: 0 });
export const batchStrategy = oneOf('MultiRecord', 'SingleRecord');
export const transformEnvironmentKey = text({ max: 1024, pattern: '[a-zA-Z_][a-zA-Z0-9_]{0,1023}' });
export const transformEnvironmentValue = text({ max: 10240 });
export const s3DataType = oneOf('ManifestFile', 'S3Prefix', 'AugmentedManifestFile', 'Converse');
export const splitType = oneOf('None', 'Line', 'RecordIO', 'TFRecord');
export const accept = text({ max: 256, pattern: oneLine });
export const assemblyType = oneOf('None', 'Line');
export const kmsKeyId = text({ max: 2048, pattern: '[a-zA-Z0-9:/_-]*' });
export const transformInstanceCount = integer({ min: 1 });
export const transformAmiVersion = text({ min: 1, max: 63, pattern: '[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*' });
export const modelApprovalStatus = oneOf('Approved', 'Rejected', 'PendingManualApproval');
export const metadataPropertyValue = text({ max: 1024, pattern: oneLine });
export const contentDigest = text({ max: 72, pattern: '[Ss][Hh][Aa]256:[0-9a-fA-F]{64}' });
export const clientToken = text({ min: 1, max: 36, pattern: '[a-zA-Z0-9-]+' });
export const customerMetadataKey = text({ min: 1, max: 128, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` });
export const customerMetadataValue = text({ min: 1, max: 256, pattern: String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]*` });
export const skipModelValidation = oneOf('All', 'None');
export const modelPackageSourceUri = text({ max: 1024, pattern: String.raw`[\p{L}\p{M}\p{Z}\p{N}\p{P}]{0,1024}` });
export const modelCardContent = text({ max: 100000, pattern: oneLine });
export const modelCardStatus = oneOf('Draft', 'PendingReview', 'Approved', 'Archived');
export const stageDescription = text({ max: 1024, pattern: oneLine });
export const versionedArnOrName = text({
  min: 1,
  max: 176,
  pattern: String.raw`(arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]*:[0-9]{12}:[a-z\-]*\/)?([a-zA-Z0-9]([a-zA-Z0-9-]){0,62})(?<!-)(\/[0-9]{1,9})?`,
});
export const includedData = oneOf('AllData', 'MetadataOnly');
export const modelPackageArn = text({
  min: 1,
  max: 2048,
  pattern: String.raw`arn:aws[a-z\-]*:sagemaker:[a-z0-9\-]{9,16}:[0-9]{12}:model-package/[\S]{1,2048}`,
});
export const approvalDescription = text({ max: 1024, pattern: oneLine });
export const modelPackageType = oneOf('Versioned', 'Unversioned', 'Both');
export const modelPackageSortBy = oneOf('Name', 'CreationTime');
export const resourceArn = text({ max: 256, pattern: 'arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+' });
export const listTagsMaxResults = integer({ min: 50 });
