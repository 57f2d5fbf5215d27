/** Texts of the registry are cut here, once: no change is larger than an item can bear. */
const longestText = 2000;

export const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);

export const iso = (time: number): string => new Date(time).toISOString();
