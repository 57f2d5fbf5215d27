import type { UserContext } from '@aws-sdk/client-sagemaker';
import { packageReference } from '../arns.ts';
import { invalid } from '../errors.ts';
import type { Context } from '../operation.ts';
import type { Actor, PackageRecord } from '../records.ts';

/** MaxResults when a request names none: the API reference gives no figure for these listings; 10 is what others of it say. */
export const defaultPageSize = 10;

export const userContext = ({ arn, principalId }: Actor): UserContext => ({
  IamIdentity: { Arn: arn, PrincipalId: principalId },
});

export function existingPackage({ store, scope }: Context, nameOrArn: string): PackageRecord {
  const { key, arn } = packageReference(scope, nameOrArn);
  const found = store.package(key);
  if (!found) throw invalid(`ModelPackage ${arn} does not exist.`);
  return found;
}
