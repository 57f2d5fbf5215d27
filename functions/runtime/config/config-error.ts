import { showPath } from './words.ts';

/** One mistake in a config: where it is, what stands there, and what is wrong with it. */
export interface ConfigIssue {
  /** As one would write it, `watch[0].notify[1]`; empty when the file as a whole is meant. */
  readonly path: string;
  readonly value: unknown;
  readonly problem: string;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Mistake extends Position {
  readonly path: readonly PropertyKey[];
  readonly value: unknown;
  readonly problem: string;
}

/** A config that is refused. The message has one line per mistake, for a terminal. */
export class ConfigError extends Error {
  readonly issues: readonly ConfigIssue[];

  constructor(file: string, mistakes: readonly Mistake[]) {
    const ordered = [...mistakes].sort((one, other) => one.line - other.line || one.column - other.column);
    super(ordered.map((mistake) => describe(file, mistake)).join('\n'));
    this.name = 'ConfigError';
    this.issues = ordered.map(({ path, value, problem }) => ({ path: showPath(path), value, problem }));
  }
}

function describe(file: string, { line, column, path, problem }: Mistake): string {
  const place = `${file}:${line}:${column}`;
  return path.length === 0 ? `${place} ${problem}` : `${place} ${showPath(path)}: ${problem}`;
}
