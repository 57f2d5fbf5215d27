import type { z } from 'zod';
import { isRecord } from './words.ts';

/** Lets a check of several options run as soon as those are valid, whatever is wrong elsewhere: all mistakes at once. */
export function settled(...options: readonly string[]) {
  const names: readonly unknown[] = options;
  return {
    when: ({ value, issues }: z.core.ParsePayload) =>
      isRecord(value) && !issues.some(({ path }) => names.includes(path?.[0])),
  };
}
