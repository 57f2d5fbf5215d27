import { Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, Function, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { PollEnvironment } from '../functions/poll/env.ts';
import { schedulePeriod } from '../functions/runtime/config/schedule.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import { metricNamespace } from '../functions/runtime/metric-names.ts';
import { PollAlarms } from './alarms.ts';
import { bundle } from './bundling.ts';
import { busPermissions } from './bus-permissions.ts';
import { registryPermissions } from './registry-permissions.ts';
import { secretPermissions } from './secret-permissions.ts';

export interface PollFunctionProps {
  /** The validated config; it is bundled with the function. */
  readonly config: Config;
  /** Holds the state. */
  readonly table: ITable;
  /** Where to publish, by the destination's name, for those that are on SNS. */
  readonly topics: Readonly<Record<string, ITopic>>;
  /** How long logs are kept. */
  readonly logRetention: RetentionDays;
  /**
   * Hears of every alarm, and of its end.
   *
   * @default - alarms are seen in CloudWatch only
   */
  readonly alarmTopic?: ITopic;
  /** Where the alarms' descriptions say that the runbook is. */
  readonly runbook: string;
}

/** Looks at the whole registry every few minutes and tells what changed. */
export class PollFunction extends Construct {
  readonly function: Function;
  readonly logGroup: LogGroup;
  /** Polls that could not be started or failed: evidence, not work, because the next poll finds all that they left. */
  readonly failureQueue: Queue;

  constructor(scope: Construct, id: string, props: PollFunctionProps) {
    super(scope, id);
    const { config, table, topics } = props;
    const stack = Stack.of(this);
    const period = Duration.millis(schedulePeriod(config.schedule));

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
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

    const role = new Role(this, 'Role', {
      description: 'Reads what is watched in SageMaker, keeps the state, tells the destinations',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const environment: PollEnvironment = {
      TABLE_NAME: table.tableName,
      ACCOUNT_ID: Aws.ACCOUNT_ID,
      TOPIC_ARNS: stack.toJsonString(
        Object.fromEntries(Object.entries(topics).map(([name, { topicArn }]) => [name, topicArn])),
      ),
    };
    this.function = new Function(this, 'Function', {
      description: 'Tells what changed in the SageMaker Model Registry',
      code: bundle('poll/handler.ts', config),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      // A poll ends before the next one starts. No reserved concurrency: in an account with a small pool it fails the
      // deployment, and should two polls overlap, conditional writes keep them apart.
      timeout: least(period, Duration.minutes(15)),
      // What the function may do is listed below, action by action: CDK's own additions are wider.
      role: role.withoutPolicyUpdates(),
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: stack.stackName,
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace,
        POWERTOOLS_LOG_LEVEL: logLevel,
      },
      logGroup: this.logGroup,
      // Lambda filters by its own level, too; and metrics are log lines without a level, which it takes for INFO.
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: logLevel,
    });
    Validations.of(this.function).acknowledge(
      {
        id: 'Serverless::Serverless-LambdaDLQ',
        reason: 'Failed polls go to an on-failure destination, which tells more of them than a dead-letter queue.',
      },
      {
        id: 'Serverless::Serverless-LambdaTracing',
        reason:
          'X-Ray costs half of the cold start again; one function that calls a few services is timed by its metrics.',
      },
    );

    const { statements, wildcards } = registryPermissions(config);
    const secrets = secretPermissions(config);
    for (const statement of [
      allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.logGroup.logGroupArn]),
      allow(tableActions, [table.tableArn]),
      ...topicPermissions(topics),
      ...busPermissions(config),
      ...secrets.statements,
      allow(['sqs:SendMessage'], [this.failureQueue.queueArn]),
      ...statements,
    ]) {
      role.addToPrincipalPolicy(statement);
    }
    for (const { resource, reason } of [...wildcards, ...secrets.wildcards]) {
      Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`, reason });
    }
    this.function.node.addDependency(role);

    // Scheduler only hands the event over, asynchronously: what happens then is Lambda's to judge. A failed poll is not
    // repeated, because the next poll does the same and finds what this one left; one that is throttled (429) or meets an
    // outage of Lambda is worth starting until the next is due.
    this.function.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: least(period, Duration.hours(6)),
      onFailure: new SqsDestination(this.failureQueue),
    });

    this.schedule(period, config.schedule);

    new PollAlarms(this, 'Alarms', {
      function: this.function,
      failureQueue: this.failureQueue,
      period,
      alarmTopic: props.alarmTopic,
      runbook: props.runbook,
    });
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

const logLevel = ApplicationLogLevel.INFO;

const tableActions = [
  'dynamodb:Query',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
];

const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });

function topicPermissions(topics: Readonly<Record<string, ITopic>>): readonly PolicyStatement[] {
  const arns = Object.values(topics).map(({ topicArn }) => topicArn);
  return arns.length === 0 ? [] : [allow(['sns:Publish'], arns)];
}

const least = (one: Duration, other: Duration) => (one.toMilliseconds() < other.toMilliseconds() ? one : other);
