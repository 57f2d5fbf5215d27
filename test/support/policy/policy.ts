import type { CloudFormationTemplate, Resolver } from '../stack/template.ts';

/** One statement of a policy that belongs to a role. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Operator -> key -> values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What IAM is asked before a call is made. */
export interface AccessRequest {
  /** service:Action */
  readonly action: string;
  /** ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  /** Values of condition keys. */
  readonly context?: Readonly<Record<string, string>>;
}

/** An explicit denial wins; without a permission there is none. */
export function isAllowed(statements: readonly Statement[], request: AccessRequest): boolean {
  const concerned = statements.filter((statement) => concerns(statement, request));
  return concerned.length > 0 && concerned.every(({ effect }) => effect === 'Allow');
}

export function concerns({ actions, resources, conditions }: Statement, request: AccessRequest): boolean {
  return (
    actions.some((pattern) => like(pattern.toLowerCase(), request.action.toLowerCase())) &&
    resources.some((pattern) => like(pattern, request.resource)) &&
    Object.entries(conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, values, request.context?.[key])),
    )
  );
}

/** As IAM reads it: * is any text, slashes included, and ? one character. */
export function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function holds(operator: string, values: readonly string[], given: string | undefined): boolean {
  switch (operator) {
    case 'StringEquals':
      return given !== undefined && values.includes(given);
    case 'StringLike':
      return given !== undefined && values.some((value) => like(value, given));
    default:
      throw new Error(`condition operator ${operator} is not known here`);
  }
}

interface RawStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const known = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

/** All that a role of the template may do. Throws on what it does not understand, which might allow anything. */
export function statementsOf(template: CloudFormationTemplate, resolver: Resolver, role: string): readonly Statement[] {
  const own = template.Resources[role]?.Properties ?? {};
  for (const wide of ['ManagedPolicyArns', 'Policies']) {
    if (wide in own) throw new Error(`role ${role} has ${wide}: what that allows is not known here`);
  }
  return Object.values(template.Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
    .map(({ Properties }) => Properties as { Roles?: unknown[]; PolicyDocument: { Statement: unknown[] } })
    .filter(({ Roles = [] }) => Roles.some((one) => JSON.stringify(one) === JSON.stringify({ Ref: role })))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map((raw) => read(resolver.resolve(raw) as RawStatement));
}

function read(raw: RawStatement): Statement {
  const unknown = Object.keys(raw).filter((element) => !known.has(element));
  if (unknown.length > 0) throw new Error(`policy element ${unknown.join()} is not known here`);
  const conditions = Object.entries(raw.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [values].flat()])),
  ]);
  return {
    effect: raw.Effect,
    actions: [raw.Action].flat(),
    resources: [raw.Resource].flat(),
    conditions: Object.fromEntries(conditions) as Statement['conditions'],
  };
}
