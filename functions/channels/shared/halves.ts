/** Both halves of a list, to find the culprit in it; an empty half is left out. */
export function halves<T extends object>(all: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] as const],
  );
}
