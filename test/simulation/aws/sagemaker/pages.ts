import { checkNumber } from './checks.ts';
import { invalid } from './errors.ts';

/** How the service behaves where it is free to. */
export interface Whims {
  readonly now: () => number;
  /** How far a listing lags behind, ms; asked at its first page. One that does not shows the present on each of its pages. */
  readonly lag: () => number;
  /** Whether a page is empty, though there is more. */
  readonly isEmpty: () => boolean;
  /** Whether the next page begins with the last member of this one, as where things shift. */
  readonly repeats?: () => boolean;
  /** Whether a policy is in the way. The subject is the ARN of what is asked for, `*` for whatever there is. */
  readonly refused?: (operation: string, subject: string) => boolean;
}

export type Key = readonly (string | number)[];

export interface Listing<T> {
  /** What there was to list then. */
  readonly members: (asOf: number) => readonly T[];
  /** What the order goes by; no two members have the same. */
  readonly key: (member: T, asOf: number) => Key;
  readonly order: string;
  readonly descending: boolean;
}

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Page<T> {
  readonly members: readonly T[];
  readonly asOf: number;
  readonly NextToken?: string;
}

/** Where a page begins. */
interface Place {
  readonly order: string;
  readonly after?: Key | undefined;
  /** Whether with that one itself. */
  readonly repeats: boolean;
  /** Whether the page before it was empty. */
  readonly wasEmpty: boolean;
  /** The time that a lagging listing shows. */
  readonly asOf?: number | undefined;
}

export function readPage<T>(
  whims: Whims,
  { MaxResults: size = 10, NextToken }: PageRequest,
  { members, key, ...listing }: Listing<T>,
): Page<T> {
  checkNumber('maxResults', size, { least: 1, most: 100 });
  const order = `${listing.order} ${listing.descending ? 'descending' : 'ascending'}`;
  const place = NextToken === undefined ? firstPlace(whims, order) : placeOf(NextToken, order);
  const asOf = place.asOf ?? whims.now();
  const compare = (a: Key, b: Key) => (listing.descending ? compareKeys(b, a) : compareKeys(a, b));
  const rest = members(asOf)
    .map((member) => ({ member, key: key(member, asOf) }))
    .filter(({ key: its }) => !place.after || compare(its, place.after) > (place.repeats ? -1 : 0))
    .sort((a, b) => compare(a.key, b.key));
  if (!place.wasEmpty && rest.length > 0 && whims.isEmpty()) {
    return { members: [], asOf, NextToken: JSON.stringify({ ...place, wasEmpty: true }) };
  }
  const page = rest.slice(0, size);
  const last = page.at(-1);
  if (rest.length <= size || !last) return { members: page.map(({ member }) => member), asOf };
  // Not twice in a row: a page of one member would never get on.
  const repeats = !place.repeats && whims.repeats?.() === true;
  const next: Place = { order, after: last.key, repeats, wasEmpty: false, asOf: place.asOf };
  return { members: page.map(({ member }) => member), asOf, NextToken: JSON.stringify(next) };
}

function firstPlace(whims: Whims, order: string): Place {
  const lag = whims.lag();
  return { order, repeats: false, wasEmpty: false, ...(lag > 0 && { asOf: whims.now() - lag }) };
}

function placeOf(token: string, order: string): Place {
  const place = parsed(token);
  // In another order its key would be an arbitrary place.
  if (place?.order !== order) throw invalid('Invalid NextToken');
  return place;
}

function parsed(token: string): Place | undefined {
  try {
    return JSON.parse(token) as Place;
  } catch {
    return undefined;
  }
}

function compareKeys(a: Key, b: Key): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
