import { concerns, isAllowed, statementsOf, type AccessRequest, type Statement } from '../support/policy/policy.ts';
import { requestsOf } from '../support/policy/requests.ts';
import type { SeenCall } from '../support/secrets-manager.ts';
import { functionNames, type Deployment, type FunctionName } from '../support/stack/deployment.ts';
import { exemptionOf, type Exemption } from './exemptions.ts';

/** One action on one resource, as the template grants it. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
  /** How many calls it allows. */
  readonly calls: number;
  /** How many of them nothing else allows: without any, it could go. */
  readonly needed: number;
  readonly exemption?: Exemption;
}

/** What deployed functions asked of AWS. */
export interface Recorded {
  readonly deployment: Pick<Deployment, 'template' | 'resolver'>;
  /** By the function whose role it is. */
  readonly calls: Readonly<Record<FunctionName, readonly SeenCall[]>>;
  /** Secrets that a customer's own key encrypts -> the key. */
  readonly keys: ReadonlyMap<string, string>;
}

export interface RoleReport {
  /** The role's id in the template. */
  readonly role: string;
  readonly grants: readonly Grant[];
  /** Granted, but no call needs it, and neither does AWS. */
  readonly unused: readonly Grant[];
  /** Asked of AWS, but not allowed: each once, as `action resource`. */
  readonly missing: readonly string[];
}

/** Holds what was asked of AWS against what each role of the template allows, both ways. */
export function reportOn({ deployment: { template, resolver }, calls, keys }: Recorded): readonly RoleReport[] {
  const place = { account: resolver.text({ Ref: 'AWS::AccountId' }), region: resolver.text({ Ref: 'AWS::Region' }) };
  const requestsBy = (role: string) =>
    functionNames
      .filter((name) => role.includes(`${name}Role`))
      .flatMap((name) => calls[name].flatMap((call) => requestsOf(call, { ...place, keys })));
  const roles = Object.entries(template.Resources).flatMap(([id, { Type }]) => (Type === 'AWS::IAM::Role' ? id : []));
  return roles.map((role) => hold(role, statementsOf(template, resolver, role), requestsBy(role)));
}

export function hold(role: string, statements: readonly Statement[], requests: readonly AccessRequest[]): RoleReport {
  const single = statements.flatMap(singleGrants);
  const grants = single.map((one): Grant => {
    const [action = ''] = one.actions;
    const [resource = ''] = one.resources;
    const allowed = requests.filter((request) => concerns(one, request));
    const others = single.filter((other) => other !== one);
    const needed = allowed.filter((request) => !isAllowed(others, request)).length;
    const exemption = exemptionOf(role, action, resource);
    return { action, resource, calls: allowed.length, needed, ...(exemption && { exemption }) };
  });
  const missing = requests.filter((request) => !isAllowed(statements, request));
  return {
    role,
    grants,
    unused: grants.filter(({ needed, exemption }) => needed === 0 && !exemption),
    missing: [...new Set(missing.map(({ action, resource }) => `${action} ${resource}`))],
  };
}

/** A statement that allows, as statements of one action and one resource each. */
function singleGrants({ effect, actions, resources, conditions }: Statement): Statement[] {
  if (effect === 'Deny') return [];
  return actions.flatMap((action) =>
    resources.map((resource) => ({ effect, actions: [action], resources: [resource], conditions })),
  );
}
