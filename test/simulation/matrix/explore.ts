import { conflict, type Effect } from './effect.ts';

/** By process, what it would do next. */
type Next = ReadonlyMap<number, Effect | undefined>;

/** A state of a run, and which process goes on from it. */
interface Step {
  readonly next: Next;
  process: number;
  /** Those that must be tried from here, and those that were, this one included. */
  readonly wanted: Set<number>;
  readonly tried: Set<number>;
  /** Those whose step was tried earlier on the way, and would be no other now. */
  readonly asleep: ReadonlySet<number>;
}

/** Who goes on; nothing, if all that could follow was seen in another order. */
export type Choose = (next: Next) => number | undefined;

/**
 * All orders of the steps of concurrent processes that are told apart by what they touch: of orders that only swap neighbours which
 * touch nothing in common, one is run (dynamic partial-order reduction with sleep sets; Flanagan and Godefroid, POPL 2005). `run`
 * plays one from the start, asking before each step who takes it.
 */
export async function explore(run: (choose: Choose) => Promise<void>): Promise<void> {
  const path: Step[] = [];
  for (let isNew = true; isNew; isNew = turn(path)) {
    let depth = 0;
    await run((next) => {
      if (depth === path.length) {
        const step = stepFrom(next, path.at(-1));
        if (!step) return undefined;
        path.push(step);
      }
      return path[depth++]?.process;
    });
    wantOtherOrders(path);
  }
}

/** Whoever went last goes on, if it can. */
function stepFrom(next: Next, before: Step | undefined): Step | undefined {
  const asleep = new Set(before ? sleepersAfter(before) : []);
  const awake = [...next.keys()].filter((one) => !asleep.has(one));
  const process = awake.find((one) => one === before?.process) ?? awake[0];
  return process === undefined
    ? undefined
    : { next, process, asleep, wanted: new Set([process]), tried: new Set([process]) };
}

function sleepersAfter({ next, process, asleep, tried }: Step): readonly number[] {
  const done = new Set([...asleep, ...tried]);
  return [...done].filter((one) => one !== process && !conflict(next.get(one), next.get(process)));
}

/** Wherever two steps touch the same and either could have been first, the other has to be tried there. */
function wantOtherOrders(path: readonly Step[]): void {
  /** By process, the last step of each other that comes before its own in any such order. */
  const known = new Map<number, Map<number, number>>();
  /** The same at each step. */
  const knownAt: Map<number, number>[] = [];
  for (const [index, { process, next }] of path.entries()) {
    const mine = known.get(process) ?? new Map<number, number>();
    const before = path.slice(0, index).findLastIndex((one, earlier) => {
      const isKnown = earlier <= (mine.get(one.process) ?? -1);
      return one.process !== process && !isKnown && conflict(one.next.get(one.process), next.get(process));
    });
    const other = path[before];
    if (other) for (const one of other.next.has(process) ? [process] : other.next.keys()) other.wanted.add(one);
    for (const [earlier, one] of path.slice(0, index).entries()) {
      if (one.process === process || !conflict(one.next.get(one.process), next.get(process))) continue;
      for (const [whose, last] of [...(knownAt[earlier] ?? []), [one.process, earlier] as const])
        mine.set(whose, Math.max(last, mine.get(whose) ?? -1));
    }
    known.set(process, mine);
    knownAt.push(new Map(mine));
  }
}

/** Takes the last turn that is left; false if there is none. */
function turn(path: Step[]): boolean {
  for (let step = path.at(-1); step; path.pop(), step = path.at(-1)) {
    const { wanted, tried, asleep } = step;
    const other = [...wanted].find((one) => !tried.has(one) && !asleep.has(one));
    if (other === undefined) continue;
    step.process = other;
    tried.add(other);
    return true;
  }
  return false;
}
