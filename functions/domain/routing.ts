import type { Change, ChangeKind } from './change.ts';
import type { Collection, Member, Source } from './collection.ts';
import { reminderKey, type InForce } from './in-force.ts';
import type { Listed } from './observation.ts';
import { remindOf, type Remind, type Reminding } from './remind.ts';
import type { Rule } from './rule.ts';
import { selectorsOf, type Selected, type Selector } from './selector.ts';

interface CompiledRule extends Omit<Rule, 'remind'> {
  readonly remind: Remind | undefined;
  readonly selectors: readonly Selector[];
}

/** What the rules say: what is watched, and who hears of which change. */
export class Routing {
  readonly #rules: readonly CompiledRule[];
  readonly selectors: readonly Selector[];
  /** Who hears that something cannot be read. */
  readonly operators: readonly string[];

  constructor(rules: readonly Rule[], source: Source, operators: readonly string[] = []) {
    this.#rules = rules.map((rule) => ({
      ...rule,
      remind: rule.remind && remindOf(rule.remind),
      selectors: selectorsOf(rule, source),
    }));
    this.selectors = this.#rules.flatMap(({ selectors }) => selectors);
    this.operators = [...new Set(operators)];
  }

  /** What comes into force when an invocation first has it. */
  get terms(): readonly Pick<Selector, 'key'>[] {
    const reminding = this.#rules.flatMap(({ remind, selectors }) => (remind ? selectors : []));
    return [...this.selectors, ...reminding.map((selector) => ({ key: reminderKey(selector) }))];
  }

  isWanted(collection: Collection): boolean {
    return collection.kind === 'registry' || this.selectors.some((selector) => selector.covers(collection));
  }

  /** Whether anyone wants to hear of that member, whatever becomes of it. */
  isWatched(collection: Collection, member: Member): boolean {
    return this.selectors.some((selector) => selector.covers(collection) && selector.names(member));
  }

  selectorsFor(collection: Collection): readonly Selector[] {
    return this.selectors.filter((selector) => selector.covers(collection));
  }

  /** Whether a member without a record is news for anyone. */
  isNews(collection: Collection, seen: Listed, inForce: InForce): boolean {
    return this.selectors.some((selector) => isNewsFor(selector, collection, seen, inForce));
  }

  /** The destinations that hear of a change of a known member, each once. */
  destinationsOf(change: Asked, collection: Collection, member: Selected): readonly string[] {
    return destinations(this.#rules, (rule) => {
      const selected = rule.selectors.some((selector) => selector.covers(collection) && selector.admits(member));
      return selected && asksFor(rule, change);
    });
  }

  /** The rules that remind of a version as long as it waits for approval. */
  reminding(collection: Collection, version: Selected): readonly Reminding[] {
    if (collection.kind !== 'group') return [];
    return this.#rules.flatMap(({ remind, notify, selectors }) => {
      if (!remind) return [];
      const its = selectors.filter((selector) => selector.covers(collection) && selector.admits(version));
      return its.length > 0 ? { remind, notify, selectors: its } : [];
    });
  }

  /** The destinations that hear that a whole group or image is gone: it has no status or creation time to filter by. */
  destinationsOfWhole(kind: ChangeKind, collection: Collection): readonly string[] {
    return destinations(
      this.#rules,
      (rule) => rule.changes.includes(kind) && rule.selectors.some((selector) => selector.covers(collection)),
    );
  }

  /**
   * What each destination is told of a member seen for the first time: one thing, the first of `offered` that its rules ask
   * for and that is news for them.
   */
  firstSight<Offered extends Asked>(
    offered: readonly Offered[],
    collection: Collection,
    seen: Listed,
    inForce: InForce,
  ): readonly { readonly change: Offered; readonly to: readonly string[] }[] {
    const served = new Set<string>();
    return offered.flatMap((change) => {
      const to = destinations(
        this.#rules,
        (rule) =>
          asksFor(rule, change) && rule.selectors.some((selector) => isNewsFor(selector, collection, seen, inForce)),
      ).filter((destination) => !served.has(destination));
      for (const destination of to) served.add(destination);
      return to.length > 0 ? [{ change, to }] : [];
    });
  }
}

/** What of a change the rules look at. */
type Asked = Pick<Change, 'kind'> & { readonly approvalStatus?: string; readonly name?: string };

function isNewsFor(selector: Selector, collection: Collection, seen: Listed, inForce: InForce): boolean {
  return selector.covers(collection) && selector.admits(seen) && inForce.isNews(selector, collection, seen);
}

/** Image versions and unversioned model packages have no approval status to ask for. */
function asksFor(rule: Pick<Rule, 'changes' | 'approvalStatus'>, { kind, approvalStatus, name }: Asked): boolean {
  if (!rule.changes.includes(kind)) return false;
  const isUndecided = name !== undefined || kind.startsWith('image-');
  return isUndecided || rule.approvalStatus === undefined || rule.approvalStatus.some((one) => one === approvalStatus);
}

function destinations(rules: readonly CompiledRule[], asks: (rule: CompiledRule) => boolean): string[] {
  return [...new Set(rules.filter(asks).flatMap((rule) => rule.notify))];
}
