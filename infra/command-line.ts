import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { ConfigError, parseConfig } from '../functions/runtime/config/parse.ts';
import type { Config } from '../functions/runtime/config/schema.ts';

/** What `-c KEY=VALUE` or cdk.json says. */
export function contextOf(app: App, key: string): string | undefined {
  const value: unknown = app.node.tryGetContext(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The config that `-c config=FILE` names; undefined, with the reason printed, for one that cannot be read or is refused. */
export function readConfig(app: App): Config | undefined {
  const file = contextOf(app, 'config') ?? 'notifier.yaml';
  try {
    return parseConfig(readFileSync(file, 'utf8'), file);
  } catch (error) {
    // The person at the terminal wrote this file: they need the line that is wrong, not ours that found it.
    if (error instanceof ConfigError) console.error(error.message);
    else if (error instanceof Error && 'code' in error) console.error(`The config cannot be read: ${error.message}`);
    else throw error;
    return undefined;
  }
}
