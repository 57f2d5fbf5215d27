import { ascii, cut } from '../shared/clean.ts';

/** SNS: fewer than 100 characters, ASCII, no line breaks nor control characters, not beginning with a blank. */
export const longestSubject = 99;

/** A headline as SNS takes it for a subject. */
export function toSubject(headline: string): string {
  return cut(ascii(headline), longestSubject) || 'Model registry';
}
