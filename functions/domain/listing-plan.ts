import { isGroup, isOwn, type Group } from './collection.ts';
import type { Routing } from './routing.ts';
import type { Selector } from './selector.ts';

/** Creation times listed, in ms; both exclusive. What was created outside is not judged absent. */
export interface Window {
  readonly after: number;
  readonly before: number;
}

export const always: Window = { after: -Infinity, before: Infinity };
/** Nothing was created in it. */
export const never: Window = { after: Infinity, before: -Infinity };

export interface ListingPlan {
  /** One listing of every version in the account, or one per group. */
  readonly accountWide: boolean;
  /** Whether the groups' names must be listed first, to hold them against globs. */
  readonly discover: boolean;
  /** Groups that are listed one by one in any case: named or known ones, or (account-wide) only those that others share. */
  readonly groups: readonly Group[];
  /** How many calls all that takes, as far as it is known. */
  readonly calls: number;
  /** Calls after which an account-wide listing is given up, because one per group is cheaper. */
  readonly worthCalls: number;
}

export interface KnownGroup {
  readonly group: Group;
  readonly versions: number;
}

/**
 * Chooses the listing that needs fewer calls. How many versions lie in groups that nobody watches is only known by listing
 * account-wide once (`accountCalls`, learned); until then the least that it can take is assumed. Infinity: it is not to be had,
 * even if everything is wanted.
 */
export function planListing(
  routing: Routing,
  known: readonly KnownGroup[],
  limits: { readonly pageSize: number },
  accountCalls: number | undefined,
): ListingPlan {
  const pages = (versions: number) => Math.max(1, Math.ceil(versions / limits.pageSize));
  const selectors = routing.selectors.filter(({ kind }) => kind === 'group');
  const wanted = new Map<string, KnownGroup>();
  const named = selectors.flatMap(({ named: group }) => (group && isGroup(group) ? [{ group, versions: 0 }] : []));
  // A name can be excepted by its own rule: nobody wants that group.
  for (const entry of [...named, ...known]) if (routing.isWanted(entry.group)) wanted.set(entry.group.id, entry);

  const discover = selectors.some(({ named: group }) => group === undefined);
  const own = [...wanted.values()].filter(({ group }) => isOwn(group));
  const shared = [...wanted.values()].filter(({ group }) => !isOwn(group)).map(({ group }) => group);
  const ownVersions = own.reduce((sum, { versions }) => sum + versions, 0);
  const oneByOne = own.reduce((sum, { versions }) => sum + pages(versions), discover ? pages(own.length) : 0);
  const sharedCalls = [...wanted.values()].reduce(
    (sum, { group, versions }) => sum + (isOwn(group) ? 0 : pages(versions)),
    0,
  );
  const everything = selectors.some(({ all }) => all);
  const cost = accountCalls ?? pages(ownVersions);
  const isWorth = cost < Infinity && (everything || cost <= oneByOne);
  const accountWide = own.length + Number(discover) > 0 && isWorth;
  if (accountWide) {
    const worthCalls = everything ? Infinity : Math.max(oneByOne, 2);
    return { accountWide, discover: false, groups: shared, calls: cost + sharedCalls, worthCalls };
  }
  const groups = [...own.map(({ group }) => group), ...shared];
  return { accountWide, discover, groups, calls: oneByOne + sharedCalls, worthCalls: 0 };
}

/** The creation times that any of the selectors can select. */
export function windowOf(selectors: readonly Selector[]): Window {
  return {
    after: Math.min(...selectors.map(({ createdAfter }) => createdAfter)),
    before: Math.max(...selectors.map(({ createdBefore }) => createdBefore)),
  };
}
