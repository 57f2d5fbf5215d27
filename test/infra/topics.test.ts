import { Match } from 'aws-cdk-lib/assertions';
import { configOf, flatten, synthesize } from './synthesize.ts';

const existing = 'arn:aws:sns:eu-west-1:111122223333:machines';
const destinations = {
  'ml-leads': { sns: { format: 'text', email: ['a@example.com', 'b@example.com'] } },
  machines: { sns: { format: 'json', topic: existing } },
  events: { eventbridge: { bus: 'default' } },
};

test('a destination without a topic gets one that is encrypted and refuses to be published to without TLS', () => {
  const template = synthesize(configOf({ destinations }));
  template.resourceCountIs('AWS::SNS::Topic', 1);
  const [topic] = Object.values(template.findResources('AWS::SNS::Topic'));
  expect(flatten((topic as { Properties: { KmsMasterKeyId: unknown } }).Properties.KmsMasterKeyId)).toBe(
    'arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:alias/aws/sns',
  );
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ]),
    },
  });
});

test('each address is subscribed by email', () => {
  const template = synthesize(configOf({ destinations }));
  template.resourceCountIs('AWS::SNS::Subscription', 2);
  for (const Endpoint of ['a@example.com', 'b@example.com']) {
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint });
  }
});

test('the function knows the topic of every destination, created or not', () => {
  const template = synthesize(configOf({ destinations }));
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
  const [poll] = Object.values(template.findResources('AWS::Lambda::Function')) as {
    Properties: { Environment: { Variables: Record<string, unknown> } };
  }[];
  expect(JSON.parse(flatten(poll?.Properties.Environment.Variables.TOPIC_ARNS))).toEqual({
    'ml-leads': `<${topic}>`,
    machines: existing,
  });
});

test('a destination of operators only has its topic, subscribers and permission as any other', () => {
  const template = synthesize(
    configOf({
      destinations: {
        'ml-leads': { sns: { format: 'text', topic: existing } },
        ops: { sns: { format: 'text', email: ['ops@example.com'] } },
      },
      operators: ['ops'],
    }),
  );
  const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
  template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.com', TopicArn: { Ref: topic } });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        { Effect: 'Allow', Action: 'sns:Publish', Resource: Match.arrayWith([{ Ref: topic }]) },
      ]),
    },
  });
});
