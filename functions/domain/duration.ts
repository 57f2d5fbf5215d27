import ms, { type StringValue } from 'ms';

const pattern = /^[1-9]\d*[mhdw]$/;

const isDuration = (text: string): text is StringValue => pattern.test(text);

/** `30m`, `24h`, `7d`, `2w` in ms; undefined for what is none. */
export function durationOf(text: string): number | undefined {
  return isDuration(text) ? ms(text) : undefined;
}
