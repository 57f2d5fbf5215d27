import { ownGroup, type Group } from '../domain/collection.ts';
import { GroupLook } from '../domain/group-look.ts';
import type { InForce } from '../domain/in-force.ts';
import { planListing, windowOf } from '../domain/listing-plan.ts';
import { RegistryError, type Registry } from '../domain/registry.ts';
import type { Routing } from '../domain/routing.ts';
import type { LoadedState } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { groupBy } from './each.ts';
import type { Problems } from './problems.ts';

export interface LookDeps {
  readonly registry: Registry;
  readonly routing: Routing;
  readonly inForce: InForce;
  readonly state: LoadedState;
  readonly pageSize: number;
  readonly budget: TimeBudget;
  readonly problems: Problems;
}

export interface Look {
  readonly groups: readonly GroupLook[];
  /** Learned: an account-wide listing takes at least that many calls, more than it was worth. */
  readonly accountCalls?: number;
}

/**
 * Lists the registry once, with as few calls as it takes, and holds each page against the records. A listing that broke off
 * nominates what it saw; only a complete one makes absence mean something.
 */
export async function look(deps: LookDeps): Promise<Look> {
  const looks = new Looks(deps);
  const plan = planListing(deps.routing, looks.known(), deps, deps.state.source.accountCalls);
  if (!plan.accountWide) {
    await lookOneByOne(deps, looks, plan.groups, plan.discover);
    return { groups: looks.all() };
  }
  const outcome = await lookAccountWide(deps, looks, plan.worthCalls);
  if (outcome === 'done' || outcome === 'failed') await lookOneByOne(deps, looks, plan.groups, false);
  if (outcome === 'done' || outcome === 'failed') return { groups: looks.all() };
  // Not worth it, or not permitted: one listing per group, those that can be named.
  const again = planListing(deps.routing, looks.known(), deps, Infinity);
  await lookOneByOne(deps, looks, again.groups, again.discover);
  return { groups: looks.all(), ...(outcome === 'given-up' && { accountCalls: plan.worthCalls + 1 }) };
}

async function lookAccountWide(
  deps: LookDeps,
  looks: Looks,
  worth: number,
): Promise<'done' | 'given-up' | 'refused' | 'failed'> {
  const { registry, routing, budget, problems } = deps;
  const window = windowOf(routing.selectors.filter(({ group }) => group === undefined || isOwn(group)));
  let calls = 0;
  try {
    for await (const page of registry.listVersions({ window, signal: budget.signal })) {
      for (const listed of page) looks.of(ownGroup(listed.group))?.see(listed);
      if (++calls > worth) return 'given-up';
      if (budget.isUp) {
        problems.unfinished('the account');
        return 'failed';
      }
    }
  } catch (error) {
    problems.note('the account', error);
    return error instanceof RegistryError && error.fault === 'refused' ? 'refused' : 'failed';
  }
  for (const one of looks.all()) if (isOwn(one.group)) one.complete(window);
  return 'done';
}

async function lookOneByOne(
  { registry, routing, budget, problems }: LookDeps,
  looks: Looks,
  named: readonly Group[],
  discover: boolean,
): Promise<void> {
  const groups = new Map(named.map((group) => [group.id, group]));
  if (discover) {
    await problems.guard('groups', async () => {
      for await (const names of registry.listGroups({ signal: budget.signal })) {
        for (const group of names.map(ownGroup)) if (routing.isWanted(group)) groups.set(group.id, group);
      }
    });
  }
  for (const group of groups.values()) {
    if (budget.isUp) {
      problems.unfinished(group.id);
      return;
    }
    await problems.guard(group.id, async () => {
      const window = windowOf(routing.selectorsFor(group));
      for await (const page of registry.listVersions({ group, window, signal: budget.signal })) {
        for (const listed of page) looks.of(group)?.see(listed);
        if (budget.isUp) {
          problems.unfinished(group.id);
          return;
        }
      }
      looks.of(group)?.complete(window);
    });
  }
}

const isOwn = (group: Group): boolean => group.reference === group.name;

/** The looks at all groups, begun when first asked for: at once for those that have records. */
class Looks {
  readonly #looks = new Map<string, GroupLook | undefined>();
  readonly #deps: LookDeps;

  constructor(deps: LookDeps) {
    this.#deps = deps;
    const { routing, inForce, state } = deps;
    for (const [id, chunks] of groupBy(state.chunks, ({ group }) => group.id)) {
      const group = chunks[0]?.group;
      if (group && routing.isWanted(group)) this.#looks.set(id, new GroupLook(group, chunks, routing, inForce));
    }
    // A group whose item could not be read is not to be taken for an unknown one.
    for (const { sk } of state.broken) {
      const [, id] = /^group#(.+)#\d+$/.exec(sk) ?? [];
      if (id !== undefined) this.#looks.set(id, undefined);
    }
  }

  of(group: Group): GroupLook | undefined {
    if (!this.#looks.has(group.id)) {
      const { routing, inForce } = this.#deps;
      const wanted = routing.isWanted(group);
      this.#looks.set(group.id, wanted ? new GroupLook(group, [], routing, inForce) : undefined);
    }
    return this.#looks.get(group.id);
  }

  all(): readonly GroupLook[] {
    return [...this.#looks.values()].flatMap((one) => one ?? []);
  }

  known() {
    return this.all().map(({ group, chunks }) => ({
      group,
      versions: chunks.reduce((sum, { versions }) => sum + versions.size, 0),
    }));
  }
}
