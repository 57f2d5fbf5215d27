import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * What the bundles have for the SDK's default credential chain: Lambda hands credentials over in the environment, and the rest
 * of the chain (profiles, SSO, instance metadata) would be read at every cold start for nothing.
 */
export const defaultProvider = fromEnv;
