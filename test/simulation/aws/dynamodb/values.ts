import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { NotSimulatedError } from '../service.ts';
import { invalid } from './errors.ts';

/** An attribute's value as the table holds it, in a form that no caller has: so that whatever comes in or goes out is copied. */
export type Value =
  | { readonly type: 'S' | 'N'; readonly value: string }
  | { readonly type: 'BOOL'; readonly value: boolean }
  | { readonly type: 'B'; readonly value: Uint8Array }
  | { readonly type: 'SS'; readonly value: ReadonlySet<string> }
  | { readonly type: 'M'; readonly value: Attributes };

/** Never changed once it is stored: snapshots share it. */
export type Attributes = ReadonlyMap<string, Value>;

type Item = Record<string, AttributeValue>;

export const attributesFrom = (item: Item): Attributes =>
  new Map(Object.entries(item).map(([name, value]) => [name, valueFrom(value)]));

export const toItem = (attributes: Attributes): Item =>
  Object.fromEntries([...attributes].map(([name, value]) => [name, toAttributeValue(value)]));

/** The types that the store writes. */
export function valueFrom(given: AttributeValue): Value {
  if (given.S !== undefined) return { type: 'S', value: given.S };
  if (given.N !== undefined) return { type: 'N', value: plainNumber(given.N) };
  if (given.BOOL !== undefined) return { type: 'BOOL', value: given.BOOL };
  if (given.B !== undefined) return { type: 'B', value: new Uint8Array(given.B) };
  if (given.M !== undefined) return { type: 'M', value: attributesFrom(given.M) };
  if (given.SS === undefined) throw new NotSimulatedError(`an attribute of type ${Object.keys(given).join()}`);
  if (given.SS.length === 0) {
    throw invalid('One or more parameter values were invalid: An string set  may not be empty');
  }
  const value = new Set(given.SS);
  if (value.size === given.SS.length) return { type: 'SS', value };
  const list = given.SS.join(', ');
  throw invalid(`One or more parameter values were invalid: Input collection [${list}] contains duplicates.`);
}

/** DynamoDB rewrites numbers to a form of its own. For those that a JavaScript number writes without exponent, it is the same one. */
function plainNumber(text: string): string {
  if (/^-?[0-9.]+$/u.test(text) && String(Number(text)) === text) return text;
  throw new NotSimulatedError(`the number ${text}: what is simulated are those that JavaScript writes so`);
}

function toAttributeValue(stored: Value): AttributeValue {
  switch (stored.type) {
    case 'S':
      return { S: stored.value };
    case 'N':
      return { N: stored.value };
    case 'BOOL':
      return { BOOL: stored.value };
    case 'B':
      return { B: new Uint8Array(stored.value) };
    case 'SS':
      return { SS: [...stored.value] };
    case 'M':
      return { M: toItem(stored.value) };
  }
}

/** The size of an item as DynamoDB documents it, in bytes. */
export function attributeBytes(attributes: Attributes): number {
  let sum = 0;
  for (const [name, value] of attributes) sum += Buffer.byteLength(name) + valueBytes(value);
  return sum;
}

function valueBytes(stored: Value): number {
  switch (stored.type) {
    case 'S':
      return Buffer.byteLength(stored.value);
    case 'N': {
      const digits = stored.value.replace(/^[-0.]+|\D/gu, '').replace(/0+$/u, '').length;
      return Math.ceil(digits / 2) + 1 + Number(stored.value.startsWith('-'));
    }
    case 'BOOL':
      return 1;
    case 'B':
      return stored.value.length;
    case 'SS':
      return [...stored.value].reduce((sum, one) => sum + Buffer.byteLength(one), 0);
    case 'M':
      return 3 + stored.value.size + attributeBytes(stored.value);
  }
}
