/**
 * `npm run e2e`: deploys the real stack to implementations of AWS that are not ours, does what a user does, and counts what arrives.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopOnSignals } from '../../local/signals.ts';
import { pythonPrograms } from './python.ts';
import { Stage } from './stage.ts';
import { tell } from './story.ts';

const { keep } = parseArgs({ options: { keep: { type: 'boolean', default: false } } }).values;

/** In ms: whatever hangs, this ends. */
const longest = 15 * 60_000;

const signal = AbortSignal.any([stopOnSignals(), AbortSignal.timeout(longest)]);
const folder = mkdtempSync(join(tmpdir(), 'notifier-e2e-'));
console.log(`logs, templates and recorded calls: ${folder}`);
try {
  const programs = await pythonPrograms(join(folder, 'python.log'), signal);
  const stage = await Stage.start(folder, programs, signal);
  try {
    process.exitCode = (await tell(stage, programs, signal)) ? 0 : 1;
  } finally {
    await stage.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
if (process.exitCode === 0 && !keep) rmSync(folder, { recursive: true, force: true });
