import { InvalidArgumentError, Option, type Command } from 'commander';

/** Whose state, and where it is kept. */
export interface StateOptions {
  readonly table: string;
  /** In place of the table. */
  readonly stack?: string;
  readonly account?: string;
}

/** The local run's table; a deployment's has a name of its own. */
const localTable = 'approval-notifier';

export const stackOption = (): Option =>
  new Option(
    '--stack <name>',
    'the stack of the deployment: its outputs name the table, and all else that is needed',
  ).argParser(nonEmpty);

export const stateOptions = (command: Command): Command =>
  command
    .addOption(stackOption().conflicts('table'))
    .option('--table <name>', "DynamoDB table: the deployment's output Table, or the local run's", nonEmpty, localTable)
    .option('--account <id>', 'account whose registry is watched; needed if the table knows several', account);

function nonEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('Allowed: a name.');
}

function account(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError('Allowed: 12 digits.');
}
