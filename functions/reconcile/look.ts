import { unversioned } from '../domain/collection.ts';
import type { CollectionLook } from '../domain/collection-look.ts';
import { windowOf } from '../domain/listing-plan.ts';
import { lookAtGroups } from './look-groups.ts';
import { lookAtImages } from './look-images.ts';
import { Looks, type LookDeps } from './looks.ts';

export interface Look {
  readonly collections: readonly CollectionLook[];
  /** Learned: an account-wide listing takes at least that many calls, more than it was worth. */
  readonly accountCalls?: number;
}

/**
 * Lists the registry once, and holds each page against the records. A listing that broke off nominates what it saw; only a
 * complete one makes absence mean something.
 */
export async function look(deps: LookDeps): Promise<Look> {
  const looks = new Looks(deps);
  const learned = await lookAtGroups(deps, looks);
  await lookAtUnversioned(deps, looks);
  await lookAtImages(deps, looks);
  return { collections: looks.all(), ...learned };
}

async function lookAtUnversioned({ registry, routing, budget, problems }: LookDeps, looks: Looks): Promise<void> {
  const one = looks.of(unversioned);
  if (!one) return;
  if (budget.isUp) {
    problems.unfinished(unversioned, 'ListModelPackages');
    return;
  }
  await problems.guard(unversioned, async () => {
    const window = windowOf(routing.selectorsFor(unversioned));
    for await (const page of registry.listUnversioned({ window, signal: budget.signal })) {
      for (const listed of page) if (routing.isWatched(unversioned, listed.member)) one.see(listed);
      if (budget.isUp) {
        problems.unfinished(unversioned, 'ListModelPackages');
        return;
      }
    }
    one.complete(window);
  });
}
