import { CloudFormationClient, DescribeStacksCommand, type Stack as Described } from '@aws-sdk/client-cloudformation';
import type { Source } from '../functions/domain/collection.ts';
import { patience, targetOf } from './aws.ts';
import { CliError } from './errors.ts';
import type { GlobalOptions } from './global.ts';
import { readOnly } from './read-only.ts';

/** What a deployment says of itself. */
export interface Stack {
  readonly name: string;
  /** Where it is. */
  readonly source: Source;
  readonly outputs: ReadonlyMap<string, string>;
}

/** Throws a CliError if there is no such stack where the options and the credentials lead. */
export async function readStack(name: string, global: GlobalOptions): Promise<Stack> {
  const client = readOnly(new CloudFormationClient({ ...patience, ...targetOf(global) }));
  const found = await describe(client, name);
  const [, region = '', account = ''] = /^arn:[^:]+:cloudformation:([^:]*):([^:]*):/.exec(found?.StackId ?? '') ?? [];
  if (!found || account === '') {
    const where = await client.config.region();
    throw new CliError(`There is no stack ${name} in ${where}, at least not in the account of these credentials`);
  }
  const outputs = new Map(
    (found.Outputs ?? []).flatMap(({ OutputKey: key, OutputValue: value }) =>
      key !== undefined && value !== undefined ? [[key, value] as const] : [],
    ),
  );
  return { name, source: { account, region }, outputs };
}

/** Throws a CliError that says what is lacking, and where. */
export function outputOf({ name, source: { account, region }, outputs }: Stack, key: string): string {
  const value = outputs.get(key);
  if (value !== undefined) return value;
  throw new CliError(
    `The stack ${name} in ${region}, account ${account}, has no output ${key}: it is not the notifier's, or not deployed`,
  );
}

async function describe(client: CloudFormationClient, name: string): Promise<Described | undefined> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0];
  } catch (error) {
    // CloudFormation has no error of its own for it.
    if (error instanceof Error && error.name === 'ValidationError' && error.message.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}
