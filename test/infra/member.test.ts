import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { stringify } from 'yaml';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { MemberStack } from '../../infra/member-stack.ts';
import { configOf, flags, flatten, synthesize } from './synthesize.ts';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

const source = { account: '111122223333', region: 'eu-west-1', role: 'approval-notifier-reader' };
const watched = { groups: ['fraud-*', 'Churn'], images: ['Base', 'gpu-*'], packages: ['Scorer'], notify: ['ml-leads'] };
const of = (changes: Record<string, unknown> = {}): Config =>
  configOf({ watch: [watched], sources: ['self', source], ...changes });

function member(config: Config): Template {
  return Template.fromStack(new MemberStack(new App({ context: flags }), 'Member', { config }));
}

/** What the roles whose id holds this may do, as `action resource`. */
function granted(template: Template, role: string): string[] {
  const policies = [
    ...Object.entries(template.findResources('AWS::IAM::Policy')),
    ...Object.entries(template.findResources('AWS::IAM::ManagedPolicy')),
  ].filter(([id]) => id.includes(role));
  return policies
    .flatMap(
      ([, { Properties }]) => (Properties as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement,
    )
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${flatten(resource)}`)),
    )
    .sort();
}

const template = member(of());

test('the template is one that a StackSet takes: no assets, nothing of a bootstrapped account, and small', () => {
  const json = template.toJSON() as { Parameters: Record<string, unknown>; Rules?: unknown };
  expect(Object.keys(json.Parameters)).toEqual(['HubRoles', 'HubBus', 'ExternalId', 'RoleName']);
  expect(json).not.toHaveProperty('Rules');
  expect(JSON.stringify(json)).not.toMatch(/cdk-|AssetParameters|AWS::CDK::Metadata/);
  const names = Array.from({ length: 140 }, (_, index) => `team-${index}-model-package-group`);
  const great = member(of({ watch: [{ groups: names, notify: ['ml-leads'] }] }));
  expect(stringify(great.toJSON(), { lineWidth: 0 }).length).toBeLessThan(51_200);
});

test('it holds two roles and a rule, and nothing that costs by itself', () => {
  const { Resources } = template.toJSON() as { Resources: Record<string, { Type: string }> };
  const types = new Set(Object.values(Resources).map(({ Type }) => Type));
  expect([...types].sort()).toEqual(['AWS::Events::Rule', 'AWS::IAM::Policy', 'AWS::IAM::Role']);
});

test('the role may do what the poll and the reaction to events may do in their own account, and no more', () => {
  const own = granted(synthesize(configOf({ watch: [watched] })), 'PollRole').filter((one) =>
    one.startsWith('sagemaker:'),
  );
  expect(granted(template, 'Reader')).toEqual(own);
  expect(own.length).toBeGreaterThan(10);
});

test('a group by ARN may be read in its own account, and one of an account that is no source is read by the hub', () => {
  const shared = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/shared';
  const stranger = 'arn:aws:sagemaker:eu-west-1:999988887777:model-package-group/theirs';
  const grants = granted(member(of({ watch: [{ ...watched, groups: [shared, stranger] }] })), 'Reader');
  expect(grants).toContain(`sagemaker:DescribeModelPackageGroup ${shared}`);
  expect(grants.filter((one) => one.includes('999988887777'))).toEqual([]);
});

test('the role trusts the account of the hub, narrowed to its roles, and to the external id if one is given', () => {
  const trusted = Object.entries(template.findResources('AWS::IAM::Role')).flatMap(([id, { Properties }]) =>
    id.startsWith('Reader')
      ? (Properties as { AssumeRolePolicyDocument: { Statement: Statement[] } }).AssumeRolePolicyDocument.Statement
      : [],
  );
  const account = { 'Fn::Select': [4, { 'Fn::Split': [':', { 'Fn::Select': [0, { Ref: 'HubRoles' }] }] }] };
  expect(trusted).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', account, ':root']] } },
      Condition: {
        StringEquals: {
          'aws:PrincipalArn': { Ref: 'HubRoles' },
          'sts:ExternalId': { 'Fn::If': ['HasExternalId', { Ref: 'ExternalId' }, { Ref: 'AWS::NoValue' }] },
        },
      },
    },
  ]);
});

test("SageMaker's events of what is watched go to the hub's bus, by a role that may do nothing else", () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.sagemaker'],
      'detail-type': ['SageMaker Model Package State Change', 'SageMaker Image Version State Change'],
    },
    Targets: [{ Arn: { Ref: 'HubBus' }, RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Forwarder'), 'Arn'] } }],
  });
  expect(granted(template, 'Forwarder')).toEqual(['events:PutEvents <HubBus>']);
});
