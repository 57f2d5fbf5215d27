import type { z } from 'zod';
import type { Rule } from '../../domain/rule.ts';
import { isExcluded, isGlob, nameOf } from './selector.ts';
import { didYouMean, isRecord, showValue } from './words.ts';

type Context = z.core.$RefinementCtx;

/** Refuses groups of which none can match. */
export function checkSelectors({ groups, except, nameContains }: Rule, context: Context): void {
  const part = nameContains?.toLowerCase();
  const left = groups.filter((entry) => !isExcluded(entry, except));
  if (left.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['except'],
      input: except,
      message: 'leaves out every entry of groups: the rule can never match',
    });
  } else if (
    part !== undefined &&
    left.every((entry) => !isGlob(entry) && !nameOf(entry).toLowerCase().includes(part))
  ) {
    context.addIssue({
      code: 'custom',
      path: ['nameContains'],
      input: nameContains,
      message: `${showValue(nameContains)} is in the name of none of the groups: the rule can never match`,
    });
  }
}

/** Refuses a window of creation times that is empty. Both are ISO 8601 in UTC by now, so they compare as text. */
export function checkCreation({ createdAfter, createdBefore }: Rule, context: Context): void {
  if (createdAfter === undefined || createdBefore === undefined || createdAfter < createdBefore) return;
  context.addIssue({
    code: 'custom',
    path: ['createdBefore'],
    input: createdBefore,
    message: `${showValue(createdBefore)} is not later than createdAfter, ${showValue(createdAfter)}: the rule can never match`,
  });
}

/** Refuses filters of versions where no version is told. */
export function checkGroupRemoved(rule: Rule, context: Context): void {
  if (rule.changes.some((kind) => kind !== 'group-removed')) return;
  const { approvalStatus, createdAfter, createdBefore } = rule;
  for (const [option, value] of Object.entries({ approvalStatus, createdAfter, createdBefore })) {
    if (value === undefined) continue;
    const lacking = option === 'approvalStatus' ? 'approval status' : 'creation time';
    context.addIssue({
      code: 'custom',
      path: [option],
      input: value,
      message: `has no effect: "group-removed" is the only change asked for, and a removed group has no ${lacking}`,
    });
  }
}

/** Refuses names in `notify` that no one defined. Takes what was read as it is: other mistakes may be in it. */
export function undefinedDestinations(config: unknown, context: Context): void {
  if (!isRecord(config) || !isRecord(config['destinations']) || !Array.isArray(config['watch'])) return;
  const defined = Object.keys(config['destinations']);
  const rules: readonly unknown[] = config['watch'];
  rules.forEach((rule, index) => {
    const names: unknown = isRecord(rule) ? rule['notify'] : undefined;
    if (!Array.isArray(names)) return;
    names.forEach((name: unknown, position) => {
      if (typeof name !== 'string' || defined.includes(name)) return;
      context.addIssue({
        code: 'custom',
        path: ['watch', index, 'notify', position],
        input: name,
        message: `${showValue(name)} is not a destination; defined: ${defined.join(', ') || 'none'}${didYouMean(name, defined)}`,
      });
    });
  });
}
