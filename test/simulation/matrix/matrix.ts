import { production, type Notifier } from '../cloud/notifier.ts';
import { cellsOf } from './cells.ts';
import { chosen, crashesAt, nextCrashes, type Crash } from './crashes.ts';
import { encounters, interleave, type Explored } from './interleavings.ts';
import type { Mishap } from './mishap.ts';
import { play, type Played, type Scene } from './play.ts';
import { scenes } from './scenes.ts';

/** What was tried, and the promise that was broken. */
export interface Failed {
  readonly name: string;
  readonly promise: string;
  readonly what: string;
}

export interface MatrixResult {
  readonly cells: {
    readonly run: number;
    readonly impossible: number;
    readonly failed: readonly Failed[];
    /** Of those that are impossible: how many, by why. */
    readonly reasons: Readonly<Record<string, number>>;
  };
  /** Of one process, before and after each of its calls; and then of the next, at so many places as were tried of those that there are. */
  readonly crashes: {
    readonly found: number;
    readonly exercised: number;
    readonly pairs: { readonly possible: number; readonly exercised: number };
    readonly failed: readonly Failed[];
  };
  readonly interleavings: {
    readonly orders: number;
    readonly steps: number;
    readonly encounters: readonly Omit<Explored, 'failed'>[];
    readonly failed: readonly Failed[];
  };
}

export interface MatrixOptions {
  /** Only every so many-th of all that there is to try, from this one on. @default 0 of 1 */
  readonly part?: number;
  readonly of?: number;
  /** Of the second crashes that are possible, one in so many is tried. @default 61 */
  readonly oneIn?: number;
  /** Only cells whose names contain that, and nothing else. */
  readonly cell?: string | undefined;
  readonly progress?: (text: string) => void;
  /** @default the product */
  readonly notifier?: Notifier;
}

/** Everything that can befall every call of the scenes, one at a time; every crash; and every order of two invocations. */
export async function runMatrix(options: MatrixOptions = {}): Promise<MatrixResult> {
  const { part = 0, of = 1, oneIn = 61, cell, progress = () => undefined, notifier = production } = options;
  let tasks = 0;
  const isMine = () => tasks++ % of === part;
  const cells = { run: 0, impossible: 0, failed: [] as Failed[], reasons: {} as Record<string, number> };
  const crashes = { found: 0, exercised: 0, pairs: { possible: 0, exercised: 0 }, failed: [] as Failed[] };
  const interleavings = { orders: 0, steps: 0, encounters: [] as Omit<Explored, 'failed'>[], failed: [] as Failed[] };

  const attempt = async (scene: Scene, name: string, mishaps: readonly Mishap[], failed: Failed[]) => {
    const played = await play(scene, mishaps, notifier);
    failed.push(...failureOf(name, mishaps, played));
    return played;
  };

  for (const scene of scenes) {
    const rehearsal = await play(scene, [], notifier);
    cells.failed.push(...failureOf(`${scene.name}, undisturbed`, [], rehearsal));
    const attempts = rehearsal.attempts.slice(0, rehearsal.length);
    for (const one of cellsOf(scene, attempts)) {
      if (!isMine() || !one.name.includes(cell ?? '')) continue;
      if ('reason' in one) {
        cells.impossible++;
        cells.reasons[one.reason] = (cells.reasons[one.reason] ?? 0) + 1;
      } else {
        cells.run++;
        await attempt(scene, one.name, [one.kind.mishapOf(one.attempt)], cells.failed);
      }
    }
    progress(`${scene.name}: ${cells.run} cells run, ${cells.impossible} impossible, ${cells.failed.length} failed`);
    if (cell !== undefined) continue;

    for (const [nth, first] of crashesAt(attempts).entries()) {
      if (!isMine()) continue;
      crashes.found++;
      const name = `${scene.name}: ${first.name}`;
      const played = await attempt(scene, name, [first.mishap], crashes.failed);
      crashes.exercised++;
      const possible = nextCrashes(first, played);
      crashes.pairs.possible += possible.length;
      for (const second of chosen(possible, nth, oneIn)) {
        await attempt(scene, `${name}, then ${second.name}`, mishapsOf(first, second), crashes.failed);
        crashes.pairs.exercised++;
      }
    }
    const { exercised, pairs, failed } = crashes;
    progress(`${scene.name}: ${exercised} crashes, ${pairs.exercised} pairs of them, ${failed.length} failed`);
  }

  for (const encounter of cell === undefined ? encounters : []) {
    if (!isMine()) continue;
    const { failed, ...explored } = await interleave(encounter, notifier);
    interleavings.orders += explored.orders;
    interleavings.steps += explored.steps;
    interleavings.encounters.push(explored);
    for (const { order, violation } of failed)
      interleavings.failed.push({ name: `${encounter.name}, ${order}`, ...violation });
    progress(`${encounter.name}: ${explored.orders} orders, ${failed.length} failed`);
  }
  return { cells, crashes, interleavings };
}

const mishapsOf = (...crashes: readonly Crash[]): readonly Mishap[] => crashes.map(({ mishap }) => mishap);

/** What befell nothing has shown nothing. */
function failureOf(name: string, mishaps: readonly Mishap[], { violation, struck }: Played): readonly Failed[] {
  if (violation) return [{ name, ...violation }];
  if (struck >= mishaps.length) return [];
  return [{ name, promise: 'not befallen', what: `${struck} of ${mishaps.length}` }];
}
