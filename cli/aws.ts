import type { GlobalOptions } from './global.ts';

/** How the SDK's clients find AWS. What is not given is left to the SDK, which looks where it always does. */
export interface AwsTarget {
  readonly endpoint?: string;
  readonly region?: string;
}

/**
 * As the AWS CLI has it, a profile that is named is stronger than keys in the environment. By the environment, because the SDK
 * takes all of a profile from there (its endpoint, too), and warns of keys beside it.
 */
export function useProfile(profile: string): void {
  process.env['AWS_PROFILE'] = profile;
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
    Reflect.deleteProperty(process.env, name);
  }
}

export function targetOf({ endpointUrl, region }: GlobalOptions): AwsTarget {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  // The SDK for JavaScript does not know AWS_DEFAULT_REGION, which the AWS CLI and boto3 go by.
  const place = region ?? (AWS_REGION || AWS_DEFAULT_REGION);
  return {
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    ...(place !== undefined && place !== '' && { region: place }),
  };
}

/** Somebody waits for the answer: fewer attempts than a poll makes. In ms. */
export const patience = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3000, requestTimeout: 8000, throwOnRequestTimeout: true },
};
