import { config } from '../permissions/scenario.ts';
import { parseConfig } from '../../functions/runtime/config/parse.ts';
import { flatten, synthesize } from './synthesize.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string;
  readonly Principal: { readonly Service?: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Of a config that names everything that one can name. */
const template = synthesize(parseConfig(config, 'test.yaml'));
const propertiesOf = (type: string) =>
  Object.values(template.findResources(type)).map((resource) => resource.Properties as Record<string, unknown>);
const types = new Set(
  Object.values((template.toJSON() as { Resources: Record<string, { Type: string }> }).Resources).map(
    ({ Type }) => Type,
  ),
);

test('no policy of a resource lets anyone in; each keeps out who comes without TLS', () => {
  const policies = [...propertiesOf('AWS::SNS::TopicPolicy'), ...propertiesOf('AWS::SQS::QueuePolicy')];
  // Two topics that are created, and the queue.
  expect(policies).toHaveLength(3);
  for (const { PolicyDocument } of policies) {
    const { Statement: statements } = PolicyDocument as { Statement: Statement[] };
    expect(statements.map(({ Effect }) => Effect)).toEqual(['Deny']);
    expect(statements[0]?.Condition).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  }
});

test('nobody may start the function but by IAM, and nothing of the stack has an address in the internet', () => {
  const open = ['AWS::Lambda::Permission', 'AWS::Lambda::Url', 'AWS::Events::EventBusPolicy', 'AWS::DynamoDB::Policy'];
  expect(open.filter((type) => types.has(type))).toEqual([]);
  expect([...types].filter((type) => /^AWS::(?:ApiGateway|ApiGatewayV2|EC2|ElasticLoadBalancing)/.test(type))).toEqual(
    [],
  );
  for (const table of propertiesOf('AWS::DynamoDB::Table')) expect(table).not.toHaveProperty('ResourcePolicy');
});

test('a role is for one service; Scheduler takes it for schedules of this account only', () => {
  const trusted = propertiesOf('AWS::IAM::Role').flatMap(
    ({ AssumeRolePolicyDocument }) => (AssumeRolePolicyDocument as { Statement: Statement[] }).Statement,
  );
  expect(
    trusted.map(({ Principal, Condition }) => [
      Principal.Service,
      Condition && flatten(Condition.StringEquals?.['aws:SourceAccount']),
    ]),
  ).toEqual([
    ['lambda.amazonaws.com', undefined],
    ['scheduler.amazonaws.com', '<AWS::AccountId>'],
  ]);
});

test('the function has these variables, and no others: no secret, and nothing that leads its calls elsewhere', () => {
  const [poll] = propertiesOf('AWS::Lambda::Function') as { Environment: { Variables: object } }[];
  expect(Object.keys(poll?.Environment.Variables ?? {}).sort()).toEqual([
    'ACCOUNT_ID',
    'POWERTOOLS_LOG_LEVEL',
    'POWERTOOLS_METRICS_NAMESPACE',
    'POWERTOOLS_SERVICE_NAME',
    'TABLE_NAME',
    'TOPIC_ARNS',
  ]);
});
