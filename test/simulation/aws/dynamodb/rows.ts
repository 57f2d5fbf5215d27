import type { Attributes } from './values.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The items of a table by their keys. Items themselves never change, so a copy is cheap. */
export class Rows {
  readonly #partitions: Map<string, Map<string, Attributes>>;

  constructor(partitions: Iterable<readonly [string, Map<string, Attributes>]> = []) {
    this.#partitions = new Map(partitions);
  }

  get({ pk, sk }: Key): Attributes | undefined {
    return this.#partitions.get(pk)?.get(sk);
  }

  set({ pk, sk }: Key, item: Attributes): void {
    const partition = this.#partitions.get(pk) ?? new Map<string, Attributes>();
    this.#partitions.set(pk, partition.set(sk, item));
  }

  delete({ pk, sk }: Key): void {
    this.#partitions.get(pk)?.delete(sk);
  }

  /** Those of one partition in the order of their sort keys, from behind a sort key on. */
  *partition(pk: string, after?: string): Iterable<Attributes> {
    const found = [...(this.#partitions.get(pk) ?? [])];
    for (const [sk, item] of found.sort(([a], [b]) => compareBytes(a, b))) {
      if (after === undefined || compareBytes(sk, after) > 0) yield item;
    }
  }

  *all(): Iterable<Attributes> {
    for (const pk of [...this.#partitions.keys()].sort(compareBytes)) yield* this.partition(pk);
  }

  copy(): Rows {
    return new Rows([...this.#partitions].map(([pk, partition]) => [pk, new Map(partition)]));
  }
}

/** DynamoDB orders by the bytes of UTF-8, JavaScript by those of UTF-16. */
const compareBytes = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));
