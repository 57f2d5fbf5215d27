import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { patience, targetOf } from '../aws.ts';
import type { GlobalOptions } from '../global.ts';

export const sageMaker = (global: GlobalOptions): SageMakerClient =>
  new SageMakerClient({ ...patience, ...targetOf(global) });
