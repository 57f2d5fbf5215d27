import { readFileSync } from 'node:fs';
import { parseConfig } from '../functions/runtime/config/parse.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import { LocalRunError } from './errors.ts';

/** Throws a `ConfigError`, in the words that a deployment would use, or says why there is nothing to read. */
export function readConfig(file: string): Config {
  return parseConfig(read(file), file);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LocalRunError(`The config cannot be read: ${why}`, 2);
  }
}
