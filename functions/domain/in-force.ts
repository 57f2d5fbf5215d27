import { keepUnwanted, type Collection, type Source } from './collection.ts';
import type { Listed } from './observation.ts';
import { selectorFromKey, type Selector } from './selector.ts';

/**
 * When a selector came into force: the time of the first invocation that had it. A selector that the config dropped is
 * retired (`until`), not forgotten: what was created under it just before it was edited or rolled back is news still.
 */
export interface Term {
  readonly since: number;
  readonly until?: number;
}

export type Terms = Readonly<Record<string, Term>>;

/**
 * How long a retired selector counts, in ms. Not longer than records of what no rule wants are kept: beyond that, versions told
 * long ago would have no record, and look like news.
 */
const rememberRetired = keepUnwanted;

/**
 * The reminders of a selector come into force on their own: a rule that begins to remind finds what has waited for long. No
 * release takes the key for a selector's.
 */
export const reminderKey = ({ key }: Selector): string => JSON.stringify({ remind: key });

/** Brings what the config says into force - its selectors, and their reminders - and retires the rest. The same object when nothing changes. */
export function bringIntoForce(terms: Terms, said: readonly Pick<Selector, 'key'>[], now: number): Terms {
  const current = new Set(said.map(({ key }) => key));
  const next: Record<string, Term> = {};
  let changed = false;
  for (const key of current) {
    const term = terms[key];
    if (term && term.until === undefined) {
      next[key] = term;
    } else {
      next[key] = { since: term && isRemembered(term, now) ? term.since : now };
      changed = true;
    }
  }
  for (const [key, term] of Object.entries(terms)) {
    if (current.has(key)) continue;
    if (term.until === undefined) {
      next[key] = { ...term, until: now };
      changed = true;
    } else if (isRemembered(term, now)) {
      next[key] = term;
    } else {
      changed = true;
    }
  }
  return changed ? next : terms;
}

const isRemembered = ({ until }: Term, now: number): boolean => until === undefined || now - until < rememberRetired;

/** Decides *news or baseline* for what comes without a record. */
export class InForce {
  readonly #terms: Terms;
  readonly #retired: readonly Selector[];

  constructor(terms: Terms, source: Source) {
    this.#terms = terms;
    this.#retired = Object.entries(terms)
      .filter(([, term]) => term.until !== undefined)
      .flatMap(([key]) => selectorFromKey(key, source) ?? []);
  }

  /** When the selector came into force, in ms; Infinity before that. */
  since(selector: Selector): number {
    return this.#terms[selector.key]?.since ?? Infinity;
  }

  /** When a rule began to remind of what the selector selects, in ms; Infinity before that. */
  remindsSince(selector: Selector): number {
    return this.#terms[reminderKey(selector)]?.since ?? Infinity;
  }

  /** Whether it is news for a rule's selector: created after that came into force, or under one retired since. */
  isNews(selector: Selector, collection: Collection, seen: Listed): boolean {
    if (seen.createdAt > this.since(selector)) return true;
    return this.#retired.some((retired) => {
      const term = this.#terms[retired.key];
      return (
        term?.until !== undefined &&
        seen.createdAt > term.since &&
        seen.createdAt <= term.until &&
        retired.covers(collection) &&
        retired.admits(seen)
      );
    });
  }
}
