import { outputTo, type Output } from '../local/output.ts';

/** Where a command says what. */
export interface Terminal {
  /** What was asked for, and nothing else. */
  readonly stdout: Output;
  /** What is said about it. */
  readonly stderr: Output;
  /** Columns that a table may take: of a terminal, its own; whoever reads a pipe wants nothing cut. */
  readonly room: number;
}

export function thisTerminal(): Terminal {
  const stdout = outputTo(process.stdout);
  return { stdout, stderr: outputTo(process.stderr), room: process.stdout.isTTY ? stdout.width : Infinity };
}
