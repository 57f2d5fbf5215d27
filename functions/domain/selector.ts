import picomatch from 'picomatch';
import { groupByReference, imageOf, isOwn, type Collection, type Member, type Source } from './collection.ts';
import type { Listed } from './observation.ts';
import type { Rule } from './rule.ts';

const kinds = ['group', 'image', 'packages'] as const;

/** What of a member a selector looks at: nothing that can change for it. */
export type Selected = Pick<Listed, 'createdAt' | 'member'>;

/** One name, glob or ARN of a rule, with what of the rule cannot change for what it selects. */
export interface Selector {
  /** Canonical definition: two selectors with one key select the same. Readable back by `selectorFromKey`. */
  readonly key: string;
  /** The kind of collection that it speaks of. */
  readonly kind: (typeof kinds)[number];
  /** The group or image that a name or ARN means; absent for a glob, and for unversioned model packages. */
  readonly named?: Collection;
  /** Whether it wants every group in the account, so that nothing listed account-wide is listed in vain. */
  readonly all: boolean;
  /** Creation times that it can select, in ms; both exclusive, as SageMaker's own filters. */
  readonly createdAfter: number;
  readonly createdBefore: number;
  covers(collection: Collection): boolean;
  /** Whether it speaks of that member; only unversioned model packages are selected one by one. */
  names(member: Member): boolean;
  admits(member: Selected): boolean;
}

interface Definition {
  readonly kind: Selector['kind'];
  readonly pattern: string;
  readonly except: readonly string[];
  readonly nameContains?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
}

export function selectorsOf(rule: Rule, source: Source): readonly Selector[] {
  const { nameContains, createdAfter, createdBefore } = rule;
  const shared = { except: [...rule.except].sort(), nameContains, createdAfter, createdBefore };
  const of = (kind: Selector['kind'], patterns: readonly string[]) =>
    patterns.map((pattern) => compile({ kind, pattern, ...shared }, source));
  return [...of('group', rule.groups), ...of('image', rule.images), ...of('packages', rule.packages)];
}

/** A selector of an earlier config. Undefined for a key that a newer release wrote. */
export function selectorFromKey(key: string, source: Source): Selector | undefined {
  const [pattern, except, nameContains, createdAfter, createdBefore, written = 'group', ...more] = parseKey(key);
  const kind = kinds.find((one) => one === written);
  if (typeof pattern !== 'string' || !Array.isArray(except) || !kind || more.length > 0) return undefined;
  return compile(
    {
      kind,
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
  const { kind, createdAfter, createdBefore } = definition;
  const after = createdAfter === undefined ? -Infinity : Date.parse(createdAfter);
  const before = createdBefore === undefined ? Infinity : Date.parse(createdBefore);
  const isInTime = ({ createdAt }: Selected) => createdAt > after && createdAt < before;
  const shared = { key: keyOf(definition), kind, all: false, createdAfter: after, createdBefore: before };
  const { isGlob, matches, narrows } = matcher(definition);

  if (kind === 'packages') {
    const names = (member: Member) => matches(String(member)) && narrows(String(member));
    return {
      ...shared,
      // One collection holds them all: their names are what a selector tells apart.
      covers: (collection) => collection.kind === 'packages',
      names,
      admits: (seen) => isInTime(seen) && names(seen.member),
    };
  }
  const { pattern } = definition;
  const named = isGlob ? undefined : kind === 'image' ? imageOf(pattern) : groupByReference(pattern, source);
  return {
    ...shared,
    ...(named && { named }),
    all: kind === 'group' && pattern === '*' && definition.except.length === 0 && definition.nameContains === undefined,
    // A glob speaks of the source's own account: groups that others share are named by ARN.
    // A model version has no name of its own: its group's name is what `nameContains` is held against.
    covers: (collection) =>
      collection.kind === kind &&
      (named ? collection.id === named.id : isOwn(collection) && matches(collection.name)) &&
      narrows(collection.name),
    names: () => true,
    admits: isInTime,
  };
}

function matcher({ pattern, except, nameContains }: Definition) {
  const isGlob = /[*?]/.test(pattern);
  const glob = picomatch(pattern, { nocase: true });
  const excepted = except.length > 0 ? picomatch([...except], { nocase: true }) : () => false;
  const part = nameContains?.toLowerCase();
  return {
    isGlob,
    matches: (name: string) => glob(name),
    narrows: (name: string) => !excepted(name) && (part === undefined || name.toLowerCase().includes(part)),
  };
}

/** Keys of groups are as they were before there were other kinds. */
const keyOf = ({ kind, pattern, except, nameContains, createdAfter, createdBefore }: Definition): string =>
  JSON.stringify([
    pattern,
    except,
    nameContains ?? null,
    createdAfter ?? null,
    createdBefore ?? null,
    ...(kind === 'group' ? [] : [kind]),
  ]);

function parseKey(key: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(key);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
