import picomatch from 'picomatch';
import { groupByReference, type Group, type Source } from './collection.ts';
import type { ModelPackage } from './model-package.ts';
import type { Rule } from './rule.ts';

/** One name, glob or ARN of a rule, with what of the rule cannot change for a version. */
export interface Selector {
  /** Canonical definition: two selectors with one key select the same. Readable back by `selectorFromKey`. */
  readonly key: string;
  /** The group that a name or ARN means; absent for a glob. */
  readonly group?: Group;
  /** Whether it wants everything in the account, so that nothing listed account-wide is listed in vain. */
  readonly all: boolean;
  /** Creation times that it can select, in ms; both exclusive, as SageMaker's own filters. */
  readonly createdAfter: number;
  readonly createdBefore: number;
  covers(group: Group): boolean;
  admits(version: Pick<ModelPackage, 'createdAt'>): boolean;
}

interface Definition {
  readonly pattern: string;
  readonly except: readonly string[];
  readonly nameContains?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
}

export function selectorsOf(rule: Rule, source: Source): readonly Selector[] {
  const { except, nameContains, createdAfter, createdBefore } = rule;
  return rule.groups.map((pattern) =>
    compile({ pattern, except: [...except].sort(), nameContains, createdAfter, createdBefore }, source),
  );
}

/** A selector of an earlier config. Undefined for a key that a newer release wrote. */
export function selectorFromKey(key: string, source: Source): Selector | undefined {
  const [pattern, except, nameContains, createdAfter, createdBefore, ...more] = parseKey(key);
  if (typeof pattern !== 'string' || !Array.isArray(except) || more.length > 0) return undefined;
  return compile(
    {
      pattern,
      except: except.filter((entry) => typeof entry === 'string'),
      nameContains: optional(nameContains),
      createdAfter: optional(createdAfter),
      createdBefore: optional(createdBefore),
    },
    source,
  );
}

function compile(definition: Definition, source: Source): Selector {
  const { pattern, except, nameContains, createdAfter, createdBefore } = definition;
  const glob = /[*?]/.test(pattern) ? picomatch(pattern, { nocase: true }) : undefined;
  const group = glob ? undefined : groupByReference(pattern, source);
  const excepted = except.length > 0 ? picomatch([...except], { nocase: true }) : () => false;
  const part = nameContains?.toLowerCase();
  const after = createdAfter === undefined ? -Infinity : Date.parse(createdAfter);
  const before = createdBefore === undefined ? Infinity : Date.parse(createdBefore);
  const isOwn = (candidate: Group) => candidate.reference === candidate.name;
  return {
    key: JSON.stringify([pattern, except, nameContains ?? null, createdAfter ?? null, createdBefore ?? null]),
    ...(group && { group }),
    all: pattern === '*' && except.length === 0 && part === undefined,
    createdAfter: after,
    createdBefore: before,
    // A glob speaks of the source's own account: groups that others share are named by ARN.
    // A model version has no name of its own: its group's name is what `nameContains` is held against.
    covers: (candidate) =>
      (glob ? isOwn(candidate) && glob(candidate.name) : candidate.id === group?.id) &&
      !excepted(candidate.name) &&
      (part === undefined || candidate.name.toLowerCase().includes(part)),
    admits: ({ createdAt }) => createdAt > after && createdAt < before,
  };
}

function parseKey(key: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(key);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
