import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { config } from '../permissions/scenario.ts';
import { Assembly } from '../support/stack/assembly.ts';

interface Finding {
  readonly ruleName: string;
  readonly reason?: string;
}

interface PackReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly Finding[];
  readonly suppressedViolations?: readonly Finding[];
}

let packs: readonly PackReport[];
/** Of a config that names everything that one can name: whatever the app can make is in its template. */
beforeAll(async () => {
  const alarmTopic = 'arn:aws:sns:eu-west-1:111122223333:alarms';
  const assembly = await Assembly.synthesize(config, { alarmTopic });
  const report = readFileSync(join(assembly.folder, 'validation-report.json'), 'utf8');
  packs = (JSON.parse(report) as { pluginReports: readonly PackReport[] }).pluginReports;
  assembly.remove();
}, 60_000);

const acknowledged = () => packs.flatMap(({ suppressedViolations = [] }) => suppressedViolations);

test('both packs of cdk-nag that fit have looked at the app, and nothing is left to say, not even as a warning', () => {
  expect(packs.map(({ pluginName }) => pluginName)).toEqual(expect.arrayContaining(['AwsSolutions', 'Serverless']));
  for (const pack of packs) expect(pack).toMatchObject({ conclusion: 'success', violations: [] });
});

test('what was found and is meant to be so is this, and no more', () => {
  const rules = acknowledged().map(({ ruleName }) => ruleName.replace(/\[.*/, ''));
  expect([...new Set(rules)].sort()).toEqual([
    'AwsSolutions-IAM5',
    'AwsSolutions-SQS3',
    'Serverless-LambdaDLQ',
    'Serverless-LambdaEventSourceMappingDestination',
    'Serverless-LambdaTracing',
    'Serverless-SNSRedrivePolicy',
    'Serverless-SQSRedrivePolicy',
  ]);
});

test('each has a reason, in a sentence', () => {
  for (const { ruleName, reason } of acknowledged()) {
    expect([ruleName, reason]).toEqual([ruleName, expect.stringMatching(/^[A-Z].{30,}\.$/)]);
  }
});
