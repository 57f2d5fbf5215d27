import type { Change } from '../../domain/change.ts';
import type { Actor } from '../../domain/model-package.ts';
import { cut, oneLine } from './clean.ts';

/** A session's name has at most 64 characters, a source identity too; a user profile's 63. */
const longestName = 64;

/** Who did it, or made what is waited for; or who edited last, where no more is known. Nothing where SageMaker names nobody. */
export function actorRow(change: Change): readonly [label: 'By' | 'Made by' | 'Last edit', who: string] | undefined {
  const { by, editedBy } = actorsOf(change);
  if (by) return [change.kind === 'reminder' ? 'Made by' : 'By', who(by)];
  return editedBy && ['Last edit', who(editedBy)];
}

/** ` by reviewer`, where it is sure. */
export function byWhom(change: Change): string {
  const { by } = actorsOf(change);
  return by ? ` by ${clean(by.name)}` : '';
}

/** `reviewer`, `reviewer (role MlApprovers)` */
function who({ name, role }: Actor): string {
  return role === undefined ? clean(name) : `${clean(name)} (role ${clean(role)})`;
}

const clean = (name: string): string => cut(oneLine(name), longestName) || '(no name)';

function actorsOf(change: Change): { readonly by?: Actor; readonly editedBy?: Actor } {
  return 'status' in change || change.kind === 'test' ? change : {};
}
