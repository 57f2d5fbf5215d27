import type { Fault, Nature } from '../engine/fault.ts';

/** Those that a loss may follow from stand twice. */
const faults: readonly Fault[] = [
  ...(['throttled', 'failing', 'unavailable', 'refused', 'cut', 'lost', 'lost'] as const),
  ...(['killed-before', 'killed-after', 'killed-before', 'killed-after', 'stalled'] as const),
];

const kills: readonly Fault[] = ['killed-before', 'killed-after'];

/** What befalls calls: of 100,000 so many, and soon after a process was killed often the next one. */
export class Weather implements Nature {
  /** Nothing fails. */
  isCalm = false;
  readonly #storm: number;
  readonly #random: (below: number) => number;
  /** Of so many attempts yet one may kill. */
  #aftershocks = 0;

  constructor(storm: number, random: (below: number) => number) {
    this.#storm = storm;
    this.#random = random;
  }

  latency(): number {
    return 2 + this.#random(30);
  }

  fault(): Fault | undefined {
    if (this.isCalm || this.#storm === 0) return undefined;
    const random = this.#random;
    if (this.#aftershocks > 0) {
      this.#aftershocks--;
      if (random(60) === 0) {
        this.#aftershocks = 0;
        return kills[random(2)];
      }
    }
    if (random(100_000) >= this.#storm) return undefined;
    const fault = faults[random(faults.length)];
    if (fault && kills.includes(fault)) this.#aftershocks = 40;
    return fault;
  }
}
