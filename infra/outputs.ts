import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { othersOf } from '../functions/runtime/config/configured-sources.ts';
import { outputs, topicOutputs } from '../functions/runtime/config/outputs.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { ApprovalNotifier } from './approval-notifier.ts';

/** What a person wants to know after the deployment, in the order of use. */
export function addOutputs(stack: Stack, notifier: ApprovalNotifier, config: Config): void {
  const { destinations } = config;
  const output = (key: string, value: string, description: string) => new CfnOutput(stack, key, { value, description });

  const members = othersOf(config).length > 0 ? 'Deploy the member stacks (docs/accounts.md). Then: ' : '';
  output('NextStep', members + nextStep(destinations), 'What to do now');
  for (const [name, key] of topicOutputs(destinations)) {
    const topic = notifier.topics[name];
    if (!topic) continue;
    const { format } = destinations[name]?.sns ?? {};
    const use = format === 'chatbot' ? 'name it in the channel of Amazon Q Developer' : 'subscribe here';
    output(key, topic.topicArn, `Topic of the destination "${name}" (${format ?? ''}): ${use}`);
  }
  output(
    outputs.pollFunction,
    notifier.pollFunction.functionName,
    'Function that looks for changes; invoke it to look at once',
  );
  output('LogGroup', notifier.logGroup.logGroupName, 'Where that function logs');
  output('FailureQueue', notifier.failureQueue.queueUrl, 'Polls that failed or could not be started');
  output('ReactLogGroup', notifier.reactLogGroup.logGroupName, 'Where the function logs that events start');
  output('EventFailures', notifier.eventFailureQueue.queueUrl, 'Events that could not be worked off');
  addHubOutputs(output, notifier);
  output(outputs.table, notifier.table.tableName, 'State: what was last seen, and what is still to be told');
}

/** What the stack of another account asks for, by the names and in the form that its parameters have. */
function addHubOutputs(
  output: (key: string, value: string, description: string) => unknown,
  { sourcesBus, pollFunction, reactFunction }: ApprovalNotifier,
): void {
  if (!sourcesBus) return;
  const roles = [pollFunction, reactFunction].flatMap(({ role }) => role?.roleArn ?? []);
  output('HubRoles', Fn.join(',', roles), 'Parameter of the member stacks: who reads there');
  output('HubBus', sourcesBus.eventBusArn, 'Parameter of the member stacks: where their events go');
}

function nextStep(destinations: Config['destinations']): string {
  const all = Object.values(destinations);
  const addresses = [...new Set(all.flatMap(({ sns }) => sns?.email ?? []))];
  if (all.every(({ slack }) => slack)) return 'Register or approve a model version, and look at Slack (docs/slack.md)';
  if (all.every(({ sns }) => !sns)) {
    return 'Make rules on the event bus (source: sagemaker-approval-notifier), then register or approve a model version';
  }
  if (addresses.length === 0) {
    return 'Subscribe to the topics below (docs/subscribe.md), then register or approve a model version';
  }
  // An output holds 1,024 characters.
  const shown = addresses.slice(0, 10).join(', ') + (addresses.length > 10 ? ', ...' : '');
  return `Confirm the subscription by the link that AWS has mailed, within 48 hours: ${shown}`;
}
