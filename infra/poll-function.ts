import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { schedulePeriod } from '../functions/runtime/config/schedule.ts';
import { pollAlarms } from './poll-alarms.ts';
import { Alarms, type AlarmProps } from './alarms.ts';
import { NotifierFunction, type SharedFunctionProps } from './notifier-function.ts';

/** Looks at the whole registry every few minutes and tells what changed. */
export class PollFunction extends NotifierFunction {
  /** Polls that could not be started or failed: evidence, not work, because the next poll finds all that they left. */
  readonly failureQueue: Queue;

  constructor(scope: Construct, id: string, props: SharedFunctionProps & AlarmProps) {
    const { config } = props;
    const period = Duration.millis(schedulePeriod(config.schedule));
    super(scope, id, {
      ...props,
      entry: 'poll/handler.ts',
      description: 'Tells what changed in the SageMaker Model Registry',
      // A poll ends before the next one starts. No reserved concurrency: in an account with a small pool it fails the
      // deployment, and should two polls overlap, conditional writes keep them apart.
      timeout: least(period, Duration.minutes(15)),
      reads: 'all',
      tableActions: ['dynamodb:Query'],
    });

    this.failureQueue = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const isTheEnd =
      'It is where failed polls end up: the on-failure destination of the function and the dead-letter queue of its schedule.';
    Validations.of(this.failureQueue).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-SQS3', reason: isTheEnd },
      { id: 'Serverless::Serverless-SQSRedrivePolicy', reason: isTheEnd },
    );
    Validations.of(this.function).acknowledge({
      id: 'Serverless::Serverless-LambdaDLQ',
      reason: 'Failed polls go to an on-failure destination, which tells more of them than a dead-letter queue.',
    });
    this.allow(['sqs:SendMessage'], [this.failureQueue.queueArn]);

    // Scheduler only hands the event over, asynchronously: what happens then is Lambda's to judge. A failed poll is not
    // repeated, because the next poll does the same and finds what this one left; one that is throttled (429) or meets an
    // outage of Lambda is worth starting until the next is due.
    this.function.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: least(period, Duration.hours(6)),
      onFailure: new SqsDestination(this.failureQueue),
    });

    this.schedule(period, config.schedule);

    const { function: poll, failureQueue } = this;
    new Alarms(this, 'Alarms', { ...props, definitions: pollAlarms(this, { function: poll, failureQueue, period }) });
  }

  private schedule(period: Duration, expression: string): void {
    const role = new Role(this, 'ScheduleRole', {
      description: 'Starts the poll',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPrincipalPolicy(allow(['lambda:InvokeFunction'], [this.function.functionArn]));
    role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [this.failureQueue.queueArn]));

    const schedule = new Schedule(this, 'Schedule', {
      description: 'Polls the SageMaker Model Registry',
      schedule: ScheduleExpression.expression(expression),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(this.function, {
        // CDK's own grant covers every version of the function, by a wildcard.
        role: role.withoutPolicyUpdates(),
        // Handing over is tried until the next poll is due, however often that is: the age ends it, not the count.
        maxEventAge: least(period, Duration.days(1)),
        retryAttempts: 185,
        deadLetterQueue: this.failureQueue,
      }),
    });
    schedule.node.addDependency(role);
  }
}

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

const least = (one: Duration, other: Duration) => (one.toMilliseconds() < other.toMilliseconds() ? one : other);
