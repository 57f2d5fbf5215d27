export { errorAnswer } from './answers.ts';
export { DataInUseError, NewerFormatError } from './sagemaker/database.ts';
export type { SeedGroup, SeedPackage } from './sagemaker/registry.ts';
export { PortInUseError } from './server.ts';
export { startLocalAws, type LocalAws, type LocalAwsOptions } from './start.ts';
export type { AwsAnswer, AwsCall, Interceptor, PublishedMessage } from './types.ts';
