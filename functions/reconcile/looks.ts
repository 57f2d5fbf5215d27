import type { Clock } from '../domain/clock.ts';
import { collectionKey, type Collection } from '../domain/collection.ts';
import { CollectionLook } from '../domain/collection-look.ts';
import type { InForce } from '../domain/in-force.ts';
import type { Registry } from '../domain/registry.ts';
import type { Routing } from '../domain/routing.ts';
import type { Chunk, LoadedState } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { groupBy } from './each.ts';
import type { Problems } from './problems.ts';

export interface LookDeps {
  readonly registry: Registry;
  readonly routing: Routing;
  readonly inForce: InForce;
  readonly state: LoadedState;
  readonly pageSize: number;
  readonly requestsPerSecond: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: TimeBudget;
  readonly problems: Problems;
}

/** The looks at all collections, begun when first asked for: at once for those that have records. */
export class Looks {
  readonly #looks = new Map<string, CollectionLook | undefined>();
  readonly #routing: Routing;
  readonly #inForce: InForce;

  constructor({ routing, inForce, state }: Pick<LookDeps, 'routing' | 'inForce' | 'state'>) {
    this.#routing = routing;
    this.#inForce = inForce;
    for (const [key, chunks] of groupBy(state.chunks, ({ collection }) => collectionKey(collection))) {
      const collection = chunks[0]?.collection;
      if (collection && routing.isWanted(collection)) {
        this.#looks.set(key, new CollectionLook(collection, chunks, routing, inForce));
      }
    }
    // A collection whose item could not be read is not to be taken for an unknown one.
    for (const { sk } of state.broken) this.#looks.set(sk.slice(0, sk.lastIndexOf('#')), undefined);
  }

  of(collection: Collection): CollectionLook | undefined {
    const key = collectionKey(collection);
    if (!this.#looks.has(key)) {
      const look = () => new CollectionLook(collection, [], this.#routing, this.#inForce);
      this.#looks.set(key, this.#routing.isWanted(collection) ? look() : undefined);
    }
    return this.#looks.get(key);
  }

  /** Tells the latest of a collection. */
  know(chunk: Chunk): void {
    this.#looks.get(collectionKey(chunk.collection))?.know(chunk);
  }

  all(): readonly CollectionLook[] {
    return [...this.#looks.values()].flatMap((one) => one ?? []);
  }
}
