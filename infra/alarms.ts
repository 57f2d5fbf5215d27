import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { metricNames, metricNamespace } from '../functions/runtime/metric-names.ts';

export interface PollAlarmsProps {
  readonly function: IFunction;
  readonly failureQueue: IQueue;
  /** From one poll to the next. */
  readonly period: Duration;
  /**
   * Hears of every alarm, and of its end.
   *
   * @default - alarms are seen in CloudWatch only
   */
  readonly alarmTopic?: ITopic;
  /** Where the runbook is; an alarm adds its own name as the fragment. */
  readonly runbook: string;
}

interface Definition {
  /** Heading of its entry in docs/runbook.md; the alarm's name is this after the stack's. */
  readonly name: string;
  /** What it means for those who wait for messages. One sentence. */
  readonly impact: string;
  readonly metric: IMetric;
  /**
   * @default - more than 0
   */
  readonly threshold?: number;
  readonly comparison?: ComparisonOperator;
  /**
   * For how many of the metric's periods in a row.
   *
   * @default 1
   */
  readonly periods?: number;
  /** What it means that nothing is reported. */
  readonly silence: TreatMissingData;
}

/** What a poll reports of itself, and what it no longer can. Plain metrics throughout: each alarm can be read off one graph. */
export class PollAlarms extends Construct {
  constructor(scope: Construct, id: string, props: PollAlarmsProps) {
    super(scope, id);
    for (const definition of definitions(props, Stack.of(this).stackName)) this.add(definition, props);
  }

  private add(definition: Definition, { alarmTopic, runbook }: PollAlarmsProps): void {
    const { name, impact, metric, threshold = 0, periods = 1, silence } = definition;
    const alarm = new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${impact} What to do: ${runbook}#${name}`,
      metric,
      threshold,
      comparisonOperator: definition.comparison ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: silence,
    });
    if (alarmTopic) {
      const action = new SnsAction(alarmTopic);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

function definitions({ function: poll, failureQueue, period }: PollAlarmsProps, service: string): Definition[] {
  // CloudWatch's longest period is a day, and an alarm looks back over at most seven.
  const slot = Duration.minutes(Math.min(period.toMinutes(), Duration.days(1).toMinutes()));
  const slots = (span: Duration) =>
    Math.max(1, Math.ceil(Math.min(span.toMinutes(), Duration.days(7).toMinutes()) / slot.toMinutes()));
  const gauge = (metricName: string) =>
    new Metric({
      namespace: metricNamespace,
      metricName,
      dimensionsMap: { service },
      statistic: Stats.MAXIMUM,
      period: slot,
    });

  return [
    {
      name: 'poll-failed',
      impact:
        'A poll ended with an error: what it had not finished is told by a later poll, or not at all while every poll fails.',
      metric: poll.metricErrors({ period: slot, statistic: Stats.SUM }),
      silence: TreatMissingData.NOT_BREACHING,
    },
    {
      name: 'poll-missing',
      impact: 'No poll started for three periods: nobody is told of anything, and no other alarm can notice.',
      metric: poll.metricInvocations({ period: slot, statistic: Stats.SUM }),
      threshold: 1,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      periods: slots(Duration.minutes(3 * period.toMinutes())),
      silence: TreatMissingData.BREACHING,
    },
    {
      name: 'oldest-undelivered',
      impact: 'A notification has waited for more than an hour: its destination does not accept it.',
      metric: gauge(metricNames.oldestUndelivered),
      threshold: Duration.hours(1).toSeconds(),
      silence: TreatMissingData.IGNORE,
    },
    {
      name: 'parked',
      impact: 'A notification was given up for now: nobody hears of that change unless someone acts.',
      metric: gauge(metricNames.parked),
      silence: TreatMissingData.IGNORE,
    },
    {
      name: 'closed-destinations',
      impact: 'A destination has refused or failed for half an hour: what is meant for it waits.',
      metric: gauge(metricNames.closedDestinations),
      periods: slots(Duration.minutes(30)),
      silence: TreatMissingData.IGNORE,
    },
    {
      name: 'unreadable',
      impact:
        'SageMaker has refused to show a watched group, or the registry, for a quarter of an hour: its changes are not told.',
      metric: gauge(metricNames.unreadable),
      periods: slots(Duration.minutes(15)),
      silence: TreatMissingData.IGNORE,
    },
    {
      name: 'failure-queue',
      impact: 'A poll failed or could not be started: messages may be late by as many polls as there are entries.',
      metric: failureQueue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      silence: TreatMissingData.NOT_BREACHING,
    },
  ];
}
