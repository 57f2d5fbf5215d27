import { isGroup, isOwn, ownGroup, wholeRegistry, type Group } from '../domain/collection.ts';
import { planListing, windowOf, type ListingPlan } from '../domain/listing-plan.ts';
import { RegistryError } from '../domain/registry.ts';
import type { LookDeps, Looks } from './looks.ts';

/**
 * Lists the model versions of all groups once, with as few calls as it takes. Gives what it learned: an account-wide listing
 * takes at least that many calls, more than it was worth.
 */
export async function lookAtGroups(deps: LookDeps, looks: Looks): Promise<{ readonly accountCalls?: number }> {
  const plan = (accountCalls?: number): ListingPlan => planListing(deps.routing, known(looks), deps, accountCalls);
  const first = plan(deps.state.source.accountCalls);
  if (!first.accountWide) {
    await lookOneByOne(deps, looks, first);
    return {};
  }
  const outcome = await lookAccountWide(deps, looks, first.worthCalls);
  // Not worth it, or not permitted: one listing per group, those that can be named.
  await lookOneByOne(deps, looks, outcome === 'done' || outcome === 'failed' ? first : plan(Infinity));
  return outcome === 'given-up' ? { accountCalls: first.worthCalls + 1 } : {};
}

async function lookAccountWide(
  deps: LookDeps,
  looks: Looks,
  worth: number,
): Promise<'done' | 'given-up' | 'refused' | 'failed'> {
  const { registry, routing, budget, problems } = deps;
  const selectors = routing.selectors.filter(({ kind, named }) => kind === 'group' && (!named || isOwn(named)));
  const window = windowOf(selectors);
  let calls = 0;
  try {
    for await (const page of registry.listVersions({ window, signal: budget.signal })) {
      for (const listed of page) if (listed.group !== undefined) looks.of(ownGroup(listed.group))?.see(listed);
      if (++calls > worth) return 'given-up';
      if (budget.isUp) {
        problems.unfinished(wholeRegistry, 'ListModelPackages');
        return 'failed';
      }
    }
  } catch (error) {
    problems.note(wholeRegistry, error);
    return error instanceof RegistryError && error.fault === 'refused' ? 'refused' : 'failed';
  }
  for (const one of looks.all()) if (isGroup(one.collection) && isOwn(one.collection)) one.complete(window);
  return 'done';
}

async function lookOneByOne(
  { registry, routing, budget, problems }: LookDeps,
  looks: Looks,
  { groups: named, discover }: ListingPlan,
): Promise<void> {
  const groups = new Map(named.map((group) => [group.id, group]));
  if (discover) {
    await problems.guard(wholeRegistry, async () => {
      for await (const names of registry.listGroups({ signal: budget.signal })) {
        for (const group of names.map(ownGroup)) if (routing.isWanted(group)) groups.set(group.id, group);
      }
    });
  }
  for (const group of groups.values()) {
    if (budget.isUp) {
      problems.unfinished(group, 'ListModelPackages');
      return;
    }
    await problems.guard(group, async () => {
      const window = windowOf(routing.selectorsFor(group));
      for await (const page of registry.listVersions({ group, window, signal: budget.signal })) {
        for (const listed of page) looks.of(group)?.see(listed);
        if (budget.isUp) {
          problems.unfinished(group, 'ListModelPackages');
          return;
        }
      }
      looks.of(group)?.complete(window);
    });
  }
}

const known = (looks: Looks): readonly { readonly group: Group; readonly versions: number }[] =>
  looks.all().flatMap(({ collection, size }) => (isGroup(collection) ? [{ group: collection, versions: size }] : []));
