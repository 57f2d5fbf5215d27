import { readFileSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';
import { ConfigError, parseConfig } from '../functions/runtime/config/parse.ts';
import type { Config } from '../functions/runtime/config/schema.ts';

/** What `-c KEY=VALUE` or cdk.json says. */
export function contextOf(app: App, key: string): string | undefined {
  const value: unknown = app.node.tryGetContext(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The options beside the config, and what they may be: a name that is almost right would make something new. */
const allowed = {
  stackName: { pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/, words: 'a letter, then letters, digits and -' },
  tableName: { pattern: /^[A-Za-z0-9_.-]{3,255}$/, words: 'letters, digits, _, . and -, at least 3 of them' },
  alarmTopic: {
    pattern: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
    words: 'the ARN of a standard SNS topic',
  },
};

/** What is wrong with those of them that are given, one a line. */
export function mistakesOf(app: App): readonly string[] {
  return Object.entries(allowed).flatMap(([key, { pattern, words }]) => {
    const value = contextOf(app, key);
    if (value === undefined || pattern.test(value)) return [];
    return [`-c ${key}: ${JSON.stringify(value)} is not allowed; allowed: ${words}`];
  });
}

/** The file of the config: what `-c config=FILE` says. */
export const configFile = (app: App): string => contextOf(app, 'config') ?? 'notifier.yaml';

/** The config that `-c config=FILE` names; undefined, with the reason printed, for one that cannot be read or is refused. */
export function readConfig(app: App): Config | undefined {
  const file = configFile(app);
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
