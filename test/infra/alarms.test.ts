import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { metricNames, metricNamespace } from '../../functions/runtime/metric-names.ts';
import { configOf, flatten, root, synthesize } from './synthesize.ts';

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  readonly Metrics?: unknown;
  readonly AlarmActions?: unknown[];
  readonly OKActions?: unknown[];
}

const alarmsOf = (template: ReturnType<typeof synthesize>): Alarm[] =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties as Alarm);

const alarms = alarmsOf(synthesize(configOf()));
const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
const entries = runbook.split(/^## /m).slice(1);

test('every alarm has an entry in the runbook, and every entry an alarm', () => {
  const headings = entries.map((entry) => entry.split('\n', 1)[0]);
  expect(alarms.map(({ AlarmName }) => AlarmName).sort()).toEqual(headings.map((heading) => `Test-${heading}`).sort());
});

test('every entry of the runbook says what it is, what it means, where to look and what to do', () => {
  for (const entry of entries) {
    const parts = [...entry.matchAll(/^### (.*)$/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Description', 'Impact', 'Investigation', 'Resolution']);
  }
});

test.each(alarms)('$AlarmName states its impact and links its entry', ({ AlarmName, AlarmDescription }) => {
  const entry = AlarmName.replace('Test-', '');
  expect(AlarmDescription).toMatch(new RegExp(`^[A-Z].{40,}\\. What to do: docs/runbook\\.md#${entry}$`));
});

test.each(alarms)('$AlarmName is a plain metric alarm', ({ MetricName, Metrics }) => {
  expect(MetricName).toBeDefined();
  expect(Metrics).toBeUndefined();
});

test.each(['rate(1 minute)', 'rate(5 minutes)', 'rate(59 minutes)', 'rate(1 hour)', 'rate(2 days)', 'rate(3 days)'])(
  '%s: no alarm looks back further than CloudWatch does',
  (schedule) => {
    for (const { Period, EvaluationPeriods } of alarmsOf(synthesize(configOf({ schedule })))) {
      expect(Period).toBeLessThanOrEqual(86_400);
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual((Period < 3600 ? 1 : 7) * 86_400);
    }
  },
);

test('polls that do not come are noticed after three periods, because nothing reported is taken for the worst', () => {
  synthesize(configOf({ schedule: 'rate(10 minutes)' })).hasResourceProperties('AWS::CloudWatch::Alarm', {
    MetricName: 'Invocations',
    Statistic: 'Sum',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    Period: 600,
    EvaluationPeriods: 3,
    TreatMissingData: 'breaching',
  });
});

test('what a poll reports of itself is alarmed under the name that it reports, and silence does not end the alarm', () => {
  const own = alarms.filter(({ Namespace }) => Namespace === metricNamespace);
  expect(own.map(({ MetricName }) => MetricName).sort()).toEqual(
    [metricNames.oldestUndelivered, metricNames.parked, metricNames.closedDestinations, metricNames.unreadable].sort(),
  );
  for (const alarm of own) {
    expect(alarm).toMatchObject({ Dimensions: [{ Name: 'service', Value: 'Test' }], TreatMissingData: 'ignore' });
  }
});

test('a destination must stay closed for half an hour, an unread group unread for a quarter', () => {
  const template = synthesize(configOf({ schedule: 'rate(5 minutes)' }));
  for (const [MetricName, EvaluationPeriods] of [
    [metricNames.closedDestinations, 6],
    [metricNames.unreadable, 3],
  ]) {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName, EvaluationPeriods, Period: 300 });
  }
});

test('no one is told of alarms unless a topic is given; then of their end, too', () => {
  expect(alarms.flatMap(({ AlarmActions }) => AlarmActions ?? [])).toEqual([]);
  const told = alarmsOf(synthesize(configOf(), (stack) => ({ alarmTopic: new Topic(stack, 'Operators') })));
  for (const { AlarmActions = [], OKActions = [] } of told) {
    expect(AlarmActions.map(flatten)).toEqual([expect.stringContaining('Operators')]);
    expect(OKActions).toEqual(AlarmActions);
  }
});

test('the descriptions lead where the runbook is', () => {
  const [alarm] = alarmsOf(synthesize(configOf(), () => ({ runbook: 'https://wiki.example.com/notifier' })));
  expect(alarm?.AlarmDescription).toContain('https://wiki.example.com/notifier#');
});
