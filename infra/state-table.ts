import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

export interface StateTableProps {
  /**
   * What becomes of the table when the stack is deleted.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What the notifier remembers: the last seen state of every model version, and the notifications not yet settled.
 *
 * Its loss is the one loss that nothing heals: the next poll would take everything for known and stay silent about whatever was
 * under way. Hence the protections; and no physical name, so that a retained table never blocks a new deployment.
 */
export class StateTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, { removalPolicy = RemovalPolicy.RETAIN }: StateTableProps = {}) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      // History and what is left of gone collections. Days late, and that is fine: nothing waits for an expiry.
      timeToLiveAttribute: 'expiresAt',
      // A quiet registry costs a few reads per poll; a burst is far above what anyone would provision for it.
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Restoring an older table repeats notifications, with the same ids; it does not lose any.
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Encrypted with DynamoDB's own key, which costs nothing and needs no grants: no secret is kept here. Whoever must hold
      // the key passes a table of their own.
      removalPolicy,
      // RETAIN covers the stack only. This covers the console and the scripts, too; a throw-away stack goes without.
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    });
  }
}
