/**
 * The matrix of all that can befall the calls of a few scenes; JSON on stdout, progress on stderr. `--cell NAME` plays only the
 * cells whose names contain that.
 */
import { Command } from 'commander';
import { runMatrix } from './matrix.ts';

const { cell } = new Command('matrix')
  .description('Plays short scenes in which everything befalls every call, one at a time.')
  .option('--cell <name>', 'only the cells whose names contain it')
  .parse()
  .opts<{ readonly cell?: string }>();

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
const result = await runMatrix({
  cell,
  progress: (text) => process.stderr.write(`${seconds().padStart(8)}  ${text}\n`),
});
process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
const { cells, crashes, interleavings } = result;
process.exitCode = cells.failed.length + crashes.failed.length + interleavings.failed.length > 0 ? 1 : 0;
