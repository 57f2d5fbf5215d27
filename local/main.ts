import { describeError } from './errors.ts';
import { parseOptions } from './options.ts';
import { stopOnSignals } from './signals.ts';

/** The local run: everything on this machine, no AWS account. `npm start -- --help` says more. */
async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === 'number') return options;
  const stop = stopOnSignals();
  try {
    // Only now: a mistake on the command line, or --help, need not wait for the SDK to load.
    const { run } = await import('./run.ts');
    return await run(options, stop);
  } catch (error) {
    const { text, exitCode } = describeError(error, options);
    console.error(text);
    return exitCode;
  }
}

/** Nobody reads on (`| head`), or the disk is full: nothing more can be told, and what was not is told by the next run. */
function endWith(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EPIPE') console.error(`Cannot write what is to be told: ${error.message}`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

process.stdout.on('error', endWith);
process.stderr.on('error', endWith);

// Not by running out of things to do: what a client keeps open must not keep us.
process.exit(await main());
