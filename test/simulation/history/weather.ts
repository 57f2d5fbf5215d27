import { randomBy } from '../../support/random.ts';
import type { Fault, Nature, Site } from '../engine/fault.ts';

/** Those that a loss may follow from stand twice. */
const faults: readonly Fault[] = [
  ...(['throttled', 'failing', 'unavailable', 'refused', 'cut', 'lost', 'lost'] as const),
  ...(['killed-before', 'killed-after', 'killed-before', 'killed-after', 'stalled'] as const),
];

const kills: readonly Fault[] = ['killed-before', 'killed-after'];

export interface WeatherOptions {
  readonly seed: number;
  /** Of 100,000 attempts so many fail. */
  readonly storm: number;
  /** What does not happen, by its name: how a history is made shorter. */
  readonly spared?: ReadonlySet<string> | undefined;
}

/**
 * What befalls calls; and soon after a process was killed often the next one. Each attempt has a fate of its own, by its name ("the
 * 12th UpdateItem of poll"), so that one that is spared changes that of no other.
 */
export class Weather implements Nature {
  /** Nothing fails. */
  isCalm = false;
  /** What happened, by its name. */
  readonly happened: string[] = [];
  readonly #options: WeatherOptions;
  readonly #onFault: (what: string) => void;
  readonly #latency: (below: number) => number;
  readonly #counts = new Map<string, number>();
  /** What fails for longer than a client tries. */
  #lasting: { readonly what: string; readonly fault: Fault; left: number } | undefined;
  /** Of so many attempts yet one may kill. */
  #aftershocks = 0;

  /** `onFault` is told of each as it happens, in words. */
  constructor(options: WeatherOptions, onFault: (what: string) => void) {
    this.#onFault = onFault;
    this.#options = options;
    this.#latency = randomBy(options.seed ^ 0x5bd1e995);
  }

  latency(): number {
    // Now and then an answer is slow.
    return this.#latency(40) === 0 ? this.#latency(1400) : 2 + this.#latency(30);
  }

  fault({ caller, service, operation }: Site): Fault | undefined {
    const { seed, storm, spared } = this.#options;
    const what = `${caller} ${service} ${operation}`;
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    if (this.isCalm || storm === 0) return undefined;
    const name = `${what} #${count}`;
    const fault = this.#fate(what, randomBy(seed ^ hash(name)));
    if (!fault || spared?.has(name)) return undefined;
    this.happened.push(name);
    this.#onFault(`${name}: ${fault}`);
    return fault;
  }

  #fate(what: string, random: (below: number) => number): Fault | undefined {
    if (this.#lasting?.what === what && this.#lasting.left-- > 0) return this.#lasting.fault;
    if (this.#aftershocks > 0) {
      this.#aftershocks--;
      if (random(60) === 0) {
        this.#aftershocks = 0;
        return kills[random(2)];
      }
    }
    if (random(100_000) >= this.#options.storm) return undefined;
    const fault = faults[random(faults.length)];
    if (fault && kills.includes(fault)) this.#aftershocks = 40;
    else if (fault && fault !== 'stalled' && random(2) === 0) this.#lasting = { what, fault, left: 1 + random(12) };
    return fault;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
