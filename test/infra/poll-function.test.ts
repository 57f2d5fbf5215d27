import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { functionEnvironment } from '../../functions/runtime/env.ts';
import { metricNamespace } from '../../functions/runtime/metric-names.ts';
import { configOf, synthesize } from './synthesize.ts';

test('the function runs on Node 24 on arm64 with little memory, and keeps no capacity for itself', () => {
  const template = synthesize(configOf());
  template.hasResourceProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    MemorySize: 256,
    Handler: 'index.handler',
  });
  const [poll] = Object.values(template.findResources('AWS::Lambda::Function'));
  expect(poll).not.toHaveProperty('Properties.ReservedConcurrentExecutions');
  expect(poll).not.toHaveProperty('Properties.TracingConfig');
});

test('metrics and logs bear the name of the stack', () => {
  synthesize(configOf()).hasResourceProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: { POWERTOOLS_SERVICE_NAME: 'Test', POWERTOOLS_METRICS_NAMESPACE: metricNamespace },
    },
  });
});

test('Powertools and Lambda agree on the log level', () => {
  synthesize(configOf()).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { POWERTOOLS_LOG_LEVEL: 'INFO' } },
    LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
  });
});

test.each([
  { schedule: 'rate(1 minute)', timeout: 60, eventAge: 60, scheduleAge: 60 },
  { schedule: 'rate(5 minutes)', timeout: 300, eventAge: 300, scheduleAge: 300 },
  { schedule: 'rate(1 hour)', timeout: 900, eventAge: 3600, scheduleAge: 3600 },
  { schedule: 'rate(3 days)', timeout: 900, eventAge: 21_600, scheduleAge: 86_400 },
])('$schedule: a poll ends before the next, and is not started once that is due', (given) => {
  const template = synthesize(configOf({ schedule: given.schedule }));
  template.hasResourceProperties('AWS::Lambda::Function', { Timeout: given.timeout });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    MaximumRetryAttempts: 0,
    MaximumEventAgeInSeconds: given.eventAge,
  });
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: given.schedule,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { RetryPolicy: { MaximumEventAgeInSeconds: given.scheduleAge } },
  });
});

test('what the schedule could not hand over, and what the function failed at, ends in one encrypted queue', () => {
  const template = synthesize(configOf());
  const queue = Object.keys(template.findResources('AWS::SQS::Queue')).find((id) => id.includes('PollFailures'));
  const arn = { 'Fn::GetAtt': [queue, 'Arn'] };
  template.hasResourceProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
  });
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    DestinationConfig: { OnFailure: { Destination: arn } },
  });
  template.hasResourceProperties('AWS::Scheduler::Schedule', { Target: { DeadLetterConfig: { Arn: arn } } });
});

test('nothing starts before the roles have their permissions', () => {
  const template = synthesize(configOf());
  const [ownPolicy] = Object.keys(template.findResources('AWS::IAM::Policy')).filter((id) => /PollRole/.test(id));
  const [schedulePolicy] = Object.keys(template.findResources('AWS::IAM::Policy')).filter((id) =>
    /ScheduleRole/.test(id),
  );
  const dependenciesOf = (type: string) =>
    Object.values(template.findResources(type)).flatMap((resource) => (resource as { DependsOn: string[] }).DependsOn);
  expect(dependenciesOf('AWS::Lambda::Function')).toContain(ownPolicy);
  // Lambda refuses an on-failure queue that the function's role may not send to.
  expect(dependenciesOf('AWS::Lambda::EventInvokeConfig')).toContain(ownPolicy);
  expect(dependenciesOf('AWS::Scheduler::Schedule')).toContain(schedulePolicy);
});

test('logs are kept for three months unless told otherwise, and go with the stack', () => {
  synthesize(configOf()).hasResource('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Delete',
    Properties: { RetentionInDays: 90 },
  });
  synthesize(configOf(), () => ({ logRetention: RetentionDays.ONE_WEEK })).hasResourceProperties(
    'AWS::Logs::LogGroup',
    {
      RetentionInDays: 7,
    },
  );
});

test('every variable that the function reads is set', () => {
  const [poll] = Object.values(synthesize(configOf()).findResources('AWS::Lambda::Function')) as {
    Properties: { Environment: { Variables: object } };
  }[];
  expect(Object.keys(poll?.Properties.Environment.Variables ?? {})).toEqual(
    expect.arrayContaining(Object.keys(functionEnvironment.shape)),
  );
});
