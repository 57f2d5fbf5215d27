import { InvalidArgumentError } from 'commander';
import { durationOf } from '../functions/domain/duration.ts';
import { CliError } from './errors.ts';

/** What options take. Each says what is allowed; commander puts the option and the value before it. */

/** One of some words, by whichever of AWS's spellings: `CREATION_TIME`, `CreationTime` and `creation-time` are one. */
export function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => plain(word) === plain(text));
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Allowed: ${words.join(', ')}.`);
  };
}

const plain = (word: string): string => word.toLowerCase().replace(/[-_]/g, '');

export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const allowed = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
    throw new InvalidArgumentError(`Allowed: a whole number, ${allowed}.`);
  };
}

export function url(text: string): string {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol)) return text;
  throw new InvalidArgumentError('Allowed: a URL, such as http://127.0.0.1:4566.');
}

/** The entries of a record, or only the one that an option names. For options whose choice is known when they are used only. */
export function oneOfThese<Value>(
  option: string,
  asked: string | undefined,
  record: Readonly<Record<string, Value>>,
): readonly (readonly [name: string, value: Value])[] {
  const entries = Object.entries(record);
  if (asked === undefined) return entries;
  const found = entries.filter(([name]) => name === asked);
  if (found.length > 0) return found;
  const allowed = entries.map(([name]) => name).join(', ');
  throw new CliError(`option '${option}' argument '${asked}' is invalid. Allowed: ${allowed}.`, 2);
}

/** A length of time such as `30s`, in ms. */
export function time(text: string): number {
  const length = durationOf(text);
  if (length !== undefined) return length;
  throw new InvalidArgumentError('Allowed: 1s or more: a whole number and s, m, h, d or w, such as 30s or 5m.');
}
