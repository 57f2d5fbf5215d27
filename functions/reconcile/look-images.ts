import { imageOf, wholeRegistry, type Collection, type Image } from '../domain/collection.ts';
import type { CollectionLook } from '../domain/collection-look.ts';
import { always, never } from '../domain/listing-plan.ts';
import { RegistryError } from '../domain/registry.ts';
import type { LookDeps, Looks } from './looks.ts';

/**
 * How often a great image is listed to its end, as a share of the polls: only that shows removals, and what an earlier poll saw
 * changed but could not confirm. Left to chance, because a turn to remember would be a write in every poll.
 */
const wholeLooks = 1 / 12;

/** Lists the versions of every watched image, one listing each. */
export async function lookAtImages(deps: LookDeps, looks: Looks): Promise<void> {
  const { registry, routing, budget, problems } = deps;
  const selectors = routing.selectors.filter(({ kind }) => kind === 'image');
  const images = new Map<string, Image>();
  const want = (collection: Collection | undefined) => {
    if (collection && isImage(collection) && routing.isWanted(collection)) images.set(collection.id, collection);
  };
  for (const { named } of selectors) want(named);
  const byConfig = new Set(images.keys());
  for (const { collection, isGone } of looks.all()) if (!isGone) want(collection);
  if (selectors.some(({ named }) => !named)) {
    await problems.guard(wholeRegistry, async () => {
      for await (const names of registry.listImages({ signal: budget.signal })) names.map(imageOf).forEach(want);
    });
  }
  for (const image of images.values()) {
    const one = looks.of(image);
    if (!one) continue;
    if (budget.isUp) {
      problems.unfinished(image, 'ListImageVersions');
      return;
    }
    await problems.guard(image, () => lookAtImage(image, one, { ...deps, isNamed: byConfig.has(image.id) }));
  }
}

/** What was modified since the last look comes first: of what is all known, the next page shows nothing new. */
async function lookAtImage(
  image: Image,
  one: CollectionLook,
  deps: LookDeps & { readonly isNamed: boolean },
): Promise<void> {
  const { registry, budget, problems, pageSize, random, isNamed } = deps;
  const toTheEnd = !one.isBaselined || one.size <= pageSize || random() < wholeLooks;
  try {
    for await (const page of registry.listImageVersions({ image, signal: budget.signal })) {
      const outcomes = page.map((listed) => one.see(listed));
      if (!toTheEnd && outcomes.length > 0 && outcomes.every((outcome) => outcome === 'known')) {
        one.complete(never);
        return;
      }
      if (budget.isUp) {
        problems.unfinished(image, 'ListImageVersions');
        return;
      }
    }
  } catch (error) {
    const isMissing = error instanceof RegistryError && error.fault === 'missing';
    // Of one that was there, a describe says whether it is gone. Of another, nobody knows but the config, or a list that lags.
    if (!isMissing || (one.size === 0 && isNamed)) throw error;
    if (one.size === 0) return;
  }
  one.complete(always);
}

const isImage = (collection: Collection): collection is Image => collection.kind === 'image';
