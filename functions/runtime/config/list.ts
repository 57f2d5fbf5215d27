import { z } from 'zod';
import { showValue } from './words.ts';

/** A list of texts, none given twice. Names, addresses and ARNs all mean the same in another letter case. */
export function list<Item extends z.ZodType<string>>(item: Item, { min = 1 } = {}) {
  return z
    .array(item)
    .min(min, 'is an empty list: the rule could never tell anything')
    .superRefine(
      (entries: readonly unknown[], context) => {
        const seen = new Set<string>();
        entries.forEach((entry, index) => {
          if (typeof entry !== 'string') return;
          const key = entry.toLowerCase();
          if (seen.has(key))
            context.addIssue({
              code: 'custom',
              path: [index],
              input: entry,
              message: `${showValue(entry)} is given twice`,
            });
          seen.add(key);
        });
      },
      { when: ({ value }) => Array.isArray(value) },
    )
    .meta({ uniqueItems: true });
}
