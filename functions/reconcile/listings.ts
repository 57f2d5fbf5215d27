import {
  isGroup,
  isOwn,
  ownGroup,
  unversioned,
  wholeRegistry,
  collectionKey,
  type Collection,
  type Group,
} from '../domain/collection.ts';
import { planListing, windowOf, type ListingPlan, type Window } from '../domain/listing-plan.ts';
import type { ApprovalStatus, ModelPackage } from '../domain/model-package.ts';
import { RegistryError } from '../domain/registry.ts';
import type { LookDeps, Looks } from './looks.ts';

/** One listing of model packages, oldest first. */
export interface Listing {
  /** In the order of their keys listings are made: one that is under way comes after those that are done. */
  readonly key: string;
  /** What cannot be read if this cannot be listed. */
  readonly of: Collection;
  /** Creation times of what is wanted. */
  readonly window: Window;
  /** How many calls it is worth. */
  readonly worth: number;
  pages(window: Window): AsyncIterable<readonly ModelPackage[]>;
  shows(collection: Collection): boolean;
  collectionOf(listed: ModelPackage): Collection | undefined;
}

export interface Narrowed {
  readonly approvalStatus?: ApprovalStatus;
  /** Only what was created after that, ms. */
  readonly after?: number;
}

/** All versions of the account's groups that the rules can mean. */
export function ofAccount({ registry, routing, budget }: LookDeps, worth: number, narrowed: Narrowed = {}): Listing {
  const own = routing.selectors.filter(({ kind, named }) => kind === 'group' && (!named || isOwn(named)));
  return {
    key: 'account',
    of: wholeRegistry,
    window: narrowedTo(windowOf(own), narrowed),
    worth,
    pages: (window) => registry.listVersions({ window, ...status(narrowed), signal: budget.signal }),
    shows: (collection) => isGroup(collection) && isOwn(collection),
    collectionOf: ({ group }) => (group === undefined ? undefined : ownGroup(group)),
  };
}

/** The versions of one group. */
export function ofGroup({ registry, routing, budget }: LookDeps, group: Group, narrowed: Narrowed = {}): Listing {
  return {
    key: collectionKey(group),
    of: group,
    window: narrowedTo(windowOf(routing.selectorsFor(group)), narrowed),
    worth: Infinity,
    pages: (window) => registry.listVersions({ group, window, ...status(narrowed), signal: budget.signal }),
    shows: ({ kind, id }) => kind === group.kind && id === group.id,
    collectionOf: () => group,
  };
}

export function ofUnversioned({ registry, routing, budget }: LookDeps, narrowed: Narrowed = {}): Listing {
  return {
    key: collectionKey(unversioned),
    of: unversioned,
    window: narrowedTo(windowOf(routing.selectorsFor(unversioned)), narrowed),
    worth: Infinity,
    pages: (window) => registry.listUnversioned({ window, signal: budget.signal }),
    shows: ({ kind }) => kind === unversioned.kind,
    collectionOf: ({ member }) => (routing.isWatched(unversioned, member) ? unversioned : undefined),
  };
}

/** The listing that needs fewer calls, given how many versions a group counts for. */
export const planFor = (
  deps: LookDeps,
  looks: Looks,
  versionsOf: (look: ReturnType<Looks['all']>[number]) => number,
  accountCalls?: number,
): ListingPlan => {
  const known = looks.all().flatMap((one) => {
    const { collection } = one;
    return isGroup(collection) ? [{ group: collection, versions: versionsOf(one) }] : [];
  });
  return planListing(deps.routing, known, deps, accountCalls);
};

/** The groups that are to be listed one by one, in the order of their keys. */
export async function groupsOf({ groups, discover }: ListingPlan, deps: LookDeps): Promise<readonly Group[]> {
  const { registry, routing, budget, problems } = deps;
  const found = new Map(groups.map((group) => [group.id, group]));
  if (discover) {
    await problems.guard(wholeRegistry, async () => {
      for await (const names of registry.listGroups({ signal: budget.signal })) {
        for (const group of names.map(ownGroup)) if (routing.isWanted(group)) found.set(group.id, group);
      }
    });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Shows the looks what a page lists; gives the latest creation time on it, ms. */
export function see(page: readonly ModelPackage[], listing: Listing, looks: Looks): number {
  for (const listed of page) {
    const collection = listing.collectionOf(listed);
    if (collection) looks.of(collection)?.see(listed);
  }
  return page.reduce((latest, { createdAt }) => Math.max(latest, createdAt), -Infinity);
}

/** Why a listing came to no good end; noted. */
export function noted(error: unknown, { of }: Listing, { problems }: LookDeps): 'refused' | 'failed' {
  problems.note(of, error);
  return error instanceof RegistryError && error.fault === 'refused' ? 'refused' : 'failed';
}

const narrowedTo = ({ after, before }: Window, narrowed: Narrowed): Window => ({
  after: Math.max(after, narrowed.after ?? -Infinity),
  before,
});

const status = ({ approvalStatus }: Narrowed) => (approvalStatus ? { approvalStatus } : {});
