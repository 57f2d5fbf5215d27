import type { Change } from '../../domain/change.ts';
import { longestValue, statusOf } from './attributes.ts';
import { cut, oneLine } from '../shared/clean.ts';
import { defuse, defuseLine } from './markdown.ts';
import { clean, namesOf } from '../shared/subject.ts';

/** Amazon Q Developer takes 250 characters. */
const longestTitle = 250;

export function toTitle(headline: string): string {
  const line = defuseLine(oneLine(headline));
  const title = cut(line, longestTitle);
  // Letters that take two units of UTF-16 may count twice.
  return title.length <= longestTitle ? title : cut(line, longestTitle / 2);
}

/** Kind, names and statuses: what one may want to search a channel for. */
export function keywords(changes: readonly Change[]): readonly string[] {
  const [first] = changes;
  if (first === undefined) return [];
  const named = changes.flatMap((change) => Object.values(namesOf(change)).map((name) => short(clean(name))));
  return [...new Set([first.kind, ...named, ...changes.flatMap((change) => statusOf(change) ?? [])])];
}

/** The names that are the same for all: `group`, `image` or `name`. */
export function names(changes: readonly Change[]): Readonly<Record<string, string>> {
  const [first = {}, ...others] = changes.map(namesOf);
  const common = Object.entries(first).filter(([key, name]) =>
    others.every((each) => Object.entries(each).some(([k, n]) => k === key && n === name)),
  );
  return Object.fromEntries(common.map(([key, name]) => [key, short(clean(name))]));
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
  return /^arn:aws[a-z-]*:[A-Za-z0-9:/-]{1,2000}$/u.test(arn) ? arn : cut(defuse(oneLine(arn)), 2048) || '-';
}
