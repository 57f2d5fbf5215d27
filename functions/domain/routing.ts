import type { Group, Source } from './collection.ts';
import type { ChangeKind, VersionChange } from './change.ts';
import type { InForce } from './in-force.ts';
import type { ApprovalStatus, ModelPackage } from './model-package.ts';
import type { Rule } from './rule.ts';
import { selectorsOf, type Selector } from './selector.ts';

interface CompiledRule extends Rule {
  readonly selectors: readonly Selector[];
}

/** What the rules say: which groups are watched, and who hears of which change. */
export class Routing {
  readonly #rules: readonly CompiledRule[];
  readonly selectors: readonly Selector[];

  constructor(rules: readonly Rule[], source: Source) {
    this.#rules = rules.map((rule) => ({ ...rule, selectors: selectorsOf(rule, source) }));
    this.selectors = this.#rules.flatMap(({ selectors }) => selectors);
  }

  isWanted(group: Group): boolean {
    return this.selectors.some((selector) => selector.covers(group));
  }

  selectorsFor(group: Group): readonly Selector[] {
    return this.selectors.filter((selector) => selector.covers(group));
  }

  /** Whether a version without a record is news for anyone. */
  isNews(group: Group, version: ModelPackage, inForce: InForce): boolean {
    return this.selectors.some(
      (selector) => selector.covers(group) && selector.admits(version) && inForce.isNews(selector, group, version),
    );
  }

  /** The destinations that hear of a change of a known version, each once. */
  destinationsOf(
    change: Pick<VersionChange, 'kind' | 'approvalStatus'>,
    group: Group,
    createdAt: number,
  ): readonly string[] {
    return destinations(this.#rules, (rule) => {
      const selected = rule.selectors.some((selector) => selector.covers(group) && selector.admits({ createdAt }));
      return selected && asksFor(rule, change.kind, change.approvalStatus);
    });
  }

  /** The destinations that hear that a whole group is gone: a group has no status or creation time to filter by. */
  destinationsOfGroup(group: Group): readonly string[] {
    return destinations(
      this.#rules,
      (rule) => rule.changes.includes('group-removed') && rule.selectors.some((selector) => selector.covers(group)),
    );
  }

  /**
   * What each destination is told of a version seen for the first time: one thing, the first of `offered` kinds that its
   * rules ask for and that is news for them.
   */
  firstSight(
    offered: readonly ChangeKind[],
    group: Group,
    version: ModelPackage,
    inForce: InForce,
  ): ReadonlyMap<ChangeKind, readonly string[]> {
    const told = new Map<ChangeKind, string[]>();
    const served = new Set<string>();
    for (const kind of offered) {
      const asking = destinations(this.#rules, (rule) => {
        const news = rule.selectors.some(
          (selector) => selector.covers(group) && selector.admits(version) && inForce.isNews(selector, group, version),
        );
        return news && asksFor(rule, kind, version.approval);
      }).filter((destination) => !served.has(destination));
      if (asking.length > 0) told.set(kind, asking);
      for (const destination of asking) served.add(destination);
    }
    return told;
  }
}

function asksFor(rule: Rule, kind: ChangeKind, approval: ApprovalStatus | undefined): boolean {
  if (!rule.changes.includes(kind)) return false;
  return rule.approvalStatus === undefined || (approval !== undefined && rule.approvalStatus.includes(approval));
}

function destinations(rules: readonly CompiledRule[], asks: (rule: CompiledRule) => boolean): string[] {
  return [...new Set(rules.filter(asks).flatMap((rule) => rule.notify))];
}
