import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { stringify } from 'yaml';
import { othersOf } from '../functions/runtime/config/configured-sources.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import { configFile, contextOf, mistakesOf, readConfig } from './command-line.ts';
import { MemberStack } from './member-stack.ts';

/** The stack of the accounts and regions that the config names beside `self`: `npm run member -- deploy`. */
const app = new App();

/** What CloudFormation takes without a bucket, in bytes. */
const largestTemplate = 51_200;

function build(config: Config): void {
  const stack = new MemberStack(app, contextOf(app, 'stackName') ?? 'SageMakerApprovalNotifierMember', { config });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  // As the CDK's command sends it, and prints it.
  const size = Buffer.byteLength(stringify(app.synth().getStackArtifact(stack.artifactId).template, { lineWidth: 0 }));
  if (size <= largestTemplate) return;
  console.error(
    `The template of ${stack.stackName} has ${size} bytes, and CloudFormation takes ${largestTemplate} without a bucket: ` +
      'name groups and images by globs, or see "Many names" in docs/accounts.md',
  );
}

const config = readConfig(app);
const wrong = [
  ...mistakesOf(app),
  ...(config && othersOf(config).length === 0
    ? [`${configFile(app)} has no source but self: there is nothing to deploy in another account or region`]
    : []),
];
for (const mistake of wrong) console.error(mistake);
if (config && wrong.length === 0) build(config);
else process.exitCode = 1;
