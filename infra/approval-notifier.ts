import type { RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../functions/runtime/config/schema.ts';
import { PollFunction } from './poll-function.ts';
import { ReactFunction } from './react-function.ts';
import { StateTable } from './state-table.ts';
import { Topics } from './topics.ts';

export interface ApprovalNotifierProps {
  /** What is watched and who is told: the result of `parseConfig`. */
  readonly config: Config;
  /**
   * An existing table to keep the state in: string keys `pk` and `sk`, time to live on `expiresAt`. A customer-managed key of it
   * is the owner's to grant (`kms:Decrypt`) to the roles of both functions.
   *
   * @default - a new table, kept when the stack is deleted
   */
  readonly table?: ITable;
  /**
   * What becomes of the new table when the stack is deleted. `DESTROY` is for throw-away stacks: whoever deploys anew is not told
   * what was under way.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * How long the function's logs are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: RetentionDays;
  /**
   * Hears of every alarm, and of its end. CloudWatch must be allowed to publish there, which it is not on the notifier's own
   * topics.
   *
   * @default - alarms are seen in CloudWatch only
   */
  readonly alarmTopic?: ITopic;
  /**
   * Where the runbook is, for the alarms' descriptions: a path or an address, to which the entry's name is added as a fragment.
   *
   * @default 'docs/runbook.md'
   */
  readonly runbook?: string;
}

/**
 * Watches the SageMaker Model Registry of the stack's account and region, and of others that the config names, and tells what
 * changed. One per stack: alarms and metrics
 * bear the stack's name.
 */
export class ApprovalNotifier extends Construct {
  readonly table: ITable;
  /** By the destination's name in the config, for those that are on SNS. */
  readonly topics: Readonly<Record<string, ITopic>>;
  readonly pollFunction: IFunction;
  /** Started by SageMaker's events. */
  readonly reactFunction: IFunction;
  readonly logGroup: ILogGroup;
  /** Polls that failed or could not be started. */
  readonly failureQueue: IQueue;
  readonly reactLogGroup: ILogGroup;
  /** Events that could not be worked off. */
  readonly eventFailureQueue: IQueue;
  /** Where other accounts and regions send SageMaker's events, if the config has any. */
  readonly sourcesBus: IEventBus | undefined;

  constructor(scope: Construct, id: string, props: ApprovalNotifierProps) {
    super(scope, id);
    const { config, removalPolicy, logRetention = RetentionDays.THREE_MONTHS } = props;

    this.table = props.table ?? new StateTable(this, 'State', { removalPolicy }).table;
    this.topics = new Topics(this, 'Topics', { destinations: config.destinations }).topics;

    const shared = {
      config,
      table: this.table,
      topics: this.topics,
      logRetention,
      alarmTopic: props.alarmTopic,
      runbook: props.runbook ?? 'docs/runbook.md',
    };
    const poll = new PollFunction(this, 'Poll', shared);
    const react = new ReactFunction(this, 'React', shared);
    this.reactFunction = react.function;
    this.reactLogGroup = react.logGroup;
    this.eventFailureQueue = react.failureQueue;
    this.sourcesBus = react.bus;
    this.pollFunction = poll.function;
    this.logGroup = poll.logGroup;
    this.failureQueue = poll.failureQueue;
  }
}
