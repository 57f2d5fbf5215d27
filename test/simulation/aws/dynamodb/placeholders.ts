import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { invalid } from './errors.ts';
import { valueFrom, type Value } from './values.ts';

export interface GivenPlaceholders {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

const longest = 255;

/** What the placeholders of a call's expressions stand for. Each must be given, and each that is given must be used. */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, Value>;
  readonly #unused: Set<string>;

  constructor({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: GivenPlaceholders) {
    this.#names = new Map(Object.entries(names ?? {}));
    this.#values = new Map(Object.entries(values ?? {}).map(([key, value]) => [key, valueFrom(value)]));
    for (const [given, all, mark] of [
      ['ExpressionAttributeNames', names && this.#names, '#'],
      ['ExpressionAttributeValues', values && this.#values, ':'],
    ] as const) {
      if (all?.size === 0) throw invalid(`${given} must not be empty`);
      const wrong = [...(all?.keys() ?? [])].find(
        (key) => key.length > longest || !/^[#:]\w+$/u.test(key) || key[0] !== mark,
      );
      if (wrong !== undefined) throw invalid(`${given} contains invalid key: Syntax error; key: "${wrong}"`);
    }
    this.#unused = new Set([...this.#names.keys(), ...this.#values.keys()]);
  }

  path(placeholders: readonly string[]): readonly string[] {
    return placeholders.map((placeholder) => {
      const name = this.#names.get(placeholder);
      this.#unused.delete(placeholder);
      if (name !== undefined) return name;
      throw invalid(
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    });
  }

  value(placeholder: string): Value {
    const value = this.#values.get(placeholder);
    this.#unused.delete(placeholder);
    if (value) return value;
    throw invalid(`An expression attribute value used in expression is not defined; attribute value: ${placeholder}`);
  }

  /** To be called when all expressions have been bound. */
  allUsed(): void {
    if (this.#unused.size === 0) return;
    throw invalid(`Value provided in expressions unused: keys: {${[...this.#unused].join(', ')}}`);
  }
}
