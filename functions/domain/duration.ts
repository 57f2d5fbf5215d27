import ms, { type StringValue } from 'ms';

const pattern = /^[1-9]\d{0,8}[smhdw]$/;

const isDuration = (text: string): text is StringValue => pattern.test(text);

/** `30s`, `24h`, `7d`, `2w` in ms; undefined for what is none. */
export function durationOf(text: string): number | undefined {
  return isDuration(text) ? ms(text) : undefined;
}

/** The same of a text that must be one: throws a RangeError if it is not. */
export function milliseconds(text: string): number {
  const length = durationOf(text);
  if (length === undefined) throw new RangeError(`${text} is not a length of time`);
  return length;
}
