import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';

type Path = readonly string[];
type Value =
  string | number | boolean | Uint8Array | Set<string> | readonly unknown[] | Readonly<Record<string, unknown>>;

/** Builds the expressions of one conditional update from named parts. */
export class Update {
  readonly #names = new Map<string, string>();
  readonly #values: Record<string, unknown> = {};
  readonly #clauses: Record<'SET' | 'REMOVE' | 'ADD' | 'DELETE', string[]> = {
    SET: [],
    REMOVE: [],
    ADD: [],
    DELETE: [],
  };
  readonly #conditions: string[] = [];

  set(path: Path, value: Value): this {
    this.#clauses.SET.push(`${this.#path(path)} = ${this.#value(value)}`);
    return this;
  }

  remove(path: Path): this {
    this.#clauses.REMOVE.push(this.#path(path));
    return this;
  }

  addToSet(path: Path, member: string): this {
    this.#clauses.ADD.push(`${this.#path(path)} ${this.#value(new Set([member]))}`);
    return this;
  }

  deleteFromSet(path: Path, members: readonly string[]): this {
    this.#clauses.DELETE.push(`${this.#path(path)} ${this.#value(new Set(members))}`);
    return this;
  }

  whenAbsent(path: Path): this {
    this.#conditions.push(`attribute_not_exists(${this.#path(path)})`);
    return this;
  }

  whenPresent(path: Path): this {
    this.#conditions.push(`attribute_exists(${this.#path(path)})`);
    return this;
  }

  when(path: Path, operator: '=' | '<=', value: Value): this {
    this.#conditions.push(`${this.#path(path)} ${operator} ${this.#value(value)}`);
    return this;
  }

  whenEmpty(path: Path): this {
    this.#conditions.push(`size(${this.#path(path)}) = ${this.#value(0)}`);
    return this;
  }

  /** At least one of the conditions that are asked in it. */
  whenAny(ask: (update: this) => void): this {
    const all = this.#conditions.splice(0);
    ask(this);
    const any = this.#conditions.splice(0);
    this.#conditions.push(...all, `(${any.join(' OR ')})`);
    return this;
  }

  /** The expressions as a command takes them; leaves out what was not used. */
  expressions() {
    const update = Object.entries(this.#clauses)
      .filter(([, parts]) => parts.length > 0)
      .map(([keyword, parts]) => `${keyword} ${parts.join(', ')}`)
      .join(' ');
    const values: Record<string, AttributeValue> = marshall(this.#values, { removeUndefinedValues: true });
    return {
      ...(update && { UpdateExpression: update }),
      ...(this.#conditions.length > 0 && { ConditionExpression: this.#conditions.join(' AND ') }),
      ...(this.#names.size > 0 && {
        ExpressionAttributeNames: Object.fromEntries(
          [...this.#names].map(([name, placeholder]) => [placeholder, name]),
        ),
      }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
  }

  /** Each name has one placeholder however often it is used: expressions are limited to 4 KB. */
  #path(path: Path): string {
    return path
      .map((name) => {
        const placeholder = this.#names.get(name) ?? `#${this.#names.size.toString(36)}`;
        this.#names.set(name, placeholder);
        return placeholder;
      })
      .join('.');
  }

  #value(value: Value): string {
    const placeholder = `:${Object.keys(this.#values).length.toString(36)}`;
    this.#values[placeholder] = value;
    return placeholder;
  }
}
