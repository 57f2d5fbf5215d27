import { devNull } from 'node:os';

/**
 * Leaves nothing in the environment that could lead the SDK anywhere but to our endpoint: no profile, credentials, FIPS switch or
 * retry mode of this machine. Returns the region.
 */
export function isolate(environment: NodeJS.ProcessEnv): string {
  const region = environment['AWS_REGION'] ?? '';
  for (const name of Object.keys(environment)) {
    if (name.startsWith('AWS_')) Reflect.deleteProperty(environment, name);
  }
  environment['AWS_CONFIG_FILE'] = devNull;
  environment['AWS_SHARED_CREDENTIALS_FILE'] = devNull;
  return region || 'us-east-1';
}
