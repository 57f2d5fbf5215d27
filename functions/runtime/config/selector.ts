import picomatch from 'picomatch';
import { z } from 'zod';
import { showValue } from './words.ts';

/** Names as SageMaker allows them (letters and digits, - between them), and globs that can match one. */
const globPattern = /^[a-zA-Z0-9*?](?:[a-zA-Z0-9*?-]*[a-zA-Z0-9*?])?$/;
const arnPattern =
  /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]{9,16}:\d{12}:model-package-group\/[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}$/;

const selectorPattern = new RegExp(`${globPattern.source}|${arnPattern.source}`);

const longestName = 63;

/** An entry of `groups`. */
export const selector = z
  .string()
  .regex(selectorPattern, {
    error: ({ input }) => describeSelector(String(input)),
  })
  .refine((entry) => !selectorPattern.test(entry) || fits(nameOf(entry)), {
    error: ({ input }) => describeLength(input),
  });

/** An entry of `except`. */
export const exception = z
  .string()
  .regex(globPattern, {
    error: ({ input }) =>
      String(input).startsWith('arn:')
        ? `${showValue(input)} is an ARN; except takes names and globs only, and leaves out a group named by ARN by its name`
        : describeSelector(String(input)),
  })
  .refine((entry) => !globPattern.test(entry) || fits(entry), { error: ({ input }) => describeLength(input) });

/** The group's name, or the glob, that an entry of `groups` speaks of. */
export function nameOf(entry: string): string {
  return entry.slice(entry.indexOf('/') + 1);
}

export function isGlob(entry: string): boolean {
  return /[*?]/.test(entry);
}

/** Whether whatever `entry` can match is matched by one of the exceptions. */
export function isExcluded(entry: string, except: readonly string[]): boolean {
  if (except.length === 0) return false;
  const excludes = except.map((glob) => picomatch(glob, { nocase: true }));
  return excludes.some((matches) => extremes(nameOf(entry)).every((name) => matches(name)));
}

/**
 * The shortest and an overlong match of a glob, the open places filled with a letter that no name has. An exception that
 * matches both has a * wherever the glob has one, and so matches all between.
 */
function extremes(glob: string): readonly string[] {
  const filler = '_';
  const filled = glob.replaceAll('?', filler);
  return isGlob(filled)
    ? [filled.replaceAll('*', ''), filled.replaceAll('*', filler.repeat(longestName + 1))]
    : [filled];
}

function fits(name: string): boolean {
  return name.replaceAll('*', '').length <= longestName;
}

function describeLength(input: unknown): string {
  return `${showValue(input)} is too long: a group's name has at most ${longestName} characters`;
}

function describeSelector(entry: string): string {
  const value = showValue(entry);
  if (entry.startsWith('arn:')) {
    if (entry.includes(':model-package/')) return `${value} is the ARN of a model package; give its group's`;
    if (arnPattern.test(entry.replaceAll(/[*?]/g, 'x')))
      return `${value} is an ARN with * or ?; those are for names only`;
    return `${value} is not the ARN of a model package group; allowed: arn:aws:sagemaker:REGION:ACCOUNT:model-package-group/NAME`;
  }
  if (entry === '') return `${value} is not a group's name`;
  if (/[^a-zA-Z0-9*?-]/.test(entry)) {
    return `${value} is not a group's name; allowed: letters, digits and -, in globs also * and ?`;
  }
  return `${value} is not a group's name: SageMaker's names neither start nor end with -`;
}
