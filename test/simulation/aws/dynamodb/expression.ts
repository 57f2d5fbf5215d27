import { NotSimulatedError } from '../service.ts';
import { invalid } from './errors.ts';

/** Placeholders, outermost first. */
type Path = readonly string[];

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'group'; readonly part: Condition }
  | { readonly kind: 'present' | 'absent'; readonly path: Path }
  | {
      readonly kind: 'compare';
      readonly path: Path;
      readonly size: boolean;
      readonly operator: '=' | '<=';
      readonly value: string;
    };

export type Action =
  | { readonly kind: 'SET' | 'ADD' | 'DELETE'; readonly path: Path; readonly value: string }
  | { readonly kind: 'REMOVE'; readonly path: Path };

const token = /\s*(?:(#\w+(?:\.#\w+)*|:\w+|\w+|<=|[=(),])|$)/uy;
const longest = 4096;
const mostOperators = 300;

/**
 * Reads expressions of the grammar that the store writes: names and values are placeholders throughout. Whatever else DynamoDB
 * would take is a NotSimulatedError, and so is what it would call a syntax error.
 */
class Reader {
  readonly #what: string;
  readonly #text: string;
  readonly #tokens: string[] = [];
  #next = 0;
  operators = 0;

  constructor(what: string, text: string) {
    this.#what = what;
    this.#text = text;
    const bytes = Buffer.byteLength(text);
    if (bytes > longest) {
      throw this.refused(`Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);
    }
    token.lastIndex = 0;
    for (let found = token.exec(text); found?.[1] !== undefined; found = token.exec(text)) this.#tokens.push(found[1]);
    if (this.#tokens.join('') !== text.replace(/\s/gu, '')) throw this.notSimulated();
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  /** Whether that comes next; then it is taken. */
  takes(text: string): boolean {
    const found = this.#tokens[this.#next] === text;
    if (found) this.#next++;
    return found;
  }

  needs(text: string): void {
    if (!this.takes(text)) throw this.notSimulated();
  }

  path(): Path {
    return this.#placeholder('#').split('.');
  }

  value(): string {
    return this.#placeholder(':');
  }

  refused(why: string) {
    return invalid(`Invalid ${this.#what}: ${why}`);
  }

  notSimulated(): NotSimulatedError {
    const found = this.#tokens[this.#next] ?? 'the end';
    return new NotSimulatedError(`${this.#what} is not as the store writes it at ${found}: ${this.#text}`);
  }

  finish(): void {
    if (!this.atEnd) throw this.notSimulated();
    if (this.operators > mostOperators) {
      throw this.refused(`The expression contains too many operators; operator count: ${this.operators}`);
    }
  }

  #placeholder(mark: string): string {
    const found = this.#tokens[this.#next];
    if (!found?.startsWith(mark)) throw this.notSimulated();
    this.#next++;
    return found;
  }
}

export function parseCondition(text: string): Condition {
  const reader = new Reader('ConditionExpression', text);
  const condition = anyOf(reader);
  reader.finish();
  return condition;
}

function anyOf(reader: Reader): Condition {
  const first = allOf(reader);
  const parts = [first];
  for (; reader.takes('OR'); reader.operators++) parts.push(allOf(reader));
  return parts.length === 1 ? first : { kind: 'any', parts };
}

function allOf(reader: Reader): Condition {
  const first = one(reader);
  const parts = [first];
  for (; reader.takes('AND'); reader.operators++) parts.push(one(reader));
  return parts.length === 1 ? first : { kind: 'all', parts };
}

function one(reader: Reader): Condition {
  if (reader.takes('(')) {
    const part = anyOf(reader);
    reader.needs(')');
    if (part.kind === 'group') throw reader.refused('The expression has redundant parentheses;');
    return { kind: 'group', part };
  }
  reader.operators++;
  if (reader.takes('attribute_exists')) return { kind: 'present', path: argument(reader) };
  if (reader.takes('attribute_not_exists')) return { kind: 'absent', path: argument(reader) };
  const size = reader.takes('size');
  if (size) reader.operators++;
  const path = size ? argument(reader) : reader.path();
  const isEqual = reader.takes('=');
  if (!isEqual) reader.needs('<=');
  return { kind: 'compare', path, size, operator: isEqual ? '=' : '<=', value: reader.value() };
}

function argument(reader: Reader): Path {
  reader.needs('(');
  const path = reader.path();
  reader.needs(')');
  return path;
}

/** The actions of all sections, in their order. */
export function parseUpdate(text: string): readonly Action[] {
  const reader = new Reader('UpdateExpression', text);
  const seen = new Set<string>();
  const actions: Action[] = [];
  while (!reader.atEnd) {
    const kind = (['SET', 'REMOVE', 'ADD', 'DELETE'] as const).find((keyword) => reader.takes(keyword));
    if (!kind) throw reader.notSimulated();
    if (seen.has(kind)) {
      throw reader.refused(`The "${kind}" section can only be used once in an update expression;`);
    }
    seen.add(kind);
    do actions.push(action(reader, kind));
    while (reader.takes(','));
  }
  if (actions.length === 0) throw reader.refused('The expression can not be empty;');
  reader.finish();
  return actions;
}

function action(reader: Reader, kind: Action['kind']): Action {
  const path = reader.path();
  if (kind === 'REMOVE') return { kind, path };
  if (kind === 'SET') reader.needs('=');
  return { kind, path, value: reader.value() };
}
