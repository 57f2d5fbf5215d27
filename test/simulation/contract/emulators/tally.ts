import { isDeepStrictEqual } from 'node:util';

/** What of a service was held to the contract, and how that went. */
export class Tally {
  readonly #service: string;
  readonly #known: (readonly [title: string, why: string])[] = [];
  readonly #differences: string[] = [];
  #alike = 0;

  constructor(service: string) {
    this.#service = service;
  }

  /** @param why it may differ, if it is known to */
  compare(title: string, happened: unknown, expected: unknown, why?: string): void {
    const isAlike = isDeepStrictEqual(happened, expected);
    if (isAlike && why !== undefined)
      this.#differences.push(`${title}\n  is alike, and listed as known to differ: ${why}`);
    else if (isAlike) this.#alike++;
    else if (why !== undefined) this.#known.push([title, why]);
    else this.#differences.push(`${title}\n  expected ${shown(expected)}\n  happened ${shown(happened)}`);
  }

  get isAsKnown(): boolean {
    return this.#differences.length === 0;
  }

  toString(): string {
    const counts = { alike: this.#alike, 'differ as known': this.#known.length, differ: this.#differences.length };
    const cases = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const listed = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
    return [
      `${this.#service}: ${cases} cases: ${listed.join(', ')}`,
      ...this.#known.map(([title, why]) => `  known: ${title}: ${why}`),
      ...this.#differences.map((difference) => `  DIFFERS: ${difference}`),
    ].join('\n');
  }
}

/** In which no letter comes a hundred thousand times. */
const shown = (value: unknown): string => JSON.stringify(value).replace(/(.)\1{9,}/gu, '$1…');
