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

// Not by running out of things to do: what a client keeps open must not keep us.
process.exit(await main());
