import ms from 'ms';

/** In words that `ms` knows. */
const pattern = /^\d{1,6} ?(?:s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?|y|years?)$/i;

/** Whether it is a whole number of seconds, minutes, hours, days, weeks or years: `90d`, `12 weeks`. */
export const isDuration = (text: string): text is ms.StringValue => pattern.test(text);

/** Without zod, because the functions take it, too. Throws a RangeError for what is no duration. */
export function milliseconds(duration: string): number {
  if (isDuration(duration)) return ms(duration);
  throw new RangeError(`${duration} is no duration`);
}
