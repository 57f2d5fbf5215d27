import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Notifier } from '../cloud/notifier.ts';
import { commit } from './commit.ts';
import { notifierOf, parts, type Release } from './release.ts';

const root = join(import.meta.dirname, '../../..');
const shelf = join(root, 'node_modules/.cache/previous');

/** The previous release's code, from this repository's own past; or why it cannot be had. */
export async function loadPrevious(): Promise<{ readonly notifier: Notifier } | { readonly why: string }> {
  if (!hasCommit()) return { why: `this copy of the repository has no commit ${commit}: clone it whole` };
  const file = await bundle();
  return { notifier: notifierOf((await import(pathToFileURL(file).href)) as Release) };
}

function hasCommit(): boolean {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** One file, so that it can lie where this repository's packages are found, and be loaded by Node and by Jest as it is. */
async function bundle(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'previous-'));
  try {
    const archive = execFileSync('git', ['archive', commit, 'functions'], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    const { outputFiles } = await build({
      stdin: { contents: parts, resolveDir: folder },
      ...{ bundle: true, write: false, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
    });
    mkdirSync(shelf, { recursive: true });
    const file = join(shelf, `${commit}.mjs`);
    // Whole or not at all: another process may be about to read it.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, outputFiles[0]?.contents ?? '');
    renameSync(draft, file);
    return file;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
