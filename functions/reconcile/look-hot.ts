import { isGroup, isOwn, unversioned } from '../domain/collection.ts';
import type { CollectionLook } from '../domain/collection-look.ts';
import type { InForce } from '../domain/in-force.ts';
import type { Window } from '../domain/listing-plan.ts';
import { isPending } from '../domain/pending.ts';
import type { Routing } from '../domain/routing.ts';
import {
  groupsOf,
  noted,
  ofAccount,
  ofGroup,
  ofUnversioned,
  planFor,
  see,
  type Listing,
  type Narrowed,
} from './listings.ts';
import type { LookDeps, Looks } from './looks.ts';

/** Lists may lag: what is newer than all that is known is listed from so long before, in ms. */
const lag = 10 * 60_000;

/** Of the time for work, at most: the sweep must get on, too. */
const share = 0.4;

/**
 * What is new, and what is pending: few calls, however great the registry is. A version that is no longer listed as pending is
 * decided, or gone: a describe tells which decision it was; that it is gone is for a whole listing to show. Where more is pending
 * than there is time for, the newest are looked at: they are the likeliest to be decided.
 */
export async function lookAtHot(deps: LookDeps, looks: Looks): Promise<void> {
  const all = looks.all().filter(({ collection }) => isGroup(collection));
  const after = Math.max(newest(all), oldestTerm(deps)) - lag;
  await lookAt({ after }, () => 0, deps, looks);
  if (looks.of(unversioned)) await list(ofUnversioned(deps, { after }), deps, looks);

  const pending = { approvalStatus: 'PendingManualApproval', after: pendingAfter(all, deps) } as const;
  const countOf = (one: CollectionLook) => pendingIn(one).filter((createdAt) => createdAt > pending.after).length;
  await lookAt(pending, countOf, deps, looks, (one, window) => {
    one.coverPending(window);
  });
}

type WhenListed = (one: CollectionLook, window: Window) => void;

/** The account at once, unless its groups one by one need fewer calls. */
async function lookAt(
  narrowed: Narrowed,
  versionsOf: (one: CollectionLook) => number,
  deps: LookDeps,
  looks: Looks,
  whenListed?: WhenListed,
): Promise<void> {
  let plan = planFor(deps, looks, versionsOf);
  if (plan.accountWide) {
    const outcome = await list(ofAccount(deps, plan.worthCalls, narrowed), deps, looks, whenListed);
    if (outcome === 'given-up' || outcome === 'refused') plan = planFor(deps, looks, versionsOf, Infinity);
  }
  for (const group of await groupsOf(plan, deps)) await list(ofGroup(deps, group, narrowed), deps, looks, whenListed);
}

async function list(listing: Listing, deps: LookDeps, looks: Looks, whenListed?: WhenListed) {
  const { budget } = deps;
  let calls = 0;
  let reached = listing.window.after;
  if (budget.isSpent(share)) return 'out-of-time';
  try {
    for await (const page of listing.pages(listing.window)) {
      reached = Math.max(reached, see(page, listing, looks));
      if (++calls > listing.worth) return 'given-up';
      if (budget.isSpent(share)) break;
    }
  } catch (error) {
    return noted(error, listing, deps);
  }
  const before = budget.isSpent(share) ? reached : listing.window.before;
  for (const one of looks.all()) if (listing.shows(one.collection)) whenListed?.(one, { ...listing.window, before });
  return 'done';
}

/** Creation times, ms. */
const pendingIn = ({ chunks }: CollectionLook): readonly number[] =>
  chunks.flatMap(({ records }) => [...records.values()].filter(isPending).map(({ createdAt }) => createdAt));

/** The creation time from which on no more is pending than can be listed in half the time. */
function pendingAfter(looks: readonly CollectionLook[], { pageSize, requestsPerSecond, budget }: LookDeps): number {
  const most = Math.max(1, Math.floor((budget.of(share / 2) / 1000) * requestsPerSecond)) * pageSize;
  const times = looks.flatMap(pendingIn);
  return times.length > most ? (times.sort((a, b) => b - a)[most] ?? -Infinity) : -Infinity;
}

/** Creation time of the newest version known of the source's own groups, ms. */
const newest = (looks: readonly CollectionLook[]): number =>
  looks
    .filter(({ collection }) => isOwn(collection))
    .flatMap(({ chunks }) => chunks.flatMap(({ records }) => [...records.values()]))
    .reduce((latest, { createdAt }) => Math.max(latest, createdAt), -Infinity);

/** What is unknown and older than every selector is no news: the sweep records it. */
const oldestTerm = ({ routing, inForce }: { readonly routing: Routing; readonly inForce: InForce }): number =>
  routing.selectors.reduce((oldest, selector) => Math.min(oldest, inForce.since(selector)), Infinity);
