import { timestamp } from '../functions/runtime/config/timestamp.ts';
import { CliError } from './errors.ts';

/** What a time option says. Apart from the other kinds of values: what checks it takes its time to load. */
export function readTime(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const parsed = timestamp.safeParse(text);
  if (parsed.success) return new Date(parsed.data);
  throw new CliError(`option '${option} <time>': ${parsed.error.issues[0]?.message ?? 'is invalid'}`, 2);
}

/** `2026-01-31T09:00:00Z`: to the second, and as the options take it. */
export const showTime = (time: Date | undefined): string => time?.toISOString().replace(/\.\d+Z$/, 'Z') ?? '';

export const isoTime = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();
