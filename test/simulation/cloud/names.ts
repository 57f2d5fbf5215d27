import { sourceKey } from '../../../functions/domain/collection.ts';

/** Where the notifier is deployed. */
export const here = { account: '111122223333', region: 'us-east-1' };
/** Another account, read by a role. */
export const there = { account: '444455556666', region: 'eu-west-1', role: 'approval-notifier-reader' };

export const hereKey = sourceKey(here);
export const thereKey = sourceKey(there);

export const table = 'approval-notifier';

/** The topics of the stack, by destination. */
export const topics = {
  machines: `arn:aws:sns:${here.region}:${here.account}:machines`,
  leads: `arn:aws:sns:${here.region}:${here.account}:leads`,
};
