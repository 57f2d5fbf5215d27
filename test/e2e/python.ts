import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { complete } from './processes.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');

/** In ms: downloading everything over a slow line. */
const patience = 8 * 60_000;

const needed = `npm run e2e needs Python 3.10 or later, with its venv module, as "python3" (or as PYTHON names it), and its package
index, from which pip installs what test/e2e/requirements.txt names.`;

/**
 * Gives the folder of the programs that are installed there. The virtual environment lives outside of the tree, and is made
 * again when another Python is in use or the requirements have changed.
 */
export async function pythonPrograms(log: string, signal: AbortSignal): Promise<string> {
  const python = process.env['PYTHON'] ?? 'python3';
  const version = versionOf(python);
  const pins = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), pins);
  const programs = join(folder, 'bin');
  const ready = join(folder, 'ready');
  if (existsSync(ready)) return programs;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const steps: [string, string, string[]][] = [
    ['python -m venv', python, ['-m', 'venv', folder]],
    ['pip install', join(programs, 'pip'), ['install', '--disable-pip-version-check', '-r', requirements]],
  ];
  for (const [name, file, args] of steps) {
    try {
      await complete(name, { file, args, env: process.env, log }, patience, signal);
    } catch (error) {
      throw new Error(`${needed}\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  writeFileSync(ready, '');
  return programs;
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'sagemaker-approval-notifier', 'e2e');
}

function versionOf(python: string): string {
  const asked = spawnSync(python, ['-c', 'import sys, venv; print("%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  const [, minor] = /^3\.(\d+)\n$/u.exec(asked.stdout) ?? [];
  if (minor === undefined || Number(minor) < 10) {
    const found = asked.error ? asked.error.message : `${asked.stdout}${asked.stderr}`.trim();
    throw new Error(`${needed}\nFound: ${found}`);
  }
  return asked.stdout.trim();
}
