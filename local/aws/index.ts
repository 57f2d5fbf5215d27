export { errorAnswer } from './answers.ts';
export { DataInUseError, NewerFormatError } from './sagemaker/database.ts';
export type { SeedPackage, Seeds } from './sagemaker/registry.ts';
export { PortInUseError } from './server.ts';
export { startLocalAws, type LocalAws, type LocalAwsOptions } from './start.ts';
export type { AwsAnswer, AwsCall, BusEvent, Interceptor, PublishedMessage, RegistryEvent } from './types.ts';
