import { App, Stack, Validations } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Config } from '../functions/runtime/config/schema.ts';
import { ApprovalNotifier } from './approval-notifier.ts';
import { contextOf, mistakesOf, readConfig } from './command-line.ts';
import { addOutputs } from './outputs.ts';

const app = new App();
const context = (key: string) => contextOf(app, key);

function build(config: Config): void {
  // Neither account nor region: the template deploys wherever the credentials of the day point, and synthesizing asks nobody.
  const stack = new Stack(app, context('stackName') ?? 'SageMakerApprovalNotifier', {
    description: 'Tells people and machines what changed in the SageMaker Model Registry',
  });
  const tableName = context('tableName');
  const alarmTopic = context('alarmTopic');
  const notifier = new ApprovalNotifier(stack, 'Notifier', {
    config,
    table: tableName === undefined ? undefined : Table.fromTableName(stack, 'ExistingTable', tableName),
    alarmTopic: alarmTopic === undefined ? undefined : Topic.fromTopicArn(stack, 'AlarmTopic', alarmTopic),
  });
  addOutputs(stack, notifier, config);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

const config = readConfig(app);
const wrong = mistakesOf(app);
for (const mistake of wrong) console.error(mistake);
if (config && wrong.length === 0) build(config);
else process.exitCode = 1;
