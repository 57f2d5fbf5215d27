import type { z } from 'zod';
import { didYouMean, isRecord, showValue } from './words.ts';

/** Refuses names of destinations that no one defined. Takes what was read as it is: other mistakes may be in it. */
export function undefinedDestinations(config: unknown, context: z.core.$RefinementCtx): void {
  if (!isRecord(config) || !isRecord(config['destinations'])) return;
  const defined = Object.keys(config['destinations']);
  const check = (names: unknown, path: readonly PropertyKey[]) => {
    if (!Array.isArray(names)) return;
    names.forEach((name: unknown, position) => {
      if (typeof name !== 'string' || defined.includes(name)) return;
      context.addIssue({
        code: 'custom',
        path: [...path, position],
        input: name,
        message: `${showValue(name)} is not a destination; defined: ${defined.join(', ') || 'none'}${didYouMean(name, defined)}`,
      });
    });
  };
  const rules: readonly unknown[] = Array.isArray(config['watch']) ? config['watch'] : [];
  rules.forEach((rule, index) => {
    check(isRecord(rule) ? rule['notify'] : undefined, ['watch', index, 'notify']);
  });
  check(config['operators'], ['operators']);
}
