/** What was done to the registry, or to what may read it, and must be told. */
export interface Sent {
  readonly kind: string;
  readonly group: string;
  /** Absent for what is told of a whole group. */
  readonly version?: number | undefined;
  readonly to?: string | undefined;
}

/** A notification as a destination got it. Its id is that of the change, then the destination's name. */
export interface Arrived {
  readonly id: string;
  /** Only where the message is for programs. */
  readonly change?: Sent;
}

export interface Verdict {
  readonly sent: number;
  /** Each counted once, however often it came. */
  readonly arrived: number;
  readonly twice: number;
  readonly lost: readonly string[];
  readonly invented: readonly string[];
}

/** Holds what arrived against what was sent: each change at each destination, and nothing else. */
export class Ledger {
  readonly #destinations: readonly string[];
  readonly #sent: Sent[] = [];
  readonly #arrived = new Map<string, number>();
  /** Change id -> change, as programs were told. */
  readonly #changes = new Map<string, Sent>();

  constructor(destinations: readonly string[]) {
    this.#destinations = destinations;
  }

  send(change: Sent): void {
    this.#sent.push(change);
  }

  arrive({ id, change }: Arrived): void {
    this.#arrived.set(id, (this.#arrived.get(id) ?? 0) + 1);
    if (change) this.#changes.set(changeOf(id), change);
  }

  verdict(): Verdict {
    // A change that was told under two ids is matched once: the other one is invented.
    const open = new Map(this.#changes);
    const lost: string[] = [];
    const matched = new Set<string>();
    for (const sent of this.#sent) {
      const [id] = [...open].find(([, change]) => words(change) === words(sent)) ?? [];
      if (id === undefined) {
        lost.push(...this.#destinations.map((name) => `${words(sent)}, to ${name}`));
        continue;
      }
      open.delete(id);
      matched.add(id);
      const missing = this.#destinations.filter((name) => !this.#arrived.has(`${id}.${name}`));
      lost.push(...missing.map((name) => `${words(sent)}, to ${name} (${id})`));
    }
    const ids = [...this.#arrived.keys()];
    const invented = ids
      .filter((id) => !matched.has(changeOf(id)))
      .map((id) => `${id}: ${words(this.#changes.get(changeOf(id)))}`);
    const twice = ids.filter((id) => (this.#arrived.get(id) ?? 0) > 1).length;
    return { sent: this.#sent.length, arrived: ids.length, twice, lost, invented };
  }
}

const changeOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));

function words(change: Sent | undefined): string {
  if (!change) return 'of a change that programs were not told of';
  const { kind, group, version, to } = change;
  return [kind, group, ...(version === undefined ? [] : [`v${version}`]), ...(to === undefined ? [] : [to])].join(' ');
}
