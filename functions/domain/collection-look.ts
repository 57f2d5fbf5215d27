import { chunkOf, collectionKey, type Collection, type Member } from './collection.ts';
import type { InForce } from './in-force.ts';
import type { Window } from './listing-plan.ts';
import type { Listed } from './observation.ts';
import { isPending } from './pending.ts';
import { isRemembered, type MemberRecord } from './record.ts';
import type { Routing } from './routing.ts';
import type { Chunk } from './state.ts';

/** What a look nominates of one item: a listing never says what is so, only what to ask. */
export interface Nomination {
  readonly collection: Collection;
  readonly chunk: number;
  /** Member -> the ARN to describe it by. */
  readonly describe: ReadonlyMap<Member, string>;
  /** Those of them whose absence nobody has seen: of a removal, they prove nothing. */
  readonly unlisted?: ReadonlySet<Member>;
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
 * - Pending, and absent from a listing of what is pending: described, but not to be told as removed.
 *
 * What it nominates it gives once: a great collection is confirmed part by part while it is listed.
 */
export class CollectionLook {
  readonly collection: Collection;
  readonly #chunks: Map<number, Chunk>;
  readonly #routing: Routing;
  readonly #inForce: InForce;
  readonly #seen = new Set<Member>();
  readonly #describe = new Map<Member, string>();
  readonly #baseline = new Map<Member, Listed>();
  readonly #unlisted = new Set<Member>();
  /** Something that should have been listed was not. */
  #isLacking = false;
  #isComplete = false;
  #isBaselineDue = false;

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

  /** What was committed of it meanwhile. */
  know(chunk: Chunk): void {
    this.#chunks.set(chunk.chunk, chunk);
  }

  /** All that was created inside the window was listed: absence there means something. */
  cover(window: Window): void {
    for (const [member, arn] of this.#missing((createdAt) => isInside(createdAt, window))) {
      this.#describe.set(member, arn);
      this.#unlisted.delete(member);
      this.#isLacking = true;
    }
  }

  /** All that is pending and was created inside the window was listed: what else was pending may be decided. */
  coverPending(window: Window): void {
    for (const [member, arn] of this.#missing((at, record) => isInside(at, window) && isPending(record))) {
      this.#describe.set(member, arn);
      this.#unlisted.add(member);
    }
  }

  /**
   * The listing went well to its end, the last part of it inside the window. A look that began in another invocation, at that
   * time (ms), had shown the rest.
   */
  complete(window: Window, began?: number): void {
    this.cover(window);
    this.#isComplete = true;
    this.#isLacking ||= began === undefined || this.size === 0;
    this.#isBaselineDue = began === undefined || began >= this.#newestTerm;
  }

  /** It was told to be gone, and nothing of it has been there since. */
  get isGone(): boolean {
    return this.#chunks.get(0)?.gone === true;
  }

  /** A group or image that was there, and nothing of it was listed: it may be gone as a whole. */
  get mayBeGone(): boolean {
    if (this.collection.kind === 'packages' || this.#seen.size > 0 || this.isGone) return false;
    return this.#isLacking && this.chunks.some(({ born }) => born !== undefined);
  }

  /** What to confirm, a chunk each; chunk 0 last, because it says that the baseline is complete. */
  nominations(): readonly Nomination[] {
    const given = this.#nominations();
    for (const nominated of [this.#describe, this.#baseline, this.#unlisted]) nominated.clear();
    this.#isLacking = false;
    this.#isBaselineDue = false;
    return given;
  }

  #nominations(): readonly Nomination[] {
    const since = this.#newestTerm;
    const marks = this.#isBaselineDue && !this.isBaselined && (this.#seen.size > 0 || this.#chunks.size > 0);
    const unlisted = new Set(this.#unlisted);
    const chunks = new Set([...this.#describe.keys(), ...this.#baseline.keys()].map(chunkOf));
    if (marks) chunks.add(0);
    return [...chunks]
      .sort((a, b) => b - a)
      .map((chunk) => ({
        collection: this.collection,
        chunk,
        describe: new Map([...this.#describe].filter(([member]) => chunkOf(member) === chunk)),
        ...(unlisted.size > 0 && { unlisted }),
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

  /** What is remembered and watched, and was not seen. */
  *#missing(of: (createdAt: number, record: MemberRecord) => boolean): Generator<readonly [Member, string]> {
    for (const { records, arnPrefix } of this.#chunks.values()) {
      for (const [member, record] of records) {
        const isMissing = of(record.createdAt, record) && !this.#seen.has(member);
        const isWatched = isMissing && this.#routing.isWatched(this.collection, member);
        if (isWatched && arnPrefix !== undefined) yield [member, `${arnPrefix}${member}`];
      }
    }
  }
}

const isInside = (createdAt: number, { after, before }: Window): boolean => createdAt > after && createdAt < before;
