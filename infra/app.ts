import { App, Stack, Validations } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { Config } from '../functions/runtime/config/schema.ts';
import { ApprovalNotifier } from './approval-notifier.ts';
import { contextOf, readConfig } from './command-line.ts';
import { addOutputs } from './outputs.ts';

const app = new App();
const context = (key: string) => contextOf(app, key);

/** The options beside the config, and what they may be: a name that is almost right would make something new. */
const allowed = {
  stackName: { pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/, words: 'a letter, then letters, digits and -' },
  tableName: { pattern: /^[A-Za-z0-9_.-]{3,255}$/, words: 'letters, digits, _, . and -, at least 3 of them' },
  alarmTopic: {
    pattern: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
    words: 'the ARN of a standard SNS topic',
  },
};

function mistakes(): string[] {
  return Object.entries(allowed).flatMap(([key, { pattern, words }]) => {
    const value = context(key);
    if (value === undefined || pattern.test(value)) return [];
    return [`-c ${key}: ${JSON.stringify(value)} is not allowed; allowed: ${words}`];
  });
}

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
const wrong = mistakes();
for (const mistake of wrong) console.error(mistake);
if (config && wrong.length === 0) build(config);
else process.exitCode = 1;
