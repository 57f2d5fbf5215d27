import { escapeUnsafe } from '../functions/channels/shared/json.ts';

/** As every command prints JSON: whole, and to be read by people, too; a terminal obeys nothing of it. */
export const pretty = (value: unknown): string => escapeUnsafe(JSON.stringify(value, undefined, 2));
