import type { SageMaker } from '../aws/sagemaker.ts';

/** How a listing can be other than its reader may think. */
export type Whim = 'empty page' | 'repeated page' | 'repeated token' | 'stale';

interface Paged {
  readonly NextToken?: string;
}

/** Begins a token that leads to what was asked for already; the rest is the token that it was asked with. */
const again = 'again ';

/** Behind a stale listing, ms: what happened just before a poll is not in it. */
const lag = 90_000;

/** What a listing answers when there is something odd about it. */
export class Pages {
  /** Of the next answer. */
  next: Whim | undefined;
  /** In how many answers it was so. */
  odd = 0;
  #isStale = false;

  readonly whims = { lag: () => (this.#isStale ? lag : 0), isEmpty: () => false };

  /** From then on it lists as is asked for here. */
  of(registry: SageMaker): void {
    const execute = registry.execute.bind(registry);
    registry.execute = (operation, input) =>
      operation.startsWith('List')
        ? this.#answer(input, (asked) => execute(operation, asked))
        : execute(operation, input);
  }

  #answer({ NextToken: given, ...query }: Paged, list: (asked: Paged) => object): object {
    const token = given?.startsWith(again) ? given.slice(again.length) : given;
    const asked = { ...query, ...(token && { NextToken: token }) };
    const whim = this.next;
    this.next = undefined;
    if (whim) this.odd++;
    switch (whim) {
      case undefined:
        return list(asked);
      case 'stale': {
        this.#isStale = true;
        const page = list(asked);
        this.#isStale = false;
        return page;
      }
      case 'empty page':
        return { ...emptied(list(asked)), NextToken: again + (token ?? '') };
      case 'repeated page':
        return { ...list(asked), NextToken: again + (token ?? '') };
      case 'repeated token':
        return { ...list(asked), NextToken: given };
    }
  }
}

/** Without what is listed, whatever it is called. */
const emptied = (page: object): object =>
  Object.fromEntries(Object.entries(page).map(([name, value]) => [name, Array.isArray(value) ? [] : value]));
