import type { z } from 'zod';
import { ConfigError, type Mistake } from './config-error.ts';
import { describeIssue } from './messages.ts';
import { configSchema, type Config } from './schema.ts';
import { isRecord } from './words.ts';
import { YamlSource } from './yaml-source.ts';

export { ConfigError } from './config-error.ts';

/** Reads the text of a `notifier.yaml`. Throws a `ConfigError` that names every mistake; `file` is how it names the file. */
export function parseConfig(text: string, file: string): Config {
  const source = new YamlSource(text);
  if (source.mistakes.length > 0) throw new ConfigError(file, source.mistakes);
  const result = configSchema.safeParse(source.data, { error: describeIssue, reportInput: true });
  if (result.success) return result.data;
  throw new ConfigError(
    file,
    result.error.issues.flatMap((issue) => mistakesOf(issue, source)),
  );
}

function mistakesOf(issue: z.core.$ZodIssue, source: YamlSource): readonly Mistake[] {
  const { path, input, message } = issue;
  if (issue.code === 'invalid_union') {
    // Of several shapes, the one that was meant is the one whose mistakes lie inside of it.
    const meant = issue.errors.find((errors) => errors.every(isInside));
    if (meant) return meant.flatMap((inner) => mistakesOf({ ...inner, path: [...path, ...inner.path] }, source));
  }
  if (issue.code !== 'unrecognized_keys') {
    const part = issue.code === 'custom' && issue.params?.['part'] === 'key' ? 'key' : 'value';
    return [{ ...source.locate(path, part), path, value: input, problem: message }];
  }
  const problems = message.split('\n');
  return issue.keys.map((key, index) => ({
    ...source.locate([...path, key], 'key'),
    path: [...path, key],
    value: isRecord(input) ? input[key] : undefined,
    problem: problems[index] ?? message,
  }));
}

const isInside = ({ path, code }: z.core.$ZodIssue): boolean => path.length > 0 || code === 'unrecognized_keys';
