import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmProps {
  /**
   * Hears of every alarm, and of its end.
   *
   * @default - alarms are seen in CloudWatch only
   */
  readonly alarmTopic?: ITopic;
  /** Where the alarms' descriptions say that the runbook is; an alarm adds its own name as the fragment. */
  readonly runbook: string;
}

export interface AlarmDefinition {
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

/** Plain metrics throughout: each alarm can be read off one graph. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmProps & { readonly definitions: readonly AlarmDefinition[] }) {
    super(scope, id);
    for (const definition of props.definitions) this.add(definition, props);
  }

  private add(definition: AlarmDefinition, { alarmTopic, runbook }: AlarmProps): void {
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
