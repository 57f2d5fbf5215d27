import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseConfig } from '../../functions/runtime/config/parse.ts';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { ApprovalNotifier, type ApprovalNotifierProps } from '../../infra/approval-notifier.ts';

export const root = join(import.meta.dirname, '../..');

/** The feature flags that the app is deployed with. */
export const { context: flags } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
  context: Record<string, unknown>;
};

/** A config with one destination, `ml-leads`, and whatever a test adds. */
export function configOf({
  groups = ['fraud-*'],
  ...rest
}: { groups?: string[] } & Record<string, unknown> = {}): Config {
  return parseConfig(
    JSON.stringify({
      watch: [{ groups, notify: ['ml-leads'] }],
      destinations: { 'ml-leads': { sns: { format: 'text' } } },
      ...rest,
    }),
    'test.yaml',
  );
}

/** An app that does not bundle: most tests do not look at the code. */
export function emptyStack(context: Record<string, unknown> = { 'aws:cdk:bundling-stacks': [] }): Stack {
  return new Stack(new App({ context: { ...flags, ...context } }), 'Test');
}

export type PropsOf = (stack: Stack) => Partial<ApprovalNotifierProps>;

/** The template of a stack with one notifier. */
export function synthesize(config: Config, props: PropsOf = () => ({})): Template {
  const stack = emptyStack();
  new ApprovalNotifier(stack, 'Notifier', { config, ...props(stack) });
  return Template.fromStack(stack);
}

/** Intrinsic functions as one would write them: `arn:<AWS::Partition>:...`, `<Role.Arn>`. */
export function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': joined, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value as Record<string, unknown>;
  if (typeof text === 'string') return text.replace(/\$\{([\w:.]+)\}/g, '<$1>');
  if (typeof Ref === 'string') return `<${Ref}>`;
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  if (Array.isArray(joined)) return (joined[1] as unknown[]).map(flatten).join(String(joined[0]));
  return JSON.stringify(value);
}
