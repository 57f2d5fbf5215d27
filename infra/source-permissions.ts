import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { othersOf, roleArnOf, rulesOf } from '../functions/runtime/config/configured-sources.ts';
import type { Config } from '../functions/runtime/config/schema.ts';

/** Where the stack will be. No ARN of a config is of there: whose it is that no other source has is known only then. */
const here = { account: Aws.ACCOUNT_ID, region: Aws.REGION };

/** What is watched where the stack is deployed to. */
export const ownRules = (config: Config): Config['watch'] =>
  config.sources.includes('self') ? rulesOf(config, here, here) : [];

/** What is watched in any of the accounts and regions that are read by a role: one template serves them all. */
export function othersRules(config: Config): Config['watch'] {
  const rules = othersOf(config).map((other) => rulesOf(config, other, here));
  const groups = new Set(rules.flat().flatMap((rule) => rule.groups));
  return config.watch.map((rule) => ({ ...rule, groups: rule.groups.filter((group) => groups.has(group)) }));
}

/** Asking for the roles that the config names, one by one. */
export function sourcePermissions(config: Config): readonly PolicyStatement[] {
  const resources = [...new Set(othersOf(config).map((other) => roleArnOf(other, Aws.PARTITION)))].sort();
  return resources.length === 0 ? [] : [new PolicyStatement({ actions: ['sts:AssumeRole'], resources })];
}
