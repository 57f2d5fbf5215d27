import { Template } from 'aws-cdk-lib/assertions';
import { ApprovalNotifier } from '../../infra/approval-notifier.ts';
import { addOutputs } from '../../infra/outputs.ts';
import { configOf, emptyStack, flatten, synthesize } from './synthesize.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
type Resources = Readonly<Record<string, Resource>>;

const one = { account: '111122223333', region: 'eu-west-1', role: 'teams/reader' };
const two = { account: '444455556666', region: 'eu-central-1', role: 'arn:aws:iam::444455556666:role/other' };
const shared = 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/shared';
const stranger = 'arn:aws:sagemaker:eu-west-1:999988887777:model-package-group/theirs';

const resourcesOf = (template: Template): Resources => (template.toJSON() as { Resources: Resources }).Resources;
const withSources = (sources: readonly unknown[], more: Record<string, unknown> = {}) => configOf({ sources, ...more });
const hub = synthesize(withSources(['self', one, two]));

/** The policies of the roles whose id holds this, as action -> resources. */
function granted(template: Template, role: string): ReadonlyMap<string, readonly string[]> {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes(role));
  const statements = policies.flatMap(
    ([, { Properties }]) =>
      (Properties as { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } })
        .PolicyDocument.Statement,
  );
  return new Map(
    statements.flatMap(({ Action, Resource }) =>
      [Action].flat().map((action) => [action, [Resource].flat().map(flatten)] as const),
    ),
  );
}

/** What a schedule starts the poll with, by the schedule's id. */
const inputs = (template: Template) =>
  Object.entries(template.findResources('AWS::Scheduler::Schedule')).map(([id, { Properties }]) => ({
    id,
    input: (Properties as { Target: { Input?: string } }).Target.Input,
  }));

describe('a stack with one source', () => {
  test('is the same whether that is written or not, and has nothing of several', () => {
    const own = resourcesOf(synthesize(withSources(['self'])));
    expect(own).toEqual(resourcesOf(synthesize(configOf())));
    const types = Object.values(own).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Events::EventBus'))).toEqual([]);
    for (const role of ['PollRole', 'ReactRole']) {
      expect([...granted(synthesize(configOf()), role).keys()]).not.toContain('sts:AssumeRole');
    }
  });

  test('keeps the ids that it has ever had when others come to it, so that an upgrade replaces nothing', () => {
    const before = resourcesOf(synthesize(configOf()));
    const after = resourcesOf(hub);
    expect(Object.keys(after)).toEqual(expect.arrayContaining(Object.keys(before)));
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['NotifierPollSchedule98645901', 'NotifierReactRuleE795E818']),
    );
    expect(inputs(synthesize(configOf()))).toEqual([{ id: 'NotifierPollSchedule98645901', input: undefined }]);
  });
});

describe('a stack with several sources', () => {
  test('has a schedule for each, which says whose poll it is; that of the own account says nothing', () => {
    const found = inputs(hub);
    expect(found.map(({ input }) => input)).toEqual([
      undefined,
      '{"source":"111122223333/eu-west-1"}',
      '{"source":"444455556666/eu-central-1"}',
    ]);
  });

  test('lets both functions assume exactly the roles that the config names', () => {
    const roles = [two.role, 'arn:<AWS::Partition>:iam::111122223333:role/teams/reader'];
    for (const role of ['PollRole', 'ReactRole']) expect(granted(hub, role).get('sts:AssumeRole')).toEqual(roles);
  });

  test('takes events of those accounts, and hands those that the config watches to the queue of the others', () => {
    hub.resourceCountIs('AWS::Events::EventBusPolicy', 1);
    hub.hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: {
        Action: 'events:PutEvents',
        Effect: 'Allow',
        Principal: {
          AWS: [one, two].map(({ account }) => ({
            'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${account}:root`]],
          })),
        },
      },
    });
    const rules = Object.values(hub.findResources('AWS::Events::Rule')).map(
      ({ Properties }) => Properties as { EventBusName?: unknown; EventPattern: unknown; Targets: { Arn: unknown }[] },
    );
    const [own, others] = rules;
    expect(rules).toHaveLength(2);
    expect(own).not.toHaveProperty('EventBusName');
    expect(others).toHaveProperty('EventBusName');
    expect(others?.EventPattern).toEqual(own?.EventPattern);
    expect(others?.Targets[0]?.Arn).toEqual(own?.Targets[0]?.Arn);
  });

  test('notices that one of its polls does not come', () => {
    const threshold = (schedule: string) => {
      const template = synthesize(withSources(['self', one, two], { schedule }));
      const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
        ({ Properties }) => Properties as { MetricName: string; Threshold: number },
      );
      return alarms.find(({ MetricName }) => MetricName === 'Invocations')?.Threshold;
    };
    expect(threshold('rate(5 minutes)')).toBe(3);
    expect(threshold('rate(1 day)')).toBe(3);
    // Polls of two sources may fall on two days, of which CloudWatch sees one at a time.
    expect(threshold('rate(2 days)')).toBe(1);
  });

  test('reads here no group by ARN that is the own of another source, and there none that is not', () => {
    const named = { watch: [{ groups: ['fraud-*', shared, stranger], notify: ['ml-leads'] }] };
    const read = granted(synthesize(withSources(['self', one], named)), 'PollRole').get(
      'sagemaker:DescribeModelPackageGroup',
    );
    expect(read).toContain(stranger);
    expect(read).not.toContain(shared);
  });

  test('need not be one of them: then it reads nothing of SageMaker here, and hears of nothing', () => {
    const template = synthesize(withSources([one]));
    for (const role of ['PollRole', 'ReactRole']) {
      const actions = [...granted(template, role).keys()];
      expect(actions.filter((action) => action.startsWith('sagemaker:'))).toEqual([]);
    }
    expect(inputs(template).map(({ input }) => input)).toEqual(['{"source":"111122223333/eu-west-1"}']);
    template.resourceCountIs('AWS::Events::Rule', 1);
  });
});

describe('the outputs', () => {
  const outputsOf = (sources: readonly unknown[]) => {
    const stack = emptyStack();
    const config = withSources(sources);
    addOutputs(stack, new ApprovalNotifier(stack, 'Notifier', { config }), config);
    return (Template.fromStack(stack).toJSON() as { Outputs: Record<string, { Value: unknown }> }).Outputs;
  };

  test('are what the member stacks ask for, by the names and in the form of their parameters', () => {
    const { HubRoles, HubBus } = outputsOf(['self', one]);
    expect(flatten(HubRoles?.Value)).toMatch(/^<NotifierPollRole\w+\.Arn>,<NotifierReactRole\w+\.Arn>$/);
    expect(flatten(HubBus?.Value)).toMatch(/^<NotifierReactSourcesBus\w+\.Arn>$/);
  });

  test('say that the members come next', () => {
    expect(outputsOf([one]).NextStep?.Value).toMatch(/^Deploy the member stacks .* Then: Subscribe/);
  });

  test('do not speak of members where there are none', () => {
    const outputs = outputsOf(['self']);
    expect(Object.keys(outputs).filter((key) => key.startsWith('Hub'))).toEqual([]);
    expect(outputs.NextStep?.Value).not.toContain('member');
  });
});
