import { z } from 'zod';
import { didYouMean, showValue } from './words.ts';

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  record: 'a map',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
};

/** The words for what the schema itself has none for. One line per unknown option, in the order of `keys`. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.input, kinds[issue.expected] ?? issue.expected);
    case 'invalid_value':
      return issue.input === undefined
        ? `is missing; allowed: ${issue.values.join(', ')}`
        : `${showValue(issue.input)} is not allowed; allowed: ${issue.values.join(', ')}`;
    case 'too_small':
      return `${showValue(issue.input)} is too small; the least is ${String(issue.minimum)}`;
    case 'too_big':
      return `${showValue(issue.input)} is too large; the most is ${String(issue.maximum)}`;
    case 'unrecognized_keys': {
      const allowed = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
      return issue.keys.map((key) => describeUnknown(key, allowed)).join('\n');
    }
    default:
      return undefined;
  }
}

function describeType(input: unknown, expected: string): string {
  if (input === undefined) return `is missing; expected ${expected}`;
  if (input === null) return `is empty; expected ${expected}`;
  if (expected === 'text' && (typeof input === 'number' || typeof input === 'boolean')) {
    return `${showValue(input)} is a ${typeof input}; put it in quotes to make it text`;
  }
  if (expected === 'a list' && typeof input === 'string') {
    return `${showValue(input)} is not a list; write [${showValue(input)}]`;
  }
  return `${showValue(input)} is not ${expected}`;
}

/** Of an option that none is called by. */
export function describeUnknown(key: string, allowed: readonly string[]): string {
  return `${showValue(key)} is not an option here; allowed: ${allowed.join(', ')}${didYouMean(key, allowed)}`;
}
