import type { CleanPoll, Life, Stand } from './evidence.ts';

/** What it was while that poll looked, if it was but one thing, and since when. */
export function seenBy({ source, began, ended }: CleanPoll, life: Life): Pick<Stand, 'at' | 'value'> | undefined {
  const { createdAt, removedAt = Infinity, stands } = life;
  if (source !== life.source || createdAt >= began || removedAt <= ended) return undefined;
  const all = stands.filter(({ at }, index) => at <= ended && (stands[index + 1]?.at ?? Infinity) > began);
  const [one] = all;
  if (!one || one.at >= began || all.some(({ value }) => value !== one.value)) return undefined;
  const other = stands.findLastIndex(({ at, value }) => at < one.at && value !== one.value);
  return { value: one.value, at: stands[other + 1]?.at ?? one.at };
}
