import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eachLimited } from '../../../functions/reconcile/each.ts';
import { bugsIn, type Bug } from './patches.ts';
import { inScratch } from './scratch.ts';
import type { Answer } from './worker.ts';

export interface Plan {
  /** Of the bugs. @default all */
  readonly names?: readonly string[];
  /** How many are played of each, at most, from seed 1 on. */
  readonly histories: number;
  /** @default where this file is */
  readonly folder?: string;
  /** Hears of each as soon as it is over. */
  readonly hear?: (planted: Planted) => void;
}

/** What became of a bug. */
export interface Planted {
  readonly bug: string;
  readonly guard: string;
  readonly invariants: readonly number[];
  readonly caught: boolean;
  /** How many it took; all, if it was not caught. */
  readonly histories: number;
  /** Of the history that caught it. */
  readonly seed?: number;
  /** The promise that was seen broken; or why nothing was seen, if that is not for want of a history. */
  readonly broken?: string;
  /** Of real time. */
  readonly ms: number;
}

/** One bug's histories may take so long, ms: one that never ends is not caught. */
const patience = 600_000;

/** Plants each bug into a scratch copy, and plays histories there until the simulator finds it. In the order of their names. */
export async function plant({ names, histories, folder, hear }: Plan): Promise<readonly Planted[]> {
  const all = await bugsIn(folder);
  const unknown = names?.filter((name) => !all.some((bug) => bug.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`no such bug: ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`);
  const chosen = all.filter(({ name }) => names?.includes(name) ?? true);
  const planted = new Map<Bug, Planted>();
  await eachLimited(2, chosen, async (bug) => {
    const outcome = await plantOne(bug, histories);
    planted.set(bug, outcome);
    hear?.(outcome);
  });
  return chosen.flatMap((bug) => planted.get(bug) ?? []);
}

async function plantOne({ name: bug, guard, invariants, path }: Bug, histories: number): Promise<Planted> {
  const began = performance.now();
  const found = await inScratch(path, (folder) => play(folder, histories));
  const ms = Math.round(performance.now() - began);
  const caught = found.seed !== undefined;
  return { ...{ bug, guard, invariants, caught, histories: found.seed ?? histories, ms }, ...found };
}

async function play(folder: string, histories: number): Promise<Pick<Planted, 'seed' | 'broken'>> {
  const worker = join(folder, 'test/simulation/bugs/worker.ts');
  // What jest needs of Node is not for this one.
  const env = { ...process.env, NODE_OPTIONS: '' };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', worker, String(histories)], {
      ...{ cwd: folder, env, timeout: patience },
    });
    const { seed, violation } = JSON.parse(stdout) as Answer;
    return {
      ...(seed !== undefined && { seed }),
      ...(violation && { broken: `${violation.promise}: ${violation.what}` }),
    };
  } catch (error) {
    return { broken: `no judgement: ${error instanceof Error ? error.message.slice(0, 2000) : String(error)}` };
  }
}
