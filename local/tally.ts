import { shortName } from '../functions/channels/shared/subject.ts';
import type { Notification } from '../functions/domain/change.ts';
import type { Source } from '../functions/domain/collection.ts';
import { Routing } from '../functions/domain/routing.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { Deed } from './deed.ts';

/** Holds what was told against what was done. */
export class Tally {
  readonly #routing: Routing;

  constructor({ watch, operators }: Pick<Config, 'watch' | 'operators'>, source: Source) {
    this.#routing = new Routing(watch, source, operators);
  }

  /**
   * What the rules say should be told, and was not: one line each. Of destinations that are out of order, nothing is missed.
   */
  missing(
    deeds: readonly Deed[],
    heard: readonly Notification[],
    outOfOrder: readonly string[] = [],
  ): readonly string[] {
    const told = new Set(heard.map(({ destination, change }) => line(change.kind, shortName(change), destination)));
    return deeds.flatMap((deed) =>
      this.#destinationsOf(deed)
        .filter((destination) => !outOfOrder.includes(destination))
        .map((destination) => line(deed.kind, deed.subject, destination))
        .filter((wanted) => !told.has(wanted)),
    );
  }

  #destinationsOf(deed: Deed): readonly string[] {
    const { kind, collection, member } = deed;
    if (kind === 'watch-failed' || kind === 'watch-recovered') {
      return this.#routing.isWanted(collection) ? this.#routing.operators : [];
    }
    return member
      ? this.#routing.destinationsOf(deed, collection, member)
      : this.#routing.destinationsOfWhole(kind, collection);
  }
}

const line = (kind: string, subject: string, destination: string): string => `${kind} ${subject} to ${destination}`;

/** Ids that were told more than once. */
export function repeated(heard: readonly Notification[]): readonly string[] {
  const ids = heard.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
