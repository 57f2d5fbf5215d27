import { createHash } from 'node:crypto';
import type { Change } from './change.ts';

/**
 * The same change has the same id, whoever sees it, and whenever: nothing of the look goes in. 128 bits, base64url. `born` is the
 * creation time of the subject, `moment` what tells this change from the next of its kind.
 */
export function changeId({ arn, kind, ...change }: Change, born: number, moment?: number): string {
  const to = 'to' in change ? change.to : undefined;
  const identity = JSON.stringify([arn.toLowerCase(), born, kind, to ?? null, moment ?? null]);
  return createHash('sha256').update(identity).digest().subarray(0, 16).toString('base64url');
}
