import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { LocalAws } from './aws/index.ts';

/** Who changes the registry in the story. The registry takes the key that signs a request for a user's name. */
export interface People {
  readonly scientist: SageMakerClient;
  readonly reviewer: SageMakerClient;
}

export function peopleAt({ endpoint, region }: LocalAws): People {
  const client = (accessKeyId: string) =>
    new SageMakerClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'any' } });
  return { scientist: client('data-scientist'), reviewer: client('reviewer') };
}
