/**
 * What the service accepts of one value, as the API reference states it. The official client's schemas know names and types,
 * but no lengths, patterns, ranges and enums, hence this table of our own; a contract test holds its names to theirs.
 */
export type Shape =
  | { readonly kind: 'text'; readonly min?: number; readonly max?: number; readonly pattern?: Pattern }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'list'; readonly of: Shape; readonly min?: number; readonly max?: number }
  | { readonly kind: 'map'; readonly key: Shape; readonly value: Shape; readonly min?: number; readonly max?: number }
  | Structure;

export interface Structure {
  readonly kind: 'structure';
  readonly members: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
}

interface Pattern {
  /** As the API reference writes it, for the service's message. */
  readonly source: string;
  readonly whole: RegExp;
}

interface Limits {
  readonly min?: number;
  readonly max?: number;
}

interface Required {
  readonly kind: 'required';
  readonly shape: Shape;
}

export const oneLine = '.*';
export function text({ pattern, ...limits }: Limits & { readonly pattern?: string } = {}): Shape {
  if (pattern === undefined) return { kind: 'text', ...limits };
  return { kind: 'text', ...limits, pattern: { source: pattern, whole: new RegExp(`^(?:${pattern})$`, 'u') } };
}
export const oneOf = (...values: readonly string[]): Shape => ({ kind: 'enum', values });
export const integer = (limits: Limits = {}): Shape => ({ kind: 'integer', ...limits });
export const flag: Shape = { kind: 'flag' };
export const timestamp: Shape = { kind: 'timestamp' };
export const list = (of: Shape, limits: Limits = {}): Shape => ({ kind: 'list', of, ...limits });
export const map = (key: Shape, value: Shape, limits: Limits = {}): Shape => ({ kind: 'map', key, value, ...limits });
export const required = (shape: Shape): Required => ({ kind: 'required', shape });

export function structure(members: Readonly<Record<string, Shape | Required>>): Structure {
  const entries = Object.entries(members);
  return {
    kind: 'structure',
    members: Object.fromEntries(
      entries.map(([name, member]) => [name, member.kind === 'required' ? member.shape : member]),
    ),
    required: entries.filter(([, member]) => member.kind === 'required').map(([name]) => name),
  };
}
