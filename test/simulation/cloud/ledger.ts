import type { Invocation } from '../engine/container.ts';
import type { Accepted, Told } from '../model/evidence.ts';

/** What destinations accepted, in the order of time. */
export class Ledger {
  readonly #accepted: Omit<Accepted, 'change'>[] = [];
  /** What programs were told says what a change is; people's messages show its id. */
  readonly #changes = new Map<string, { readonly at: number; readonly change: Told }[]>();

  accept(destination: string, id: string, { at, by }: { readonly at: number; readonly by: Invocation }): void {
    this.#accepted.push({
      ...{ destination, id, at },
      isUnsure: () => by.harmedAt >= at || by.lateSince <= at,
      isLate: () => by.lateSince <= at,
    });
  }

  tell(id: string, told: { readonly at: number; readonly change: Told }): void {
    const key = changeOf(id);
    this.#changes.set(key, [...(this.#changes.get(key) ?? []), told]);
  }

  get size(): number {
    return this.#accepted.length;
  }

  /** How many were accepted before with the same id. */
  get doubled(): number {
    return this.size - new Set(this.#accepted.map(({ id }) => id)).size;
  }

  /** What only people were told of: programs are told of everything. */
  get stranger(): string | undefined {
    return this.#accepted.find(({ id }) => !this.#changes.has(changeOf(id)))?.id;
  }

  all(): readonly Accepted[] {
    return this.#accepted.flatMap((one) => {
      const told = this.#changes.get(changeOf(one.id)) ?? [];
      // Told again over a restored table, it may go on from something else.
      const { change } = told.findLast(({ at }) => at <= one.at) ?? told[0] ?? {};
      return change ? [{ ...one, change }] : [];
    });
  }
}

/** The id of a notification is that of its change, and the destination. */
const changeOf = (id: string): string => id.slice(0, id.indexOf('.'));

/** Those that a message of Slack shows. */
export const idsIn = (body: string, destination: string): ReadonlySet<string> =>
  new Set([...body.matchAll(new RegExp(`[\\w-]{22}\\.${destination}\\b`, 'gu'))].map(([id]) => id));
