import { functionCredentials, type Cloud } from '../cloud.ts';
import { FunctionProcess, type FunctionDefinition } from '../lambda/function-process.ts';
import type { Assembly } from './assembly.ts';
import { Resolver, type CloudFormationTemplate, type Physical, type TemplateResource } from './template.ts';

export const functionNames = ['Poll', 'React'] as const;

/** As the construct is called: part of the ids in the template. */
export type FunctionName = (typeof functionNames)[number];

/** The stack of an assembly in a cloud: what a deployment would make is there, and functions can be started. */
export class Deployment {
  readonly template: CloudFormationTemplate;
  /** Of the template's own table. */
  readonly table: string;
  readonly resolver: Resolver;
  readonly #cloud: Cloud;
  readonly #assembly: Assembly;
  readonly #physical: ReadonlyMap<string, Physical>;

  private constructor(cloud: Cloud, assembly: Assembly, physical: ReadonlyMap<string, Physical>) {
    this.template = assembly.template;
    this.resolver = new Resolver(physical, cloud.aws);
    this.#cloud = cloud;
    this.#assembly = assembly;
    this.#physical = physical;
    this.table = this.#idsOf('AWS::DynamoDB::Table').map((id) => physical.get(id)?.ref ?? '')[0] ?? '';
  }

  static async make(cloud: Cloud, assembly: Assembly): Promise<Deployment> {
    const physical = new Map<string, Physical>();
    for (const [id, resource] of Object.entries(assembly.template.Resources)) {
      physical.set(id, await create(cloud, id, resource));
    }
    return new Deployment(cloud, assembly, physical);
  }

  /** A new execution environment of a function. `environment` replaces variables; undefined leaves one of the template's out. */
  start(
    environment: Readonly<Record<string, string | undefined>> = {},
    name: FunctionName = 'Poll',
  ): Promise<FunctionProcess> {
    const { aws, slack, secrets, sts } = this.#cloud;
    const definition = this.#definition(name);
    const variables = Object.entries({ ...definition.environment, ...environment });
    const given = variables.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    return FunctionProcess.start(
      { ...definition, environment: Object.fromEntries(given) },
      {
        region: aws.region,
        credentials: functionCredentials,
        endpoints: {
          AWS_ENDPOINT_URL: aws.endpoint,
          AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
          AWS_ENDPOINT_URL_STS: sts.url,
          SLACK_API_URL: slack.url,
        },
      },
    );
  }

  get poll(): FunctionDefinition {
    return this.#definition('Poll');
  }

  #definition(name: FunctionName): FunctionDefinition {
    const id = this.#idsOf('AWS::Lambda::Function').find((one) => one.includes(`${name}Function`)) ?? '';
    const properties = this.resolver.resolve(this.template.Resources[id]?.Properties) as FunctionProperties;
    const { ref = '', attributes } = this.#physical.get(id) ?? {};
    return {
      name: ref,
      arn: attributes?.Arn ?? '',
      handler: properties.Handler,
      memory: properties.MemorySize,
      timeout: properties.Timeout,
      logGroup: properties.LoggingConfig.LogGroup,
      environment: properties.Environment.Variables,
      code: this.#assembly.asset(properties.Code.S3Key),
    };
  }

  /** What a schedule gives the function: without an input of its own, EventBridge Scheduler writes this. `of` is whose poll it is. */
  scheduledEvent(time = new Date(Date.now() + this.#cloud.later), of = 0): string {
    const { account, region } = this.#cloud.aws;
    const id = this.#idsOf('AWS::Scheduler::Schedule')[of] ?? '';
    const { Target, ...schedule } = this.template.Resources[id]?.Properties as { Target: { Input?: string } };
    return (
      Target.Input ??
      JSON.stringify({
        version: '0',
        id: '7e0d6f6b-0a4e-4f2e-9d6f-0c6f1b2a3d4e',
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        account,
        time: time.toISOString().replace(/\.\d+Z$/, 'Z'),
        region,
        resources: [`arn:aws:scheduler:${region}:${account}:schedule/${groupOf(schedule)}/${id}`],
        detail: '{}',
      })
    );
  }

  #idsOf(type: string): string[] {
    return Object.entries(this.template.Resources).flatMap(([id, { Type }]) => (Type === type ? id : []));
  }
}

interface FunctionProperties {
  readonly Handler: string;
  readonly MemorySize: number;
  readonly Timeout: number;
  readonly LoggingConfig: { readonly LogGroup: string };
  readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  readonly Code: { readonly S3Key: string };
}

const groupOf = (schedule: object): string => ('GroupName' in schedule ? String(schedule.GroupName) : 'default');

/** Makes what the embedded AWS has, and names the rest as AWS would. */
async function create(cloud: Cloud, id: string, { Type }: TemplateResource): Promise<Physical> {
  const { account, region } = cloud.aws;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  switch (Type) {
    case 'AWS::DynamoDB::Table':
      await cloud.aws.createTable(id);
      return { ref: id, attributes: { Arn: arn('dynamodb', `table/${id}`) } };
    case 'AWS::SNS::Topic':
      return { ref: await cloud.aws.createTopic(id), attributes: { TopicName: id } };
    case 'AWS::SQS::Queue':
      return { ref: `https://sqs.${region}.amazonaws.com/${account}/${id}`, attributes: { Arn: arn('sqs', id) } };
    case 'AWS::Logs::LogGroup':
      return { ref: id, attributes: { Arn: arn('logs', `log-group:${id}:*`) } };
    case 'AWS::Lambda::Function':
      return { ref: id, attributes: { Arn: arn('lambda', `function:${id}`) } };
    case 'AWS::Events::EventBus':
      return { ref: id, attributes: { Arn: arn('events', `event-bus/${id}`) } };
    case 'AWS::IAM::Role':
      return { ref: id, attributes: { Arn: `arn:aws:iam::${account}:role/${id}` } };
    default:
      return { ref: id, attributes: {} };
  }
}
