import type { Actor, DescribedModelPackage } from './model-package.ts';

interface Attribution {
  /** Who did it. */
  readonly by?: Actor;
  /** Who edited the model package last: perhaps who did it. */
  readonly editedBy?: Actor;
}

/** So soon after an edit, its editor is the last one, in ms. */
const atTheTransition = 60_000;

/** Who registered it: SageMaker keeps that for ever. */
export const registrant = ({ createdBy }: DescribedModelPackage): Attribution => (createdBy ? { by: createdBy } : {});

/**
 * Who made the one difference that was found. SageMaker keeps only the last editor, so it is who did it if that was read at the
 * transition, and nothing else differs; otherwise somebody may have edited something else since, and it is said no more than
 * that. Two edits within the minute, of which one left no trace in what is compared, are told as the later editor's.
 */
export function editor(seen: DescribedModelPackage, differences: number, now: number): Attribution {
  const { modifiedBy, modifiedAt } = seen;
  if (!modifiedBy) return {};
  return differences === 1 && now - modifiedAt <= atTheTransition ? { by: modifiedBy } : { editedBy: modifiedBy };
}

/** Who decided on a version that is first seen when it is decided: whoever made it so, unless it was edited since. */
export function decider(seen: DescribedModelPackage): Attribution {
  if (seen.modifiedAt === seen.createdAt) return registrant(seen);
  return seen.modifiedBy ? { editedBy: seen.modifiedBy } : {};
}
