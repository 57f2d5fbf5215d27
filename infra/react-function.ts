import { Duration, Validations } from 'aws-cdk-lib';
import { Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, type IEventBus } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { othersOf } from '../functions/runtime/config/configured-sources.ts';
import { Alarms, type AlarmProps } from './alarms.ts';
import { NotifierFunction, type SharedFunctionProps } from './notifier-function.ts';
import { registryEvents } from './registry-events.ts';
import { SourcesBus } from './sources-bus.ts';

const timeout = Duration.minutes(1);

/** Looks at once at what SageMaker's events are about. Without it the poll tells the same, later. */
export class ReactFunction extends NotifierFunction {
  /** Events that could not be worked off: evidence, not work, because the next poll finds what they were about. */
  readonly failureQueue: Queue;
  /** Where other accounts and regions send SageMaker's events, if the config has any. */
  readonly bus?: IEventBus;

  constructor(scope: Construct, id: string, props: SharedFunctionProps & AlarmProps) {
    const { config } = props;
    super(scope, id, {
      ...props,
      entry: 'react/handler.ts',
      description: 'Tells at once what an event of SageMaker is about',
      timeout,
      reads: 'members',
      tableActions: [],
    });

    this.failureQueue = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const events = new Queue(this, 'Events', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // An event is worth no more than the poll that comes anyway.
      retentionPeriod: Duration.days(1),
      // As AWS advises for an event source: six times the function's time-out.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.failureQueue, maxReceiveCount: 3 },
    });
    const isTheEnd = 'It is where events end up that failed: the dead-letter queue of the queue of events.';
    Validations.of(this.failureQueue).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-SQS3', reason: isTheEnd },
      { id: 'Serverless::Serverless-SQSRedrivePolicy', reason: isTheEnd },
    );
    Validations.of(this.function).acknowledge({
      id: 'Serverless::Serverless-LambdaDLQ',
      reason: 'Its events come from a queue, which has a dead-letter queue of its own.',
    });

    // What could not be handed over ends where failed events do.
    const target = new SqsQueue(events, { deadLetterQueue: this.failureQueue });
    const what = 'What SageMaker says of model packages and image versions';
    if (config.sources.includes('self')) {
      new Rule(this, 'Rule', { description: what, eventPattern: registryEvents(config.watch), targets: [target] });
    }
    const accounts = [...new Set(othersOf(config).map(({ account }) => account))].sort();
    if (accounts.length > 0) {
      this.bus = new SourcesBus(this, 'Sources', { accounts }).bus;
      new Rule(this, 'SourcesRule', {
        description: `${what} elsewhere`,
        eventBus: this.bus,
        eventPattern: registryEvents(config.watch),
        targets: [target],
      });
    }

    this.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [events.queueArn]);
    const mapping = new EventSourceMapping(this, 'EventSource', {
      target: this.function,
      eventSourceArn: events.queueArn,
      // Several events come of one change: a second together, they are one look.
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      // The least that Lambda takes: SageMaker's quota is shared with the poll, and with others.
      maxConcurrency: 2,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue has no such destination: what fails goes to its dead-letter queue.',
    });
    // Lambda looks, when the mapping is made, whether the role may read the queue.
    mapping.node.addDependency(this.function);

    new Alarms(this, 'Alarms', {
      ...props,
      definitions: [
        {
          name: 'event-failures',
          impact:
            'Events could not be worked off: what they were about is told by the next poll, later than it should be.',
          metric: this.failureQueue.metricApproximateNumberOfMessagesVisible({
            period: Duration.minutes(5),
            statistic: Stats.MAXIMUM,
          }),
          silence: TreatMissingData.NOT_BREACHING,
        },
      ],
    });
  }
}
