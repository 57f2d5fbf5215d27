import picomatch from 'picomatch';

/** SageMaker allows no longer name, of whatever a rule watches. */
export const longestName = 63;

/** The name, or the glob, that an entry of a rule speaks of. */
export function nameOf(entry: string): string {
  return entry.slice(entry.indexOf('/') + 1);
}

export function isGlob(entry: string): boolean {
  return /[*?]/.test(entry);
}

/** Whether what a glob says beside its stars fits into a name. */
export function fits(glob: string): boolean {
  return glob.replaceAll('*', '').length <= longestName;
}

/** Whether whatever `entry` can match is matched by one of the exceptions. */
export function isExcluded(entry: string, except: readonly string[]): boolean {
  if (except.length === 0) return false;
  const excludes = except.map((glob) => picomatch(glob, { nocase: true, dot: true }));
  return excludes.some((matches) => extremes(nameOf(entry)).every((name) => matches(name)));
}

/**
 * The shortest and an overlong match of a glob, the open places filled with a letter that no name has. An exception that
 * matches both has a * wherever the glob has one, and so matches all between.
 */
function extremes(glob: string): readonly string[] {
  const filler = '_';
  const filled = glob.replaceAll('?', filler);
  return isGlob(filled)
    ? // No name is empty, which is what is left of a glob of nothing but stars.
      [filled.replaceAll('*', '') || filler, filled.replaceAll('*', filler.repeat(longestName + 1))]
    : [filled];
}
