/** How often each word occurs, the most frequent first. */
export function tally<S extends string>(words: readonly S[]): readonly (readonly [S, number])[] {
  const counts = new Map<S, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
