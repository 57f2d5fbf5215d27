import { live, play } from './live.ts';
import type { Plan } from './plan.ts';
import type { Violation } from '../model/judge.ts';

/** A history that breaks the same promise with as little as was found. */
export interface Shrunk {
  readonly plan: Plan;
  readonly violation: Violation;
  /** What happens in it, in the order of time. */
  readonly told: readonly string[];
}

/**
 * Leaves out, as long as the same promise is broken, what happens to the registry and what fails: halves first, then quarters, down
 * to each by itself.
 */
export async function shrink(plan: Plan, { promise }: Violation): Promise<Shrunk> {
  const isBroken = async (candidate: Plan) => (await live(candidate)).violation?.promise === promise;
  const withFewerSteps = async (from: Plan) => {
    const all = range(from.steps).filter((step) => !from.without?.has(step));
    const others = (kept: readonly number[]) => new Set(range(from.steps).filter((step) => !kept.includes(step)));
    const kept = await least(all, (some) => isBroken({ ...from, without: others(some) }));
    return { ...from, without: others(kept) };
  };
  const calmer = async (from: Plan) => {
    const { happened } = (await play(from)).history.weather;
    const others = (kept: readonly string[]) => new Set(happened.filter((name) => !kept.includes(name)));
    return { ...from, spared: others(await least(happened, (some) => isBroken({ ...from, spared: others(some) }))) };
  };
  const shrunk = await withFewerSteps(await calmer(await withFewerSteps(plan)));
  const { history, outcome } = await play(shrunk);
  const { violation } = outcome;
  if (!violation) throw new Error('a history that was played again went another way');
  return { plan: shrunk, violation, told: history.toldOf(violation.what) };
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** Of some things as few as will do: delta debugging. */
async function least<Item>(
  all: readonly Item[],
  isEnough: (kept: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  let kept = all;
  for (let size = Math.ceil(kept.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length;) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (await isEnough(fewer)) kept = fewer;
      else from += size;
    }
  }
  return kept;
}
