import { Duration, Stack } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { metricNames, metricNamespace } from '../functions/runtime/metric-names.ts';
import type { AlarmDefinition } from './alarms.ts';

interface Polled {
  readonly function: IFunction;
  readonly failureQueue: IQueue;
  /** From one poll to the next. */
  readonly period: Duration;
  /** How many polls there are in that time: one for each source. */
  readonly count: number;
}

/** What a poll reports of itself, and what it no longer can. */
export function pollAlarms(
  scope: Construct,
  { function: poll, failureQueue, period, count }: Polled,
): readonly AlarmDefinition[] {
  const service = Stack.of(scope).stackName;
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
      impact:
        count === 1
          ? 'No poll started for three periods: nobody is told of anything, and no other alarm can notice.'
          : 'The polls of a source did not start for three periods: nobody is told of anything there, and no other alarm can notice.',
      metric: poll.metricInvocations({ period: slot, statistic: Stats.SUM }),
      // Where polls are further apart than CloudWatch's slots, those of several sources need not fall into one: what is noticed
      // then is that none comes at all.
      threshold: period.toMinutes() > slot.toMinutes() ? 1 : count,
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
