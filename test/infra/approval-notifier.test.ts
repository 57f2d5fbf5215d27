import { Template } from 'aws-cdk-lib/assertions';
import { ApprovalNotifier } from '../../infra/approval-notifier.ts';
import { addOutputs } from '../../infra/outputs.ts';
import { configOf, emptyStack, synthesize } from './synthesize.ts';

test('the stack holds these resources, and no others', () => {
  const { Resources } = synthesize(configOf()).toJSON() as { Resources: Record<string, { Type: string }> };
  const counts: Record<string, number> = {};
  for (const { Type } of Object.values(Resources)) counts[Type] = (counts[Type] ?? 0) + 1;
  expect(counts).toMatchSnapshot();
});

function outputsOf(destinations: object): Record<string, { Value: unknown; Description: string }> {
  const stack = emptyStack();
  const config = configOf({ watch: [{ groups: ['*'], notify: Object.keys(destinations) }], destinations });
  addOutputs(stack, new ApprovalNotifier(stack, 'Notifier', { config }), config);
  return (Template.fromStack(stack).toJSON() as { Outputs: ReturnType<typeof outputsOf> }).Outputs;
}

test('the outputs name what a person looks for, each with a description', () => {
  const outputs = outputsOf({ 'ml-leads': { sns: { format: 'text' } } });
  expect(Object.keys(outputs)).toEqual(
    expect.arrayContaining(['NextStep', 'TopicMlLeads', 'PollFunction', 'LogGroup', 'FailureQueue', 'Table']),
  );
  for (const { Description } of Object.values(outputs)) expect(Description).not.toBe('');
});

test('the next step after a deployment with addresses is to confirm them', () => {
  const { NextStep } = outputsOf({ leads: { sns: { format: 'text', email: ['a@example.com', 'b@example.com'] } } });
  expect(NextStep?.Value).toMatch(/^Confirm .*48 hours: a@example.com, b@example.com$/);
});

test('the next step after a deployment without addresses is to subscribe', () => {
  expect(outputsOf({ leads: { sns: { format: 'text' } } }).NextStep?.Value).toMatch(/^Subscribe /);
});

test('without topics there is nothing to subscribe to: the next step is a rule', () => {
  const outputs = outputsOf({ events: { eventbridge: { bus: 'default' } } });
  expect(outputs.NextStep?.Value).toMatch(/^Make rules on the event bus \(source: sagemaker-approval-notifier\)/);
  expect(Object.keys(outputs).filter((key) => key.startsWith('Topic'))).toEqual([]);
});

test('where all is told in Slack, the next step is to look there', () => {
  const chat = { slack: { webhook: 'approval-notifier/slack-webhook' } };
  expect(outputsOf({ chat }).NextStep?.Value).toMatch(/^Register or approve .* Slack/);
  expect(outputsOf({ chat, events: { eventbridge: { bus: 'default' } } }).NextStep?.Value).toMatch(/event bus/);
});

test('a topic for Amazon Q Developer is subscribed to there', () => {
  const { TopicChat } = outputsOf({ chat: { sns: { format: 'chatbot' } } });
  expect(TopicChat?.Description).toBe(
    'Topic of the destination "chat" (chatbot): name it in the channel of Amazon Q Developer',
  );
});

test('destinations whose names differ by a hyphen only have outputs of their own', () => {
  const outputs = outputsOf({ a1: { sns: { format: 'json' } }, 'a-1': { sns: { format: 'json' } } });
  expect(Object.keys(outputs).filter((key) => key.startsWith('Topic'))).toHaveLength(2);
});
