/**
 * The matrix of all that can befall the calls of a few scenes; JSON on stdout, progress on stderr. `--cell NAME` plays only the
 * cells whose names contain that.
 */
import { Command } from 'commander';
import { whole } from '../whole.ts';
import { runMatrix } from './matrix.ts';

const { cell, oneIn } = new Command('matrix')
  .description('Plays short scenes in which everything befalls every call, one at a time.')
  .option('--cell <name>', 'only the cells whose names contain it')
  .option('--one-in <n>', 'of the second crashes that are possible, one in so many is tried', whole(1), 61)
  .parse()
  .opts<{ readonly cell?: string; readonly oneIn: number }>();

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
const result = await runMatrix({
  cell,
  oneIn,
  progress: (text) => process.stderr.write(`${seconds().padStart(8)}  ${text}\n`),
});
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
const { cells, crashes, interleavings } = result;
const isEmpty = cells.run + cells.impossible === 0;
if (isEmpty) process.stderr.write(`no cell has a name that contains ${JSON.stringify(cell)}\n`);
const failed = cells.failed.length + crashes.failed.length + interleavings.failed.length;
process.exitCode = isEmpty || failed > 0 ? 1 : 0;
