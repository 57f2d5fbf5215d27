import { NotSimulatedError } from '../service.ts';
import type { Condition } from './expression.ts';
import type { Placeholders } from './placeholders.ts';
import type { Attributes, Value } from './values.ts';

/** Whether the condition holds of an item; of one that is not there, as of one without attributes. */
export type Test = (item: Attributes) => boolean;

/** Binds the placeholders at once: DynamoDB complains of them before it looks at the item. */
export function bindCondition(condition: Condition, placeholders: Placeholders): Test {
  switch (condition.kind) {
    case 'all': {
      const tests = condition.parts.map((part) => bindCondition(part, placeholders));
      return (item) => tests.every((test) => test(item));
    }
    case 'any': {
      const tests = condition.parts.map((part) => bindCondition(part, placeholders));
      return (item) => tests.some((test) => test(item));
    }
    case 'group':
      return bindCondition(condition.part, placeholders);
    case 'present':
    case 'absent': {
      const path = placeholders.path(condition.path);
      return (item) => (find(item, path) !== undefined) === (condition.kind === 'present');
    }
    case 'compare': {
      const { size, operator } = condition;
      const path = placeholders.path(condition.path);
      const value = placeholders.value(condition.value);
      return (item) => {
        const found = find(item, path);
        const left = size ? found && sizeOf(found) : found;
        // What is not there compares with nothing, nor do values of two types.
        return left?.type === value.type && compare(left, operator, value);
      };
    }
  }
}

function find(item: Attributes, path: readonly string[]): Value | undefined {
  let found: Value | undefined = { type: 'M', value: item };
  for (const name of path) found = found?.type === 'M' ? found.value.get(name) : undefined;
  return found;
}

function sizeOf(found: Value): Value {
  if (found.type !== 'M') throw new NotSimulatedError(`size of an attribute of type ${found.type}`);
  return { type: 'N', value: String(found.value.size) };
}

function compare(left: Value, operator: '=' | '<=', right: Value): boolean {
  if (operator === '<=') {
    if (left.type !== 'N') throw new NotSimulatedError(`${operator} of attributes of type ${left.type}`);
    return Number(left.value) <= Number(right.value);
  }
  if (typeof left.value === 'object') throw new NotSimulatedError(`= of attributes of type ${left.type}`);
  return left.value === right.value;
}
