import { exemptionOf, exemptions } from './exemptions.ts';
import { hold, reportOn, type RoleReport } from './report.ts';
import { runScenario, type Outcome } from './scenario.ts';

let outcome: Outcome;
let reports: readonly RoleReport[];
beforeAll(async () => {
  outcome = await runScenario();
  reports = reportOn(outcome);
}, 120_000);

describe('the shipped bundle, in a life in which all happens that makes it call AWS', () => {
  test('tells of what begins, changes and ends, whatever it is, so that no call is left out', () => {
    expect([...outcome.told].sort()).toEqual([
      'approval',
      'failed',
      'group-removed',
      'image-created',
      'image-removed',
      'registered',
      'removed',
    ]);
    const operations = new Set(outcome.calls.Poll.map(({ operation }) => operation));
    // Kept elsewhere, and tidied up.
    expect([...operations]).toEqual(expect.arrayContaining(['PutItem', 'DeleteItem']));
  });

  test('asks nothing of AWS that its role does not allow', () => {
    expect(reports.flatMap(({ missing }) => missing)).toEqual([]);
  });

  test('needs every action and every resource that its role allows, but for what AWS does in its name', () => {
    expect(reports.flatMap(({ unused }) => unused)).toEqual([]);
  });

  test('no action is granted by a wildcard', () => {
    const actions = reports.flatMap(({ grants }) => grants.map(({ action }) => action));
    expect(actions.filter((action) => /[*?]/.test(action))).toEqual([]);
  });

  test('no exemption stands for what is not granted, or is used', () => {
    const idle = exemptions.filter(
      (one) =>
        !reports.some(({ role, grants }) =>
          grants.some(({ action, resource, calls }) => calls === 0 && exemptionOf(role, action, resource) === one),
        ),
    );
    expect(idle).toEqual([]);
  });
});

describe('the report', () => {
  const allow = (action: string, resource: string) => ({
    effect: 'Allow' as const,
    actions: [action],
    resources: [resource],
    conditions: {},
  });
  const publish = { action: 'sns:Publish', resource: 'arn:aws:sns:eu-west-1:111122223333:a' };

  test('finds a call that nothing allows', () => {
    const { missing } = hold(
      'Role',
      [allow('sns:Publish', 'arn:aws:sns:eu-west-1:111122223333:b')],
      [publish, publish],
    );
    expect(missing).toEqual(['sns:Publish arn:aws:sns:eu-west-1:111122223333:a']);
  });

  test('finds an action and a resource that no call needs', () => {
    const statements = [allow('sns:Publish', publish.resource), allow('sns:Subscribe', publish.resource)];
    expect(hold('Role', statements, [publish]).unused).toMatchObject([{ action: 'sns:Subscribe' }]);
  });

  test('finds a grant that is wider than another, which does as well', () => {
    const statements = [allow('sns:Publish', publish.resource), allow('sns:Publish', '*')];
    expect(hold('Role', statements, [publish]).unused).toHaveLength(2);
  });
});
