import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Range, YAMLError } from 'yaml';
import type { Mistake, Position } from './config-error.ts';
import { cut, showValue } from './words.ts';

/** One slip in YAML can make every later line an error. */
const mostErrors = 5;

/** A YAML text: what it says, what is wrong with it as YAML, and where in it a value stands. */
export class YamlSource {
  readonly mistakes: readonly Mistake[];
  readonly data: unknown;
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();

  constructor(text: string) {
    this.#document = parseDocument(text, {
      // `%YAML 1.1` must not turn a group named `no` into a boolean, or a date into a Date.
      schema: 'core',
      resolveKnownTags: false,
      customTags: [{ tag: 'tag:yaml.org,2002:timestamp', resolve: (value: string) => value }],
      lineCounter: this.#lines,
      prettyErrors: false,
      logLevel: 'error',
    });
    const broken = [...this.#document.errors, ...this.#document.warnings]
      .slice(0, mostErrors)
      .map((error) => this.#mistake(error.pos[0], describeError(error, text)));
    const found = broken.length > 0 ? broken : this.#traps();
    const { data, mistake } = found.length > 0 ? {} : this.#read();
    this.mistakes = mistake ? [mistake] : found;
    this.data = data;
  }

  /** Where the value at `path` stands, or its key; for what is missing, where its parent stands. */
  locate(path: readonly PropertyKey[], part: 'key' | 'value' = 'value'): Position {
    let node: unknown = this.#document.contents;
    let range: Range | null | undefined = this.#document.contents?.range;
    for (const [depth, step] of path.entries()) {
      const parent = isAlias(node) ? node.resolve(this.#document) : node;
      if (isSeq(parent)) {
        node = typeof step === 'number' ? parent.items[step] : undefined;
      } else if (isMap(parent)) {
        const pair = parent.items.find(({ key }) => String(isScalar(key) ? key.value : key) === step);
        const wantsKey = !isNode(pair?.value) || (part === 'key' && depth === path.length - 1);
        node = wantsKey ? pair?.key : pair.value;
      } else {
        break;
      }
      if (!isNode(node)) break;
      range = node.range ?? range;
    }
    return this.#position(range?.[0] ?? 0);
  }

  /** What YAML allows and no one means. */
  #traps(): Mistake[] {
    const found: Mistake[] = [];
    visit(this.#document, {
      Alias: (_, alias) => {
        if (alias.resolve(this.#document)) return;
        found.push(this.#mistake(alias.range?.[0], describeAlias(alias.source)));
      },
      Pair: (_, { key }) => {
        if (!isScalar(key) || key.value !== '__proto__') return;
        found.push(this.#mistake(key.range?.[0], '"__proto__" is not allowed as a key'));
      },
    });
    return found;
  }

  #read(): { data?: unknown; mistake?: Mistake } {
    try {
      const data: unknown = this.#document.toJS({ maxAliasCount: 100 });
      return data === null || data === undefined ? { mistake: this.#mistake(0, 'the file is empty') } : { data };
    } catch (error) {
      // An alias bomb: the library counts what the aliases would expand to, and gives no position.
      return { mistake: this.#mistake(0, `cannot be read: ${error instanceof Error ? error.message : String(error)}`) };
    }
  }

  #mistake(offset: number | undefined, problem: string): Mistake {
    return { ...this.#position(offset ?? 0), path: [], value: undefined, problem };
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function describeError({ code, message, pos: [from, to] }: YAMLError, text: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return `${showValue(/^["']?([^\s:"']*)/.exec(text.slice(from, to + 64))?.[1])} is given twice`;
    case 'BAD_ALIAS':
      return describeAlias('');
    case 'MULTIPLE_DOCS':
      return 'a second document starts here; a config is one';
    default:
      return `not valid YAML: ${cut(message.replaceAll(/\p{Cc}+/gu, ' '), 200)}`;
  }
}

function describeAlias(name: string): string {
  return `*${cut(name, 60)} is an alias in YAML; put a name with * in quotes: ${showValue(`*${name}`)}`;
}
