import { shortName } from '../functions/channels/shared/subject.ts';
import type { Notification } from '../functions/domain/change.ts';
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

  /** What the rules say should be told, and was not: one line each. Of destinations that are out of order, nothing is missed. */
  missing(
    deeds: readonly Deed[],
    heard: readonly Notification[],
    outOfOrder: readonly string[] = [],
  ): readonly string[] {
    const told = new Set(heard.map(({ destination, change }) => line(change.kind, shortName(change), destination)));
    return deeds.flatMap((deed) =>
      this.#destinationsOf(deed)
        .filter((destination) => !outOfOrder.includes(destination))
        .map((destination) => line(deed.kind, subjectOf(deed), destination))
        .filter((wanted) => !told.has(wanted)),
    );
  }

  #destinationsOf(deed: Deed): readonly string[] {
    const group = groupByReference(deed.group, this.#source);
    if (deed.kind === 'group-removed') return this.#routing.destinationsOfWhole(deed.kind, group);
    return this.#routing.destinationsOf(deed, group, { createdAt: deed.createdAt, member: deed.version });
  }
}

const subjectOf = (deed: Deed): string =>
  deed.kind === 'group-removed' ? deed.group : `${deed.group} v${deed.version}`;

const line = (kind: string, subject: string, destination: string): string => `${kind} ${subject} to ${destination}`;

/** Ids that were told more than once. */
export function repeated(heard: readonly Notification[]): readonly string[] {
  const ids = heard.map(({ id }) => id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
