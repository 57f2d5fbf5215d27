import { devNull } from 'node:os';
import type { ArnOf } from './router/resources.ts';

export const account = '111122223333';
export const region = 'eu-west-1';

export const arnOf: ArnOf = (service, resource) => `arn:aws:${service}:${region}:${account}:${resource}`;

/** The user's credentials are those of ministack's root user; nothing of this machine's own settings takes part. */
export function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|CDK_|MOTO_|MINISTACK_|npm_)/u.test(name));
  return {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: 'AKIAENDTOENDUSER0000',
    AWS_SECRET_ACCESS_KEY: 'end-to-end',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    MINISTACK_ACCOUNT_ID: account,
    MINISTACK_REGION: region,
    MOTO_ACCOUNT_ID: account,
    NO_COLOR: '1',
  };
}
