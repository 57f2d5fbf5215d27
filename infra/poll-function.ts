import { Aws, Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { sourcesOf } from '../functions/runtime/config/configured-sources.ts';
import { schedulePeriod } from '../functions/runtime/config/schedule.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
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

    const count = this.schedule(period, config);

    const { function: poll, failureQueue } = this;
    new Alarms(this, 'Alarms', {
      ...props,
      definitions: pollAlarms(this, { function: poll, failureQueue, period, count }),
    });
  }

  /** One for each source, so that a slow one keeps no other waiting. Gives how many. */
  private schedule(period: Duration, config: Config): number {
    const role = new Role(this, 'ScheduleRole', {
      description: 'Starts the poll',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPrincipalPolicy(allow(['lambda:InvokeFunction'], [this.function.functionArn]));
    role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [this.failureQueue.queueArn]));

    const sources = sourcesOf(config, { account: Aws.ACCOUNT_ID, region: Aws.REGION });
    for (const { account, region, role: reader, key } of sources) {
      const isOwn = reader === undefined;
      const schedule = new Schedule(this, isOwn ? 'Schedule' : `Schedule-${account}-${region}`, {
        description: isOwn ? 'Polls the SageMaker Model Registry' : `Polls the SageMaker Model Registry of ${key}`,
        schedule: ScheduleExpression.expression(config.schedule),
        timeWindow: TimeWindow.off(),
        target: new LambdaInvoke(this.function, {
          // CDK's own grant covers every version of the function, by a wildcard.
          role: role.withoutPolicyUpdates(),
          // Handing over is tried until the next poll is due, however often that is: the age ends it, not the count.
          maxEventAge: least(period, Duration.days(1)),
          retryAttempts: 185,
          deadLetterQueue: this.failureQueue,
          // Without one the poll is of the first source.
          ...(!isOwn && { input: ScheduleTargetInput.fromObject({ source: key }) }),
        }),
      });
      schedule.node.addDependency(role);
    }
    return sources.length;
  }
}

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

const least = (one: Duration, other: Duration) => (one.toMilliseconds() < other.toMilliseconds() ? one : other);
