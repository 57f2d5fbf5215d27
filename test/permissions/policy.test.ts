import { isAllowed, like, statementsOf, type Statement } from '../support/policy/policy.ts';
import { requestsOf } from '../support/policy/requests.ts';
import { Resolver, type CloudFormationTemplate } from '../support/stack/template.ts';

const statement = (changes: Partial<Statement> = {}): Statement => ({
  effect: 'Allow',
  actions: ['dynamodb:GetItem'],
  resources: ['arn:aws:dynamodb:eu-west-1:111122223333:table/state'],
  conditions: {},
  ...changes,
});
const request = {
  action: 'dynamodb:GetItem',
  resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/state',
  context: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' },
};
const onlyVia = (operator: string, value: string) => ({ conditions: { [operator]: { 'kms:ViaService': [value] } } });

test.each<readonly [what: string, statements: Statement[], allowed: boolean]>([
  ['what is allowed by name', [statement()], true],
  ['an action by another letter case', [statement({ actions: ['DynamoDB:getitem'] })], true],
  ['an action by a wildcard', [statement({ actions: ['dynamodb:Get*'] })], true],
  ['another action', [statement({ actions: ['dynamodb:Query'] })], false],
  ['another resource', [statement({ resources: [`${request.resource}/index/a`] })], false],
  ['a resource by another letter case', [statement({ resources: [request.resource.toUpperCase()] })], false],
  ['nothing at all', [], false],
  ['what is denied besides', [statement(), statement({ effect: 'Deny', resources: ['*'] })], false],
  ['a condition that holds', [statement(onlyVia('StringEquals', 'secretsmanager.eu-west-1.amazonaws.com'))], true],
  ['a pattern that holds', [statement(onlyVia('StringLike', 'secretsmanager.*'))], true],
  ['a condition that does not', [statement(onlyVia('StringEquals', 'secretsmanager.*'))], false],
])('%s', (_what, statements, allowed) => {
  expect(isAllowed(statements, request)).toBe(allowed);
});

test('a condition on what the request does not say does not hold', () => {
  const { action, resource } = request;
  expect(isAllowed([statement(onlyVia('StringLike', '*'))], { action, resource })).toBe(false);
});

test.each<readonly [pattern: string, text: string, matches: boolean]>([
  ['*', 'a/b', true],
  ['a/*', 'a/b/c', true],
  ['v?', 'v1', true],
  ['v?', 'v12', false],
  ['v?', 'v', false],
  ['a.b', 'axb', false],
  ['a+(b)', 'a+(b)', true],
])('%s against %s: %s', (pattern, text, matches) => {
  expect(like(pattern, text)).toBe(matches);
});

test('what is not understood is an error, because it might allow anything', () => {
  const resolver = new Resolver(new Map([['Role', { ref: 'role', attributes: {} }]]), { account: '1', region: 'r' });
  const template = (role: object, raw: object): CloudFormationTemplate => ({
    Resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { ...role } },
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [raw] } },
      },
    },
  });
  const read = (role: object, raw: object) => statementsOf(template(role, raw), resolver, 'Role');
  const plain = { Effect: 'Allow', Action: 'a:B', Resource: '*' };
  expect(read({}, plain)).toEqual([{ effect: 'Allow', actions: ['a:B'], resources: ['*'], conditions: {} }]);
  expect(() => read({}, { ...plain, NotAction: 'c:D' })).toThrow('policy element NotAction is not known here');
  expect(() => read({ ManagedPolicyArns: ['x'] }, plain)).toThrow('role Role has ManagedPolicyArns');
  expect(() => read({}, { ...plain, Resource: { 'Fn::If': [] } })).toThrow('Fn::If cannot be resolved');
  const strange = read({}, { ...plain, Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } } });
  expect(() => isAllowed(strange, { action: 'a:B', resource: '*' })).toThrow('condition operator DateLessThan');
});

test('a call that is not known is an error, because nobody has said what it takes', () => {
  const call = { service: 'sagemaker', operation: 'DeleteModelPackage', headers: {}, body: Buffer.from('{}') };
  const accounts = { account: '111122223333', region: 'eu-west-1', keys: new Map<string, string>() };
  expect(() => requestsOf(call, accounts)).toThrow('which permission sagemaker:DeleteModelPackage takes');
});
