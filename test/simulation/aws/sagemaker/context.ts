import type { Arns, Reference } from './arns.ts';
import { accessDenied } from './errors.ts';
import type { Whims } from './pages.ts';
import type { Memory } from './records.ts';

/** What an operation has before it. */
export interface Context {
  readonly memory: Memory;
  readonly whims: Whims;
  readonly arns: Arns;
}

/** Refuses what a policy is in the way of; whether it is there is nobody's business then. */
export function allowed({ whims, arns }: Context, operation: string, subject?: Reference): void {
  const resource = subject?.arn ?? '*';
  if (whims.refused?.(operation, resource)) throw accessDenied(operation, arns.source.account, resource);
}

/** Whether it contains that, whatever the letter case. */
export const isNamed = (name: string, contained: string | undefined): boolean =>
  contained === undefined || name.toLowerCase().includes(contained.toLowerCase());

interface Window {
  readonly CreationTimeAfter?: Date | undefined;
  readonly CreationTimeBefore?: Date | undefined;
}

/** The bounds of groups and packages leave out the given moment itself. */
export const isWithin = (time: number, { CreationTimeAfter, CreationTimeBefore }: Window): boolean =>
  time > (CreationTimeAfter?.getTime() ?? -Infinity) && time < (CreationTimeBefore?.getTime() ?? Infinity);
