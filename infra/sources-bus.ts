import { CfnResource } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface SourcesBusProps {
  /** Ids of the accounts that may send. */
  readonly accounts: readonly string[];
}

/**
 * Where other accounts and regions forward SageMaker's events to: a bus of its own, because nobody else's events are on it, and
 * its policy concerns nobody else. An event only says where to look; what is told of it, a describe says.
 */
export class SourcesBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { accounts }: SourcesBusProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'What SageMaker says in the other accounts and regions' });
    const statement = new PolicyStatement({
      sid: 'Sources',
      actions: ['events:PutEvents'],
      principals: accounts.map((account) => new AccountPrincipal(account)),
      resources: [this.bus.eventBusArn],
    });
    const Statement: unknown = statement.toStatementJson();
    // As CDK's own class for it would make, which warns at every synthesis of a property that is not set.
    new CfnResource(this, 'Policy', {
      type: 'AWS::Events::EventBusPolicy',
      properties: { EventBusName: this.bus.eventBusName, StatementId: 'Sources', Statement },
    });
  }
}
