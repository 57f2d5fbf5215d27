import type { Config } from '../../functions/runtime/config/schema.ts';
import { configOf, flatten, synthesize } from './synthesize.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const own = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:<AWS::AccountId>';
const foreign = 'arn:aws:sagemaker:eu-west-1:111122223333';

/** What the poll's role may do: action -> resources, of all its policies. */
function permissions(config: Config): Map<string, string[]> {
  const template = synthesize(config);
  const policies = [
    ...Object.entries(template.findResources('AWS::IAM::Policy')),
    ...Object.entries(template.findResources('AWS::IAM::ManagedPolicy')),
  ].filter(([id]) => id.includes('PollRole'));
  const granted = new Map<string, string[]>();
  for (const [, policy] of policies) {
    const { Statement } = (policy as { Properties: { PolicyDocument: { Statement: Statement[] } } }).Properties
      .PolicyDocument;
    for (const { Effect, Action, Resource } of Statement) {
      expect(Effect).toBe('Allow');
      for (const action of [Action].flat()) {
        const resources = [Resource].flat().map(flatten);
        granted.set(action, [...(granted.get(action) ?? []), ...resources].sort());
      }
    }
  }
  return granted;
}

/** A config with one rule, of what is given. */
const watching = (watched: Record<string, string[]>): Config =>
  configOf({ watch: [{ ...watched, notify: ['ml-leads'] }] });

const busOf = (name: string) => `arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:event-bus/${name}`;

test('events may be put on the buses that the config names, and those looked at that need not be there', () => {
  const foreign = 'arn:aws:events:eu-west-1:111122223333:event-bus/theirs';
  const bus = (name: string) => ({ eventbridge: { bus: name } });
  const granted = permissions(
    configOf({ destinations: { 'ml-leads': bus('default'), a: bus('ml'), b: bus(foreign), c: bus('ml') } }),
  );
  expect(granted.get('events:PutEvents')).toEqual([busOf('default'), busOf('ml'), foreign]);
  expect(granted.get('events:DescribeEventBus')).toEqual([busOf('ml'), foreign]);
});

test('the secrets that the config names may be read, and their keys used; a name is that of one secret', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';
  const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:team/hook-AbCdEf';
  const granted = permissions(
    configOf({
      destinations: {
        'ml-leads': { slack: { channel: 'C0123456789', token: 'notifier/bot', key } },
        hook: { slack: { webhook: arn } },
      },
    }),
  );
  expect(granted.get('secretsmanager:GetSecretValue')).toEqual([
    'arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:notifier/bot-??????',
    arn,
  ]);
  expect(granted.get('kms:Decrypt')).toEqual([key]);
});

test("a customer's key may be used by way of Secrets Manager only", () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd';
  const template = synthesize(configOf({ destinations: { 'ml-leads': { slack: { webhook: 'hook', key } } } }));
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    (policy) =>
      (policy as { Properties: { PolicyDocument: { Statement: unknown[] } } }).Properties.PolicyDocument.Statement,
  ) as (Statement & { Condition?: Record<string, Record<string, unknown>> })[];
  const decrypt = statements.filter(({ Action }) => Action === 'kms:Decrypt');
  expect(decrypt.map(({ Condition }) => flatten(Condition?.StringLike?.['kms:ViaService']))).toEqual([
    'secretsmanager.<AWS::Region>.amazonaws.com*',
    'secretsmanager.<AWS::Region>.amazonaws.com*',
  ]);
});

test('no permission is given for a service that no destination is on', () => {
  const [topicOnly, busOnly] = [{ sns: { format: 'chatbot' } }, { eventbridge: { bus: 'default' } }].map(
    (destination) =>
      [...permissions(configOf({ destinations: { 'ml-leads': destination } })).keys()].filter((action) =>
        /^(?:sns|events|secretsmanager|kms):/.test(action),
      ),
  );
  expect(topicOnly).toEqual(['sns:Publish']);
  expect(busOnly).toEqual(['events:PutEvents']);
});

test('outside of SageMaker every permission names one resource of the stack, or an existing topic or bus', () => {
  const existing = 'arn:aws:sns:eu-west-1:111122223333:machines';
  const granted = permissions(
    configOf({
      destinations: {
        'ml-leads': { sns: { format: 'text' } },
        machines: { sns: { format: 'json', topic: existing } },
        events: { eventbridge: { bus: 'ml-platform' } },
      },
    }),
  );
  for (const [action, resources] of granted) {
    if (action.startsWith('sagemaker:')) continue;
    expect(resources.join()).not.toContain('*');
  }
  expect(granted.get('sns:Publish')).toEqual([expect.stringMatching(/^<NotifierTopics\w+>$/), existing]);
});

test('a group is described as it is spelled and in lower case, and so are its versions', () => {
  const granted = permissions(configOf({ groups: ['Churn'] }));
  expect(granted.get('sagemaker:DescribeModelPackage')).toEqual([
    `${own}:model-package/Churn/*`,
    `${own}:model-package/churn/*`,
  ]);
  expect(granted.get('sagemaker:DescribeModelPackageGroup')).toEqual([
    `${own}:model-package-group/Churn`,
    `${own}:model-package-group/churn`,
  ]);
});

