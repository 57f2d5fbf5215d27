import type { UserContext } from '@aws-sdk/client-sagemaker';
import type { Actor } from '../domain/model-package.ts';

/**
 * Whom SageMaker names, as a person would: a Studio user by the user profile, a session by the source identity, if there is one,
 * because whoever assumes a role may call the session what they like.
 */
export function toActor({ UserProfileName, UserProfileArn, IamIdentity }: UserContext): Actor | undefined {
  const { Arn: iam, SourceIdentity: source } = IamIdentity ?? {};
  const { name, role } = identityOf(iam);
  const arn = UserProfileArn ?? iam;
  const known = UserProfileName ?? source ?? name;
  if (!known) return undefined;
  return { name: known, ...(role && { role }), ...(arn && { arn }) };
}

/** `…:user/path/reviewer`, `…:assumed-role/ROLE/SESSION`, `…:root` */
function identityOf(arn: string | undefined): { readonly name?: string; readonly role?: string } {
  const [, , , , , resource = ''] = arn?.split(':') ?? [];
  const [type, ...path] = resource.split('/');
  const name = path.at(-1) ?? type;
  const role = type === 'assumed-role' ? path[0] : undefined;
  return { ...(name && { name }), ...(role && { role }) };
}
