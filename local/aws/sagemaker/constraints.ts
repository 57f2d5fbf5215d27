import { SageMakerError } from './errors.ts';
import type { Shape, Structure } from './shape.ts';

type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Checks a request as it came over the wire, and says what is wrong in the service's own words: a value of the wrong type is
 * a SerializationException, everything else is collected into one ValidationException. Unknown members are ignored, as there.
 */
export function checkConstraints(input: Json, shape: Structure): void {
  const problems: string[] = [];
  visitStructure(input, shape, '', problems);
  if (problems.length === 0) return;
  const errors = problems.length === 1 ? 'error' : 'errors';
  throw new SageMakerError(
    'ValidationException',
    `${problems.length} validation ${errors} detected: ${problems.join('; ')}`,
  );
}

function visitStructure(input: Json, shape: Structure, path: string, problems: string[]): void {
  for (const [name, member] of Object.entries(shape.members)) {
    const value = input[name];
    const at = join(path, name);
    if (value !== undefined && value !== null) visit(value, member, at, problems);
    else if (shape.required.includes(name)) problems.push(problem(null, at, 'Member must not be null'));
  }
}

function visit(value: unknown, shape: Shape, path: string, problems: string[]): void {
  switch (shape.kind) {
    case 'text': {
      if (typeof value !== 'string') throw wrongType(path, 'a string');
      const length = Array.from(value).length;
      if (length < (shape.min ?? 0)) problems.push(problem(value, path, atLeast('length', shape.min)));
      if (length > (shape.max ?? Infinity)) problems.push(problem(value, path, atMost('length', shape.max)));
      // The length is judged first: no pattern ever runs over a text of unbounded size.
      else if (shape.pattern && !shape.pattern.whole.test(value)) {
        problems.push(problem(value, path, `Member must satisfy regular expression pattern: ${shape.pattern.source}`));
      }
      return;
    }
    case 'enum':
      if (typeof value !== 'string') throw wrongType(path, 'a string');
      if (!shape.values.includes(value)) {
        problems.push(problem(value, path, `Member must satisfy enum value set: [${shape.values.join(', ')}]`));
      }
      return;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(path, 'an integer');
      if (value < (shape.min ?? -Infinity)) problems.push(problem(value, path, atLeast('value', shape.min)));
      if (value > (shape.max ?? Infinity)) problems.push(problem(value, path, atMost('value', shape.max)));
      return;
    case 'flag':
      if (typeof value !== 'boolean') throw wrongType(path, 'a boolean');
      return;
    case 'timestamp':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(path, 'a timestamp');
      return;
    case 'list':
      if (!Array.isArray(value)) throw wrongType(path, 'a list');
      size(value.length, shape, path, value, problems);
      value.forEach((item, index) => {
        const at = `${path}.${index + 1}.member`;
        if (item === null) problems.push(problem(null, at, 'Member must not be null'));
        else visit(item, shape.of, at, problems);
      });
      return;
    case 'map':
      if (!isObject(value)) throw wrongType(path, 'a map');
      size(Object.keys(value).length, shape, path, value, problems);
      for (const [key, item] of Object.entries(value)) {
        visit(key, shape.key, `${path}.key`, problems);
        visit(item, shape.value, `${path}.${key}.value`, problems);
      }
      return;
    case 'structure':
      if (!isObject(value)) throw wrongType(path, 'a structure');
      visitStructure(value, shape, path, problems);
  }
}

function size(
  length: number,
  { min = 0, max = Infinity }: { readonly min?: number; readonly max?: number },
  path: string,
  value: unknown,
  problems: string[],
): void {
  if (length < min) problems.push(problem(value, path, atLeast('length', min)));
  if (length > max) problems.push(problem(value, path, atMost('length', max)));
}

const atLeast = (what: string, min = 0): string => `Member must have ${what} greater than or equal to ${min}`;
const atMost = (what: string, max = 0): string => `Member must have ${what} less than or equal to ${max}`;

function problem(value: unknown, path: string, constraint: string): string {
  const shown = value === null ? 'Value null' : `Value '${typeof value === 'string' ? value : JSON.stringify(value)}'`;
  return `${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

const wrongType = (path: string, wanted: string): SageMakerError =>
  new SageMakerError('SerializationException', `Value at '${path}' is not ${wanted}`);

/** The service names members as its Java code does: with a small first letter. */
const join = (path: string, name: string): string => {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return path === '' ? member : `${path}.${member}`;
};
