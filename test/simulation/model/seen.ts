import type { CleanPoll, Life, Stand } from './evidence.ts';

/** What it was while that poll looked, if it was but one thing. */
export function seenBy({ source, began, ended }: CleanPoll, life: Life): Stand | undefined {
  const { createdAt, removedAt = Infinity, stands } = life;
  if (source !== life.source || createdAt >= began || removedAt <= ended) return undefined;
  const all = stands.filter(({ at }, index) => at <= ended && (stands[index + 1]?.at ?? Infinity) > began);
  const [one] = all;
  return one && one.at < began && all.every(({ value }) => value === one.value) ? one : undefined;
}
