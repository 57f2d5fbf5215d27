import { plant, type Planted } from '../bugs/plant.ts';
import { play, type Task } from '../farm.ts';
import { sumOf, type Sum } from '../history/sum.ts';
import { runMatrix, type MatrixResult } from '../matrix/matrix.ts';
import type { Violation } from '../model/judge.ts';
import { isOfOld } from '../previous/beside.ts';
import { loadPrevious } from '../previous/load.ts';
import { compare, type Design, type Fared } from '../rivals/compare.ts';

export interface Sizes {
  readonly seed: number;
  readonly steps: number;
  readonly histories: number;
  /** Of both releases. */
  readonly beside: number;
  /** Of each design. */
  readonly compared: number;
  /** Of the second crashes that are possible, one in so many. */
  readonly oneIn: number;
  /** At most, for each planted bug. */
  readonly perBug: number;
}

export interface Found {
  readonly seed: number;
  readonly violation: Violation;
}

export interface Findings {
  readonly sizes: Sizes;
  readonly histories: Sum & { readonly seconds: number; readonly violations: readonly Found[] };
  readonly matrix: MatrixResult & { readonly seconds: number };
  /** Nothing, if the previous release cannot be had; then why. */
  readonly besides: { readonly violations: readonly Found[]; readonly ofOld: number } | { readonly why: string };
  readonly planted: readonly Planted[];
  readonly designs: Readonly<Record<Design, Fared>>;
}

/** All that the simulator can try, one after the other. `say` hears how far it is. */
export async function gather(sizes: Sizes, say: (text: string) => void): Promise<Findings> {
  const { seed, steps } = sizes;
  say('histories');
  let began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  const tasks = range(sizes.histories).map((index) => ({ seed: seed + index, steps, mode: 'liveness' as const }));
  const histories = { ...(await playAll(tasks)), seconds: seconds() };
  say('the matrix');
  began = performance.now();
  const matrix = { ...(await runMatrix({ oneIn: sizes.oneIn, progress: say })), seconds: seconds() };
  say('the previous release beside this one');
  const besides = await playBesides(sizes);
  say('planted bugs');
  const planted = await plant({
    histories: sizes.perBug,
    hear: ({ bug, caught, histories: needed }) => {
      say(`  ${bug}: ${caught ? `caught after ${needed}` : 'not caught'}`);
    },
  });
  say('other designs');
  const designs = await compare({ histories: sizes.compared, seed, steps });
  return { sizes, histories, matrix, besides, planted, designs };
}

async function playBesides({ beside, seed, steps }: Sizes): Promise<Findings['besides']> {
  const previous = await loadPrevious();
  if ('why' in previous) return previous;
  const found = await playAll(range(beside).map((index) => ({ seed: seed + index, steps, hasPrevious: true })));
  const violations = found.violations.filter(({ violation }) => !isOfOld(violation));
  return { violations, ofOld: found.violations.length - violations.length };
}

async function playAll(tasks: readonly Task[]) {
  const outcomes = await play(tasks, () => undefined);
  const violations = outcomes.flatMap(({ violation }, index) =>
    violation ? [{ seed: tasks[index]?.seed ?? 0, violation }] : [],
  );
  return { ...sumOf(outcomes), violations };
}

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** What must not be, one to a line. */
export function failuresIn({ histories, matrix, besides, planted, designs }: Findings): readonly string[] {
  const { cells, crashes, interleavings } = matrix;
  const both = 'why' in besides ? [] : besides.violations;
  return [
    ...[...histories.violations, ...both].map(
      ({ seed, violation: { promise, what } }) => `seed ${seed}: ${promise}: ${what}`,
    ),
    ...[cells, crashes, interleavings].flatMap(({ failed }) =>
      failed.map(({ name, promise, what }) => `${name}: ${promise}: ${what}`),
    ),
    ...planted.flatMap(({ bug, caught }) => (caught ? [] : [`${bug} was not caught`])),
    ...(designs.product.broken > 0 ? [`${designs.product.broken} histories broke a promise, counted otherwise`] : []),
  ];
}
