import type { Task } from './farm.ts';
import type { Plan } from './history/plan.ts';
import { beside } from './previous/beside.ts';
import { loadPrevious } from './previous/load.ts';

let previous: ReturnType<typeof loadPrevious> | undefined;

/** Throws if the previous release is wanted and cannot be had. */
export async function planOf({ hasPrevious = false, ...plan }: Task): Promise<Plan> {
  if (!hasPrevious) return plan;
  previous ??= loadPrevious();
  const loaded = await previous;
  if ('why' in loaded) throw new Error(loaded.why);
  return beside(loaded.notifier, plan);
}
