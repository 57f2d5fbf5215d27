/** Texts of the registry are cut here, once: no change is larger than an item can bear. */
const longestText = 2000;

/** Not inside a character of two units. */
export const cut = (text: string): string =>
  text.length > longestText ? `${text.slice(0, longestText - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

export const iso = (time: number): string => new Date(time).toISOString();
