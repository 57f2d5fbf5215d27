import { CommanderError } from 'commander';
import { describeError } from './errors.ts';
import { createProgram } from './program.ts';

/** The command line: `npm run notifier -- --help` says more. */
async function main(): Promise<number> {
  try {
    await createProgram().parseAsync(process.argv.slice(2), { from: 'user' });
    return 0;
  } catch (error) {
    // Help, or a mistake on the command line: it has been said.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { text, exitCode } = describeError(error);
    console.error(text);
    return exitCode;
  }
}

/** Nobody reads on (`| head`), or the disk is full. */
function endWith(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EPIPE') console.error(`Cannot write: ${error.message}`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

process.stdout.on('error', endWith);
process.stderr.on('error', endWith);

// Not by running out of things to do: what a client keeps open must not keep us.
process.exit(await main());
