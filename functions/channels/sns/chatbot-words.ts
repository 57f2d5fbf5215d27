import type { Change } from '../../domain/change.ts';
import { longestValue, statusOf } from './attributes.ts';
import { cut, oneLine } from '../shared/clean.ts';
import { defuse, defuseLine } from './markdown.ts';
import { groupName } from '../shared/wording.ts';

/** Amazon Q Developer takes 250 characters. */
const longestTitle = 250;

export function toTitle(headline: string): string {
  return cut(defuseLine(oneLine(headline)), longestTitle);
}

/** Kind, group and statuses: what one may want to search a channel for. */
export function keywords(changes: readonly Change[]): readonly string[] {
  const [first] = changes;
  if (first === undefined) return [];
  return [first.kind, short(groupName(first)), ...new Set(changes.flatMap((change) => statusOf(change) ?? []))];
}

/** A value of ours or a name, as long as an attribute's value. */
export function short(text: string): string {
  return cut(defuse(oneLine(text)), longestValue) || '-';
}

/** Ids of ours stay as they are. */
export function identifier(id: string): string {
  return /^[\w.-]{1,256}$/u.test(id) ? id : short(id);
}

/** ARNs stay as they are, if they look like one. */
export function resource(arn: string): string {
  return /^[A-Za-z0-9:/-]{1,2048}$/u.test(arn) ? arn : cut(defuse(oneLine(arn)), 2048) || '-';
}
