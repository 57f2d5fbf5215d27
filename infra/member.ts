import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { othersOf } from '../functions/runtime/config/configured-sources.ts';
import { readConfig } from './command-line.ts';
import { MemberStack } from './member-stack.ts';

/** The stack of the accounts and regions that the config names beside `self`: `npm run member -- deploy`. */
const app = new App();
const config = readConfig(app);
if (config && othersOf(config).length > 0) {
  new MemberStack(app, 'SageMakerApprovalNotifierMember', { config });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
} else {
  if (config)
    console.error('The config has no source but self: there is nothing to deploy in another account or region');
  process.exitCode = 1;
}
