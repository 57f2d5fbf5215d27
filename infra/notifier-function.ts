import { Aws, RemovalPolicy, Stack, Validations, type Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ApplicationLogLevel, Architecture, Function, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { FunctionEnvironment } from '../functions/runtime/env.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import { metricNamespace } from '../functions/runtime/metric-names.ts';
import { bundle } from './bundling.ts';
import { busPermissions } from './bus-permissions.ts';
import { registryPermissions, type RegistryUse } from './registry-permissions.ts';
import { secretPermissions } from './secret-permissions.ts';
import { ownRules, sourcePermissions } from './source-permissions.ts';

/** What all functions share. */
export interface SharedFunctionProps {
  /** The validated config; it is bundled with the function. */
  readonly config: Config;
  /** Holds the state. */
  readonly table: ITable;
  /** Where to publish, by the destination's name, for those that are on SNS. */
  readonly topics: Readonly<Record<string, ITopic>>;
  /** How long logs are kept. */
  readonly logRetention: RetentionDays;
}

export interface NotifierFunctionProps extends SharedFunctionProps {
  /** Path of the handler's file below `functions/`. */
  readonly entry: string;
  readonly description: string;
  readonly timeout: Duration;
  /** What it reads of the registry. */
  readonly reads: RegistryUse;
  /** Beside what it does with single items. */
  readonly tableActions: readonly string[];
}

/** One function with its log group, and a role that lists what it may do, action by action: CDK's own grants are wider. */
export class NotifierFunction extends Construct {
  readonly function: Function;
  readonly logGroup: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: NotifierFunctionProps) {
    super(scope, id);
    const { config, table, topics, entry, description, timeout } = props;
    const stack = Stack.of(this);

    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', {
      description: 'Reads what is watched in SageMaker, keeps the state, tells the destinations',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const environment: FunctionEnvironment = {
      TABLE_NAME: table.tableName,
      ACCOUNT_ID: Aws.ACCOUNT_ID,
      TOPIC_ARNS: stack.toJsonString(
        Object.fromEntries(Object.entries(topics).map(([name, { topicArn }]) => [name, topicArn])),
      ),
    };
    this.function = new Function(this, 'Function', {
      description,
      code: bundle(entry, config),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout,
      role: this.#role.withoutPolicyUpdates(),
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
    Validations.of(this.function).acknowledge({
      id: 'Serverless::Serverless-LambdaTracing',
      reason:
        'X-Ray costs half of the cold start again; one function that calls a few services is timed by its metrics.',
    });

    const registry = registryPermissions(ownRules(config), props.reads);
    const secrets = secretPermissions(config);
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.logGroup.logGroupArn]);
    this.allow([...props.tableActions, ...itemActions], [table.tableArn]);
    this.allow(
      ['sns:Publish'],
      Object.values(topics).map(({ topicArn }) => topicArn),
    );
    for (const statement of [
      ...busPermissions(config),
      ...secrets.statements,
      ...registry.statements,
      ...sourcePermissions(config),
    ]) {
      this.#role.addToPrincipalPolicy(statement);
    }
    for (const { resource, reason } of [...registry.wildcards, ...secrets.wildcards]) {
      Validations.of(this.#role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`, reason });
    }
    this.function.node.addDependency(this.#role);
  }

  /** Nothing where there is no resource. */
  allow(actions: string[], resources: string[]): void {
    if (resources.length > 0) this.#role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  }
}

const logLevel = ApplicationLogLevel.INFO;

const itemActions = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