test('the * and ? of a glob are those of IAM', () => {
  const granted = permissions(configOf({ groups: ['fraud-*', 'v?'] }));
  expect(granted.get('sagemaker:DescribeModelPackage')).toEqual([
    `${own}:model-package/fraud-*/*`,
    `${own}:model-package/v?/*`,
  ]);
  expect(granted.get('sagemaker:DescribeModelPackageGroup')).toEqual([
    `${own}:model-package-group/fraud-*`,
    `${own}:model-package-group/v?`,
  ]);
});

test("a group of another account is described under that account's ARN", () => {
  const granted = permissions(configOf({ groups: [`${foreign}:model-package-group/Shared`] }));
  expect(granted.get('sagemaker:DescribeModelPackage')).toEqual([
    `${foreign}:model-package/Shared/*`,
    `${foreign}:model-package/shared/*`,
  ]);
});

test('an image and its versions are read as it is spelled and in lower case, by the resource that each action has', () => {
  const granted = permissions(watching({ images: ['Base.1', 'gpu-*'] }));
  const images = [`${own}:image/Base.1`, `${own}:image/base.1`, `${own}:image/gpu-*`];
  expect(granted.get('sagemaker:ListImageVersions')).toEqual(images);
  expect(granted.get('sagemaker:DescribeImage')).toEqual(images);
  expect(granted.get('sagemaker:DescribeImageVersion')).toEqual([
    `${own}:image-version/Base.1/*`,
    `${own}:image-version/base.1/*`,
    `${own}:image-version/gpu-*/*`,
  ]);
});

test('an unversioned model package is described, and no version in a group of that name', () => {
  const granted = permissions(watching({ packages: ['Scorer', 'x?'] }));
  expect(granted.get('sagemaker:DescribeModelPackage')).toEqual([
    `${own}:model-package/Scorer`,
    `${own}:model-package/scorer`,
    `${own}:model-package/x?`,
  ]);
});

test.each<readonly [watched: Record<string, string[]>, actions: string[]]>([
  [{ groups: ['a'] }, ['DescribeModelPackage', 'DescribeModelPackageGroup', 'ListModelPackages']],
  [{ packages: ['a*'] }, ['DescribeModelPackage', 'ListModelPackages']],
  [{ images: ['a'] }, ['DescribeImage', 'DescribeImageVersion', 'ListImageVersions']],
  [{ images: ['a*'] }, ['DescribeImage', 'DescribeImageVersion', 'ListImageVersions', 'ListImages']],
])('watching %j, no permission is given for what is not watched', (watched, actions) => {
  const granted = [...permissions(watching(watched)).keys()].filter((action) => action.startsWith('sagemaker:'));
  expect(granted.sort()).toEqual(actions.map((action) => `sagemaker:${action}`));
});

test('only listings are allowed on everything, and those of names only when there is a glob for them', () => {
  const onEverything = (config: Config) =>
    [...permissions(config)]
      .filter(([, resources]) => resources.includes('*'))
      .map(([action]) => action.replace('sagemaker:', ''))
      .sort();
  expect(onEverything(watching({ groups: ['churn'], images: ['base'] }))).toEqual(['ListModelPackages']);
  expect(onEverything(watching({ groups: ['churn', 'fraud-*'] }))).toEqual([
    'ListModelPackageGroups',
    'ListModelPackages',
  ]);
  expect(onEverything(watching({ images: ['base-?'] }))).toEqual(['ListImages']);
  expect(onEverything(watching({ groups: ['churn'], packages: ['*'] }))).toEqual(['ListModelPackages']);
});

test.each(['groups', 'images', 'packages'])(
  'a config of many %s is spread over policies that IAM accepts',
  (option) => {
    const names = Array.from({ length: 80 }, (_, index) => `Team-${index}-Model-Package-Group-With-A-Rather-Long-Name`);
    const template = synthesize(watching({ [option]: names }));
    const sizes = (type: string) =>
      Object.values(template.findResources(type)).map((policy) => {
        const { Statement } = (policy as { Properties: { PolicyDocument: { Statement: Statement[] } } }).Properties
          .PolicyDocument;
        const plain = Statement.map((entry) => ({ ...entry, Resource: [entry.Resource].flat().map(flatten) }));
        return JSON.stringify(plain).length;
      });
    expect(Math.max(...sizes('AWS::IAM::Policy'))).toBeLessThan(10_240);
    expect(Math.max(...sizes('AWS::IAM::ManagedPolicy'))).toBeLessThan(6_144);
    const attached = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).map((policy) =>
      flatten((policy as { Properties: { Roles: [unknown] } }).Properties.Roles[0]),
    );
    for (const role of attached) expect(attached.filter((one) => one === role).length).toBeLessThanOrEqual(10);
  },
);

test('the schedule may start the function and drop what it could not hand over, and nothing else', () => {
  const policies = Object.entries(synthesize(configOf()).findResources('AWS::IAM::Policy'));
  const [, policy] = policies.find(([id]) => id.includes('ScheduleRole')) ?? [];
  expect(policy?.Properties).toHaveProperty('PolicyDocument.Statement', [
    {
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: { 'Fn::GetAtt': [expect.stringContaining('Function'), 'Arn'] },
    },
    {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: { 'Fn::GetAtt': [expect.stringContaining('Failures'), 'Arn'] },
    },
  ]);
});
