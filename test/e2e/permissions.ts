import { z } from 'zod';
import type { Boto } from './boto.ts';
import type { Recorded } from './router/recording.ts';

export interface Grant {
  readonly action: string;
  readonly resource: string;
}

export interface Report {
  readonly granted: readonly Grant[];
  readonly used: readonly Grant[];
  readonly unused: readonly Grant[];
  /** What was refused though nobody had broken the role. */
  readonly lacking: readonly Recorded[];
}

/** Lambda makes these calls in the function's name: they are no requests of the function. */
const ofLambda = new Set(['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage']);

const some = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(z.object({ Action: some, Resource: some })) }),
});
const names = z.object({ PolicyNames: z.array(z.string()) });
const configuration = z.object({ Configuration: z.object({ Role: z.string() }) });

/** Holds what a function was seen to call against what its role grants, as deployed. */
export async function permissions(boto: Boto, name: string, calls: readonly Recorded[]): Promise<Report> {
  const granted = (await grantsOf(boto, name)).filter(({ action }) => !ofLambda.has(action));
  const own = calls.filter((call) => call.function === name);
  const used = granted.filter((grant) => own.some((call) => !call.refused && covers(grant, call)));
  return {
    granted,
    used,
    unused: granted.filter((grant) => !used.includes(grant)),
    lacking: own.filter(({ refused, expected }) => refused && !expected),
  };
}

async function grantsOf(boto: Boto, name: string): Promise<readonly Grant[]> {
  const found = await boto.call('lambda', 'get_function', { FunctionName: name });
  const RoleName = configuration.parse(found).Configuration.Role.split('/').at(-1);
  const grants: Grant[] = [];
  for (const PolicyName of names.parse(await boto.call('iam', 'list_role_policies', { RoleName })).PolicyNames) {
    const { PolicyDocument } = policy.parse(await boto.call('iam', 'get_role_policy', { RoleName, PolicyName }));
    for (const { Action, Resource } of PolicyDocument.Statement) {
      grants.push(...Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))));
    }
  }
  return grants;
}

function covers(grant: Grant, call: Recorded): boolean {
  return grant.action === call.action && (grant.resource === '*' || matches(grant.resource, call.resource));
}

/** IAM's wildcards, which mind letter case. */
function matches(pattern: string, resource: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/gu, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'u').test(resource);
}
