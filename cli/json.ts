/** As every command prints JSON: whole, and to be read by people, too. */
export const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);
