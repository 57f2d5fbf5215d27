import { changeKinds, groupKinds, imageKinds } from '../../domain/change.ts';
import type { Rule } from '../../domain/rule.ts';

/** The options of a rule that say what is watched. */
export const watchable = ['groups', 'images', 'packages'] as const;

export type Watched = Pick<Rule, (typeof watchable)[number]>;
export type AskableKind = (typeof changeKinds)[number];

/** Approval and life cycle are SageMaker's for versions only. */
const unversionedKinds = ['registered', 'failed', 'description', 'removed'] as const satisfies readonly AskableKind[];

const kinds: Readonly<Record<keyof Watched, readonly AskableKind[]>> = {
  groups: groupKinds,
  images: imageKinds,
  packages: unversionedKinds,
};

/** The options by which a rule watches something. */
export function watchedBy(rule: Watched): readonly (keyof Watched)[] {
  return watchable.filter((option) => rule[option].length > 0);
}

/** The options of which a rule must give one for a kind of change to be told. */
export function watchedFor(kind: AskableKind): readonly (keyof Watched)[] {
  return watchable.filter((option) => kinds[option].includes(kind));
}

/** What is told: what the rule says, or all that what it watches can have, but edited descriptions. Reminders if it reminds. */
export function changesOf(
  rule: Watched & Pick<Rule, 'remind'> & { changes?: AskableKind[] | undefined },
): AskableKind[] {
  const possible = watchedBy(rule).flatMap((option) => kinds[option]);
  const told = rule.changes ?? changeKinds.filter((kind) => kind !== 'description' && possible.includes(kind));
  return [...told.filter((kind) => kind !== 'reminder'), ...(rule.remind ? (['reminder'] as const) : [])];
}
