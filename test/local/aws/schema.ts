/**
 * The official client's own description of a value, read as it is laid out today: `[3, namespace, name, traits, member names,
 * member types, how many are required]` for a structure, numbers for the simple types. Should a new client lay it out
 * differently, the tests that read it must fail.
 */
export type Described =
  | { readonly kind: 'text' | 'integer' | 'flag' | 'timestamp' }
  | { readonly kind: 'list'; readonly of: Described }
  | { readonly kind: 'map'; readonly value: Described }
  | { readonly kind: 'structure'; readonly members: Readonly<Record<string, Described>>; readonly required: string[] };

const listOf = 64;
const mapOf = 128;

export function describeSchema(schema: unknown): Described {
  if (typeof schema === 'function') return describeSchema((schema as () => unknown)());
  if (schema === 'unit') return { kind: 'structure', members: {}, required: [] };
  if (typeof schema === 'number') return simple(schema);
  if (!Array.isArray(schema)) throw new TypeError(`Not a schema: ${String(schema)}`);
  const parts: readonly unknown[] = schema;
  if (parts.length === 2) return describeSchema(parts[0]);
  switch (parts[0]) {
    case 0:
      return describeSchema(parts[4]);
    case 1:
      return { kind: 'list', of: describeSchema(parts[4]) };
    case 2:
      return { kind: 'map', value: describeSchema(parts[5]) };
    case 3: {
      const names = parts[4] as readonly string[];
      const types = parts[5] as readonly unknown[];
      return {
        kind: 'structure',
        members: Object.fromEntries(names.map((name, index) => [name, describeSchema(types[index])])),
        required: names.slice(0, (parts[6] as number | undefined) ?? 0),
      };
    }
    default:
      throw new TypeError(`No kind of schema that is known: ${String(parts[0])}`);
  }
}

function simple(code: number): Described {
  if (code >= mapOf) return { kind: 'map', value: simple(code - mapOf) };
  if (code >= listOf) return { kind: 'list', of: simple(code - listOf) };
  const kinds: Readonly<Record<number, Described>> = {
    0: { kind: 'text' },
    1: { kind: 'integer' },
    2: { kind: 'flag' },
    4: { kind: 'timestamp' },
  };
  const described = kinds[code];
  if (!described) throw new TypeError(`No simple type that is known: ${code}`);
  return described;
}

/** A value with every member set. */
export function sample(described: Described): unknown {
  switch (described.kind) {
    case 'text':
      return 'text ☕';
    case 'integer':
      return 7;
    case 'flag':
      return true;
    case 'timestamp':
      return new Date('2026-03-04T05:06:07.089Z');
    case 'list':
      return [sample(described.of), sample(described.of)];
    case 'map':
      return { key: sample(described.value) };
    case 'structure':
      return Object.fromEntries(Object.entries(described.members).map(([name, member]) => [name, sample(member)]));
  }
}
