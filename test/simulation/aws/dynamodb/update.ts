import { NotSimulatedError } from '../service.ts';
import { invalid } from './errors.ts';
import type { Action } from './expression.ts';
import type { Placeholders } from './placeholders.ts';
import type { Attributes, Value } from './values.ts';

type BoundAction =
  | { readonly kind: 'SET'; readonly path: readonly string[]; readonly value: Value }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: readonly string[]; readonly members: ReadonlySet<string> }
  | { readonly kind: 'REMOVE'; readonly path: readonly string[] };

const keys = ['pk', 'sk'];

/** Binds the placeholders, and refuses what DynamoDB refuses whatever the item is. */
export function bindUpdate(actions: readonly Action[], placeholders: Placeholders): readonly BoundAction[] {
  const bound = actions.map((action) => bind(action, placeholders));
  for (const [index, { path }] of bound.entries()) {
    const other = bound.slice(0, index).find((earlier) => overlap(earlier.path, path));
    if (!other) continue;
    const why = 'Two document paths overlap with each other; must remove or rewrite one of these paths';
    throw invalid(
      `Invalid UpdateExpression: ${why}; path one: [${other.path.join(', ')}], path two: [${path.join(', ')}]`,
    );
  }
  return bound;
}

/** What DynamoDB finds only when it knows the table. */
export function leavesKeyAlone(actions: readonly BoundAction[]): void {
  for (const [name] of actions.map(({ path }) => path)) {
    if (name === undefined || !keys.includes(name)) continue;
    const why = `Cannot update attribute ${name}. This attribute is part of the key`;
    throw invalid(`One or more parameter values were invalid: ${why}`);
  }
}

function bind(action: Action, placeholders: Placeholders): BoundAction {
  const path = placeholders.path(action.path);
  switch (action.kind) {
    case 'REMOVE':
      return { kind: action.kind, path };
    case 'SET':
      return { kind: action.kind, path, value: placeholders.value(action.value) };
    case 'ADD':
    case 'DELETE': {
      const value = placeholders.value(action.value);
      if (value.type === 'SS') return { kind: action.kind, path, members: value.value };
      // Numbers can be added as well; the store never does.
      if (action.kind === 'ADD' && value.type === 'N') throw new NotSimulatedError('ADD of a number');
      throw invalid(
        `Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ${action.kind}, operand type: ${value.type}`,
      );
    }
  }
}

const overlap = (one: readonly string[], other: readonly string[]): boolean =>
  one.slice(0, other.length).every((name, index) => name === other[index]);

/** The item after the update; the one before stays as it was. */
export const applyUpdate = (before: Attributes, actions: readonly BoundAction[]): Attributes =>
  actions.reduce<Attributes>((item, action) => change(item, action.path, (found) => after(found, action)), before);

/** A copy in which one value is another, or gone. The map that holds it must be there. */
function change(
  map: Attributes,
  path: readonly string[],
  to: (found: Value | undefined) => Value | undefined,
): Attributes {
  const [name = '', ...rest] = path;
  const found = map.get(name);
  if (rest.length > 0 && found?.type !== 'M') {
    throw invalid('The document path provided in the update expression is invalid for update');
  }
  const value: Value | undefined =
    rest.length > 0 && found?.type === 'M' ? { type: 'M', value: change(found.value, rest, to) } : to(found);
  const copy = new Map(map);
  if (value) copy.set(name, value);
  else copy.delete(name);
  return copy;
}

function after(found: Value | undefined, action: BoundAction): Value | undefined {
  switch (action.kind) {
    case 'SET':
      return action.value;
    case 'REMOVE':
      return undefined;
    case 'ADD':
      return { type: 'SS', value: new Set([...membersOf(found), ...action.members]) };
    case 'DELETE': {
      const left = [...membersOf(found)].filter((member) => !action.members.has(member));
      // There are no empty sets.
      return left.length > 0 ? { type: 'SS', value: new Set(left) } : undefined;
    }
  }
}

function membersOf(found: Value | undefined): ReadonlySet<string> {
  if (found && found.type !== 'SS') throw invalid('An operand in the update expression has an incorrect data type');
  return found?.value ?? new Set();
}
