import { config } from '../permissions/scenario.ts';
import { parseConfig } from '../../functions/runtime/config/parse.ts';
import { neighbour } from '../support/cloud.ts';
import { flatten, synthesize } from './synthesize.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
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

test('policies of resources keep out who comes without TLS, and let in nobody but the rules of events', () => {
  const policies = [...propertiesOf('AWS::SNS::TopicPolicy'), ...propertiesOf('AWS::SQS::QueuePolicy')];
  // Two topics that are created; the queue of events, its dead-letter queue, and the queue of failed polls.
  expect(policies).toHaveLength(5);
  const rules = Object.keys(template.findResources('AWS::Events::Rule'));
  expect(rules).toHaveLength(2);
  const letIn = policies.flatMap(({ PolicyDocument }) => {
    const { Statement: statements } = PolicyDocument as { Statement: Statement[] };
    const denied = statements.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition);
    expect(denied).toEqual([{ Bool: { 'aws:SecureTransport': 'false' } }]);
    return statements.filter(({ Effect }) => Effect === 'Allow');
  });
  // Each rule into the queue of events, and what it cannot hand over into its dead-letter queue.
  expect(letIn).toHaveLength(4);
  for (const { Action, Principal, Condition } of letIn) {
    // Beside it, CDK grants what finds the queue.
    const harmless = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
    expect([Action].flat().filter((action) => !harmless.includes(action))).toEqual(['sqs:SendMessage']);
    expect(Principal).toEqual({ Service: 'events.amazonaws.com' });
    expect(rules.map((rule) => ({ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule, 'Arn'] } } }))).toContainEqual(
      Condition,
    );
  }
});

test('nobody may start a function but by IAM, and nothing of the stack has an address in the internet', () => {
  const open = ['AWS::Lambda::Permission', 'AWS::Lambda::Url', 'AWS::DynamoDB::Policy'];
  expect(open.filter((type) => types.has(type))).toEqual([]);
  expect([...types].filter((type) => /^AWS::(?:ApiGateway|ApiGatewayV2|EC2|ElasticLoadBalancing)/.test(type))).toEqual(
    [],
  );
  for (const table of propertiesOf('AWS::DynamoDB::Table')) expect(table).not.toHaveProperty('ResourcePolicy');
});

test('events may be sent by the accounts that the config names, to a bus of their own, and nothing more', () => {
  const [bus, ...others] = Object.keys(template.findResources('AWS::Events::EventBus'));
  expect(others).toEqual([]);
  const policies = propertiesOf('AWS::Events::EventBusPolicy').map(({ Statement: only }) => only as Statement);
  expect(policies).toEqual([
    {
      Sid: 'Sources',
      Effect: 'Allow',
      Action: 'events:PutEvents',
      Principal: { AWS: expect.anything() as unknown },
      Resource: { 'Fn::GetAtt': [bus, 'Arn'] },
    },
  ]);
  expect(policies.map(({ Principal }) => flatten((Principal as { AWS: unknown }).AWS))).toEqual([
    `arn:<AWS::Partition>:iam::${neighbour}:root`,
  ]);
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
    ['lambda.amazonaws.com', undefined],
  ]);
});

test('each function has these variables, and no others: no secret, and nothing that leads its calls elsewhere', () => {
  const all = propertiesOf('AWS::Lambda::Function') as { Environment: { Variables: object } }[];
  expect(all).toHaveLength(2);
  for (const { Environment } of all)
    expect(Object.keys(Environment.Variables).sort()).toEqual([
      'ACCOUNT_ID',
      'POWERTOOLS_LOG_LEVEL',
      'POWERTOOLS_METRICS_NAMESPACE',
      'POWERTOOLS_SERVICE_NAME',
      'TABLE_NAME',
      'TOPIC_ARNS',
    ]);
});
