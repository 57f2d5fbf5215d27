import type { Options } from './options.ts';

/** Something that whoever started the local run can mend: the message says what and how, and is all that is shown. */
export class LocalRunError extends Error {
  override readonly name = 'LocalRunError';
  readonly exitCode: 1 | 2;

  /** @param exitCode 2 for what was asked for, 1 for what stands in the way of it */
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** By name: the classes stand in modules that a start which fails early never loads. */
const expected: Readonly<Record<string, (error: Error, options: Options) => { text: string; exitCode: number }>> = {
  LocalRunError: (error) => ({ text: error.message, exitCode: error instanceof LocalRunError ? error.exitCode : 1 }),
  ConfigError: ({ message }) => ({ text: message, exitCode: 2 }),
  PortInUseError: (_error, { port }) => ({
    text: `Port ${port} is in use: end what listens there, or choose another with --port (0 takes a free one)`,
    exitCode: 1,
  }),
  DataInUseError: (_error, { data }) => ({
    text: `${data} is in use by another local run: end that one, or name another folder with --data`,
    exitCode: 1,
  }),
  NewerFormatError: ({ message }) => ({ text: message, exitCode: 1 }),
};

/** What is said of an error that ends the run. Only what nobody foresaw shows where in the code it came from. */
export function describeError(error: unknown, options: Options): { readonly text: string; readonly exitCode: number } {
  if (!(error instanceof Error)) return { text: String(error), exitCode: 1 };
  const known = expected[error.name];
  if (known) return known(error, options);
  if ('syscall' in error) return { text: error.message, exitCode: 1 };
  return { text: error.stack ?? error.message, exitCode: 1 };
}
