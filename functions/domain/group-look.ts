import { chunkOf, type Group } from './collection.ts';
import type { InForce } from './in-force.ts';
import type { Window } from './listing-plan.ts';
import type { ModelPackage } from './model-package.ts';
import { isRemembered } from './record.ts';
import type { Routing } from './routing.ts';
import type { Chunk } from './state.ts';

/** What a look nominates of one item: a listing never says what is so, only what to ask. */
export interface Nomination {
  readonly group: Group;
  readonly chunk: number;
  /** Version -> the ARN to describe it by. */
  readonly describe: ReadonlyMap<number, string>;
  /** Versions that were there before anyone watched: recorded as listed, told to nobody. */
  readonly baseline: readonly ModelPackage[];
  /** On chunk 0, after a complete listing: how far the group's baseline reaches. */
  readonly baselined?: number;
}

/**
 * One group, as a listing passes over it. Only differences from the records are kept.
 *
 * - Equal to the record: nothing to do.
 * - Unknown: news is described; what was there before is recorded silently, unless the baseline is complete. Then it is odd (a
 *   lagging list may show what was removed), and described.
 * - Different: described.
 * - Absent from a complete listing, though created inside its window: described.
 */
export class GroupLook {
  readonly group: Group;
  readonly #chunks: ReadonlyMap<number, Chunk>;
  readonly #routing: Routing;
  readonly #inForce: InForce;
  readonly #seen = new Set<number>();
  readonly #describe = new Map<number, string>();
  readonly #baseline = new Map<number, ModelPackage>();
  #isComplete = false;

  constructor(group: Group, chunks: readonly Chunk[], routing: Routing, inForce: InForce) {
    this.group = group;
    this.#chunks = new Map(chunks.map((chunk) => [chunk.chunk, chunk]));
    this.#routing = routing;
    this.#inForce = inForce;
  }

  get chunks(): readonly Chunk[] {
    return [...this.#chunks.values()];
  }

  see(listed: ModelPackage): void {
    const { version, arn } = listed;
    this.#seen.add(version);
    const record = this.#chunks.get(chunkOf(version))?.versions.get(version);
    if (record ? isRemembered(record, listed) : false) return;
    if (!record && !this.#isBaselined && !this.#routing.isNews(this.group, listed, this.#inForce)) {
      this.#baseline.set(version, listed);
    } else {
      this.#describe.set(version, arn);
    }
  }

  /** The listing passed over the whole group: now absence means something. */
  complete(window: Window): void {
    this.#isComplete = true;
    for (const { versions, arnPrefix } of this.#chunks.values()) {
      for (const [version, { createdAt }] of versions) {
        const inside = createdAt > window.after && createdAt < window.before;
        if (inside && !this.#seen.has(version) && arnPrefix !== undefined) {
          this.#describe.set(version, `${arnPrefix}${version}`);
        }
      }
    }
  }

  /** Recorded, and nothing of it was listed: the group itself may be gone. */
  get mayBeGone(): boolean {
    return this.#isComplete && this.#seen.size === 0 && this.#chunks.size > 0 && !this.#chunks.get(0)?.gone;
  }

  /** What to confirm, a chunk each; chunk 0 last, because it says that the baseline is complete. */
  nominations(): readonly Nomination[] {
    const since = this.#newestTerm;
    const marks = this.#isComplete && !this.#isBaselined && (this.#seen.size > 0 || this.#chunks.size > 0);
    const chunks = new Set([...this.#describe.keys(), ...this.#baseline.keys()].map(chunkOf));
    if (marks) chunks.add(0);
    return [...chunks]
      .sort((a, b) => b - a)
      .map((chunk) => ({
        group: this.group,
        chunk,
        describe: new Map([...this.#describe].filter(([version]) => chunkOf(version) === chunk)),
        baseline: [...this.#baseline.values()].filter(({ version }) => chunkOf(version) === chunk),
        ...(marks && chunk === 0 && { baselined: since }),
      }));
  }

  get #isBaselined(): boolean {
    const { baselined } = this.#chunks.get(0) ?? {};
    return baselined !== undefined && baselined >= this.#newestTerm;
  }

  get #newestTerm(): number {
    return Math.max(...this.#routing.selectorsFor(this.group).map((selector) => this.#inForce.since(selector)));
  }
}
