import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** One guard taken out, as a programmer might leave it out. */
export interface Bug {
  readonly name: string;
  /** What is taken out. */
  readonly guard: string;
  /** Of section 9 of the design, by their numbers. */
  readonly invariants: readonly number[];
  /** The patch's path. */
  readonly path: string;
}

const here = import.meta.dirname;
const head = /^Guard: (?<guard>.+) \(invariants? (?<invariants>\d+(?:, \d+)*)\)\n/u;

/** The bugs of a folder, in the order of their names. Throws for a patch whose first line does not say what it takes out. */
export async function bugsIn(folder = here): Promise<readonly Bug[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.patch')).sort();
  return Promise.all(names.map((name) => bugOf(join(folder, name))));
}

async function bugOf(path: string): Promise<Bug> {
  const { guard = '', invariants = '' } = head.exec(await readFile(path, 'utf8'))?.groups ?? {};
  if (guard === '') throw new Error(`${path} does not begin with "Guard: … (invariant N)"`);
  return { name: basename(path, '.patch'), guard, invariants: invariants.split(', ').map(Number), path };
}
