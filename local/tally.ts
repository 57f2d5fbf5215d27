import { shortName } from '../functions/channels/shared/subject.ts';
import type { ChangeKind, Notification } from '../functions/domain/change.ts';
import { groupByReference, type Source } from '../functions/domain/collection.ts';
import { Routing } from '../functions/domain/routing.ts';
import type { Rule } from '../functions/domain/rule.ts';
import type { Deed } from './actions.ts';

/** Holds what was told against what was done. */
export class Tally {
  readonly #routing: Routing;
  readonly #source: Source;

  constructor(rules: readonly Rule[], source: Source) {
    this.#routing = new Routing(rules, source);
    this.#source = source;
  }

  /** What the rules say should be told, and was not: one line each. */
  missing(deeds: readonly Deed[], heard: readonly Notification[]): readonly string[] {
    const told = new Set(heard.map(({ destination, change }) => key(change.kind, shortName(change), destination)));
    return deeds.flatMap((deed) =>
      this.#routing
        .destinationsOf(deed, groupByReference(deed.group, this.#source), {
          createdAt: deed.createdAt,
          member: deed.version,
        })
        .map((destination) => key(deed.kind, `${deed.group} v${deed.version}`, destination))
        .filter((wanted) => !told.has(wanted)),
    );
  }
}

const key = (kind: ChangeKind, name: string, destination: string): string => `${kind} ${name} to ${destination}`;

/** Ids that were told more than once. */
export function repeated(heard: readonly Notification[]): readonly string[] {
  const ids = heard.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
