import type { z } from 'zod';
import { packageKinds } from '../../domain/change.ts';
import type { Rule } from '../../domain/rule.ts';
import { isExcluded, isGlob, nameOf } from './glob.ts';
import { watchable, watchedBy, watchedFor, type AskableKind } from './watched.ts';
import { showValue } from './words.ts';

type Context = z.core.$RefinementCtx;
/** As written: `changes` may be left out. */
export type WrittenRule = Omit<Rule, 'changes'> & { readonly changes?: readonly AskableKind[] | undefined };

/** Refuses a rule that names nothing, or nothing that can match. */
export function checkSelectors(rule: WrittenRule, context: Context): void {
  const { except, nameContains } = rule;
  const part = nameContains?.toLowerCase();
  const watched = watchedBy(rule);
  const left = watched.flatMap((option) => rule[option]).filter((entry) => !isExcluded(entry, except));
  if (watched.length === 0) {
    context.addIssue({
      code: 'custom',
      input: rule,
      message: `watches nothing; give at least one of: ${watchable.join(', ')}`,
    });
  } else if (left.length === 0) {
    context.addIssue({
      code: 'custom',
      path: ['except'],
      input: except,
      message: `leaves out every entry of ${watched.join(' and ')}: the rule can never match`,
    });
  } else if (
    part !== undefined &&
    left.every((entry) => !isGlob(entry) && !nameOf(entry).toLowerCase().includes(part))
  ) {
    context.addIssue({
      code: 'custom',
      path: ['nameContains'],
      input: nameContains,
      message: `${showValue(nameContains)} is in the name of none of the ${watched.join(' and ')}: the rule can never match`,
    });
  }
}

/** Refuses a window of creation times that is empty. Both are ISO 8601 in UTC by now, so they compare as text. */
export function checkCreation({ createdAfter, createdBefore }: WrittenRule, context: Context): void {
  if (createdAfter === undefined || createdBefore === undefined || createdAfter < createdBefore) return;
  context.addIssue({
    code: 'custom',
    path: ['createdBefore'],
    input: createdBefore,
    message: `${showValue(createdBefore)} is not later than createdAfter, ${showValue(createdAfter)}: the rule can never match`,
  });
}

/** Refuses kinds of change that nothing of what is watched can have. */
export function checkChanges(rule: WrittenRule, context: Context): void {
  const watched = watchedBy(rule);
  if (watched.length === 0) return;
  rule.changes?.forEach((kind, index) => {
    const needed = watchedFor(kind);
    if (needed.some((option) => watched.includes(option))) return;
    context.addIssue({
      code: 'custom',
      path: ['changes', index],
      input: kind,
      message: `${showValue(kind)} never happens to ${watched.join(' or ')}; a rule that asks for it gives ${needed.join(' or ')}`,
    });
  });
}

/** Refuses filters where nothing is told that could be held against them. */
export function checkFilters(rule: WrittenRule, context: Context): void {
  const { approvalStatus, createdAfter, createdBefore } = rule;
  const refuse = (why: string | undefined, options: Readonly<Record<string, unknown>>) => {
    if (why === undefined) return;
    for (const [option, value] of Object.entries(options)) {
      if (value === undefined) continue;
      context.addIssue({ code: 'custom', path: [option], input: value, message: `has no effect: ${why}` });
    }
  };
  refuse(whyNoStatus(rule), { approvalStatus });
  refuse(whyNoTime(rule), { createdAfter, createdBefore });
}

function whyNoStatus(rule: WrittenRule): string | undefined {
  const watched = watchedBy(rule);
  if (watched.length > 0 && !watched.includes('groups')) {
    return `${watched.join(' and ')} have no approval status; only versions of groups have one`;
  }
  const kinds: readonly AskableKind[] = packageKinds;
  return rule.changes === undefined || rule.remind || rule.changes.some((kind) => kinds.includes(kind))
    ? undefined
    : 'no change of a model version is asked for, and nothing else has an approval status';
}

function whyNoTime({ changes, remind }: WrittenRule): string | undefined {
  return changes === undefined || remind || changes.some((kind) => kind !== 'group-removed')
    ? undefined
    : '"group-removed" is the only change asked for, and a removed group has no creation time';
}
