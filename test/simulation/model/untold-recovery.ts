import type { Accepted } from './evidence.ts';

/** Of what could not be read operators hear once, and once that it is over; in peace it is. */
export function untoldRecovery(first: readonly Accepted[]): string | undefined {
  const troubled = new Set<string>();
  for (const { change } of first) {
    const { kind, arn } = change;
    if (kind === 'watch-failed') {
      if (troubled.has(arn)) return `${arn} is told twice to be unreadable`;
      troubled.add(arn);
    } else if (kind === 'watch-recovered') {
      if (!troubled.delete(arn)) return `${arn} is told to be readable again, and never was told to be not`;
    }
  }
  const [left] = troubled;
  return left === undefined ? undefined : `that ${left} can be read again`;
}
