import {
  Aws,
  BootstraplessSynthesizer,
  CfnCondition,
  CfnOutput,
  CfnParameter,
  Fn,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as BusTarget } from 'aws-cdk-lib/aws-events-targets';
import { ArnPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Config } from '../functions/runtime/config/schema.ts';
import { registryEvents } from './registry-events.ts';
import { registryPermissions } from './registry-permissions.ts';
import { othersRules } from './source-permissions.ts';

export interface MemberStackProps {
  /** The hub's: what is watched there is what may be read here. */
  readonly config: Config;
}

/**
 * What an account or a region needs to be read by a notifier elsewhere: the role that it reads by, and the rule that sends it
 * SageMaker's events. One template for all of them, without assets and without a bootstrapped account, so that a StackSet takes it.
 */
export class MemberStack extends Stack {
  constructor(scope: Construct, id: string, { config }: MemberStackProps) {
    super(scope, id, {
      description:
        'Lets a notifier of another account or region read the SageMaker Model Registry, and hear of its events',
      synthesizer: new BootstraplessSynthesizer(),
      analyticsReporting: false,
    });
    const rules = othersRules(config);

    const hubRoles = new CfnParameter(this, 'HubRoles', {
      type: 'CommaDelimitedList',
      description: 'Who may read here: the output HubRoles of the notifier',
      allowedPattern: 'arn:aws[a-z-]*:iam::[0-9]{12}:role/.+',
    });
    const hubBus = new CfnParameter(this, 'HubBus', {
      description: 'Where events go: the output HubBus of the notifier',
      allowedPattern: 'arn:aws[a-z-]*:events:[a-z0-9-]+:[0-9]{12}:event-bus/.+',
    });
    const externalId = new CfnParameter(this, 'ExternalId', {
      description: 'The externalId of this source in the config; empty: none is asked for',
      default: '',
      allowedPattern: '([A-Za-z0-9+=,.@:/_-]{2,1224})?',
    });
    const roleName = new CfnParameter(this, 'RoleName', {
      description: 'The role of this source in the config. Another one for each region of an account',
      default: 'approval-notifier-reader',
      allowedPattern: '[A-Za-z0-9+=,.@_-]{1,64}',
    });
    const hasExternalId = new CfnCondition(this, 'HasExternalId', {
      expression: Fn.conditionNot(Fn.conditionEquals(externalId.valueAsString, '')),
    });

    this.addReader(rules, {
      hubRoles: hubRoles.valueAsList,
      externalId: Fn.conditionIf(hasExternalId.logicalId, externalId.valueAsString, Aws.NO_VALUE).toString(),
      roleName: roleName.valueAsString,
    });
    this.addForwarding(rules, hubBus.valueAsString);
  }

  private addReader(
    rules: Config['watch'],
    { hubRoles, externalId, roleName }: { hubRoles: string[]; externalId: string; roleName: string },
  ): void {
    const hub = Fn.select(4, Fn.split(':', Fn.select(0, hubRoles)));
    const role = new Role(this, 'Reader', {
      roleName,
      description: 'Read by the notifier of another account or region: what it watches in SageMaker, and nothing else',
      // The account, narrowed to its roles by their names: a role that was made anew is trusted as the one before it was.
      assumedBy: new ArnPrincipal(`arn:${Aws.PARTITION}:iam::${hub}:root`).withConditions({
        StringEquals: { 'aws:PrincipalArn': hubRoles, 'sts:ExternalId': externalId },
      }),
    });
    const { statements, wildcards } = registryPermissions(rules, 'all');
    for (const statement of statements) role.addToPrincipalPolicy(statement);
    for (const { resource, reason } of wildcards) {
      Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`, reason });
    }
    new CfnOutput(this, 'Role', { value: role.roleArn, description: 'The role that the notifier reads by' });
  }

  private addForwarding(rules: Config['watch'], hubBus: string): void {
    const role = new Role(this, 'ForwarderRole', {
      description: "Sends SageMaker's events to the notifier of another account or region",
      assumedBy: new ServicePrincipal('events.amazonaws.com'),
    });
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [hubBus] }));
    const rule = new Rule(this, 'Rule', {
      description: 'What SageMaker says of model packages and image versions, for the notifier',
      eventPattern: registryEvents(rules),
      targets: [new BusTarget(EventBus.fromEventBusArn(this, 'Hub', hubBus), { role: role.withoutPolicyUpdates() })],
    });
    rule.node.addDependency(role);
    Validations.of(rule).acknowledge({
      id: 'Serverless::Serverless-EventBusDLQ',
      reason: 'An event that is lost is found by the next poll, and nobody would look into a queue in every account.',
    });
  }
}
