import { chunkOf, collectionKey, type Collection, type Member } from './collection.ts';
import type { InForce } from './in-force.ts';
import type { Window } from './listing-plan.ts';
import type { Listed } from './observation.ts';
import { isRemembered } from './record.ts';
import type { Routing } from './routing.ts';
import type { Chunk } from './state.ts';

/** What a look nominates of one item: a listing never says what is so, only what to ask. */
export interface Nomination {
  readonly collection: Collection;
  readonly chunk: number;
  /** Member -> the ARN to describe it by. */
  readonly describe: ReadonlyMap<Member, string>;
  /** What was there before anyone watched: recorded as listed, told to nobody. */
  readonly baseline: readonly Listed[];
  /** On chunk 0, after a complete listing: how far the collection's baseline reaches. */
  readonly baselined?: number;
}

/**
 * One collection, as a listing passes over it. Only differences from the records are kept.
 *
 * - Equal to the record: nothing to do.
 * - Unknown: news is described; what was there before is recorded silently, unless the baseline is complete. Then it is odd (a
 *   lagging list may show what was removed), and described.
 * - Different: described.
 * - Absent from a complete listing, though created inside its window: described.
 */
export class CollectionLook {
  readonly collection: Collection;
  readonly #chunks: ReadonlyMap<number, Chunk>;
  readonly #routing: Routing;
  readonly #inForce: InForce;
  readonly #seen = new Set<Member>();
  readonly #describe = new Map<Member, string>();
  readonly #baseline = new Map<Member, Listed>();
  #isComplete = false;

  constructor(collection: Collection, chunks: readonly Chunk[], routing: Routing, inForce: InForce) {
    this.collection = collection;
    this.#chunks = new Map(chunks.map((chunk) => [chunk.chunk, chunk]));
    this.#routing = routing;
    this.#inForce = inForce;
  }

  get key(): string {
    return collectionKey(this.collection);
  }

  get chunks(): readonly Chunk[] {
    return [...this.#chunks.values()];
  }

  /** How many members are remembered. */
  get size(): number {
    return this.chunks.reduce((sum, { records }) => sum + records.size, 0);
  }

  /** Whether the listing differs from what is remembered of this one. */
  see(listed: Listed): 'known' | 'nominated' {
    const { member, arn } = listed;
    this.#seen.add(member);
    const record = this.#chunks.get(chunkOf(member))?.records.get(member);
    if (record && isRemembered(record, listed)) return 'known';
    if (!record && !this.isBaselined && !this.#routing.isNews(this.collection, listed, this.#inForce)) {
      this.#baseline.set(member, listed);
    } else {
      this.#describe.set(member, arn);
    }
    return 'nominated';
  }

  /** The listing went well to its end, and showed everything created inside the window: absence there means something. */
  complete(window: Window): void {
    this.#isComplete = true;
    for (const { records, arnPrefix } of this.#chunks.values()) {
      for (const [member, { createdAt }] of records) {
        const inside = createdAt > window.after && createdAt < window.before;
        const isAbsent = inside && !this.#seen.has(member) && this.#routing.isWatched(this.collection, member);
        if (isAbsent && arnPrefix !== undefined) {
          this.#describe.set(member, `${arnPrefix}${member}`);
        }
      }
    }
  }

  /** A group or image that was there, and nothing of it was listed: it may be gone as a whole. */
  get mayBeGone(): boolean {
    if (this.collection.kind === 'packages') return false;
    const wasThere = this.chunks.some(({ born }) => born !== undefined);
    return this.#isComplete && this.#seen.size === 0 && wasThere && !this.#chunks.get(0)?.gone;
  }

  /** What to confirm, a chunk each; chunk 0 last, because it says that the baseline is complete. */
  nominations(): readonly Nomination[] {
    const since = this.#newestTerm;
    const marks = this.#isComplete && !this.isBaselined && (this.#seen.size > 0 || this.#chunks.size > 0);
    const chunks = new Set([...this.#describe.keys(), ...this.#baseline.keys()].map(chunkOf));
    if (marks) chunks.add(0);
    return [...chunks]
      .sort((a, b) => b - a)
      .map((chunk) => ({
        collection: this.collection,
        chunk,
        describe: new Map([...this.#describe].filter(([member]) => chunkOf(member) === chunk)),
        baseline: [...this.#baseline.values()].filter(({ member }) => chunkOf(member) === chunk),
        ...(marks && chunk === 0 && { baselined: since }),
      }));
  }

  /** Whether all that was there when the selectors came into force is recorded. */
  get isBaselined(): boolean {
    const { baselined } = this.#chunks.get(0) ?? {};
    return baselined !== undefined && baselined >= this.#newestTerm;
  }

  /** Its listing went well, to its end. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  get #newestTerm(): number {
    return Math.max(...this.#routing.selectorsFor(this.collection).map((selector) => this.#inForce.since(selector)));
  }
}
