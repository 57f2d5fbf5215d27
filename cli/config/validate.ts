import { readConfig } from '../../local/config.ts';
import { thisTerminal } from '../terminal.ts';
import { meaning } from './meaning.ts';

/** Throws a `ConfigError` that names every mistake. */
export async function validate(file: string): Promise<void> {
  const { stdout } = thisTerminal();
  await stdout.write(meaning(readConfig(file), file, stdout.colors));
}
