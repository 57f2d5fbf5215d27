import { Command } from 'commander';
import { addConfigCommands } from './config/command.ts';
import { useProfile } from './aws.ts';
import { programName, type GlobalOptions } from './global.ts';
import { addHistoryCommand } from './history/command.ts';
import { addListCommands } from './list/command.ts';
import { addParkedCommand } from './parked/command.ts';
import { addPendingCommand } from './pending/command.ts';
import { addPlanCommand } from './plan/command.ts';
import { addRenderCommand } from './render/command.ts';
import { addReplayCommand } from './replay/command.ts';
import { addStateCommand } from './state/command.ts';
import { addSubscriptionsCommand } from './subscriptions/command.ts';
import { addTestCommand } from './test/command.ts';
import { url } from './values.ts';

const notes = `
Credentials, region and endpoint are found as the AWS CLI finds them: profiles, AWS_PROFILE, AWS_REGION or AWS_DEFAULT_REGION,
AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and so on. Colours on a terminal only, and not if NO_COLOR is set.

Exit codes: 0 done; 1 refused or failed; 2 a mistake on the command line.`;

/**
 * The commands. What they do is loaded when one of them is run: help, or a mistake on the command line, need not wait for the
 * SDK.
 */
export function createProgram(): Command {
  const program = new Command(programName)
    .description(
      'Looks at what SageMaker Approval Notifier watches, remembers, told and would tell. It changes nothing, but for\n' +
        '`replay` and `test`, which have something sent.',
    )
    .option(
      '--endpoint-url <url>',
      "where AWS is, if not at AWS: the local run's http://127.0.0.1:4566, for example",
      url,
    )
    .option('--region <region>', 'AWS region')
    .option('--profile <name>', 'profile of the AWS configuration files')
    .addHelpText('after', notes)
    .hook('preAction', () => {
      const { profile } = program.opts<GlobalOptions>();
      if (profile !== undefined) useProfile(profile);
    });
  addListCommands(program);
  addPendingCommand(program);
  addHistoryCommand(program);
  addParkedCommand(program);
  addStateCommand(program);
  addPlanCommand(program);
  addReplayCommand(program);
  addTestCommand(program);
  addSubscriptionsCommand(program);
  addConfigCommands(program);
  addRenderCommand(program);
  return prepared(program);
}

/** Commander hands these down only to commands that it makes itself, and only at the time. */
function prepared(command: Command): Command {
  command
    .helpOption('-h, --help', 'say this')
    .helpCommand(false)
    .allowExcessArguments(false)
    .configureHelp({ helpWidth: 120, showGlobalOptions: true })
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, ''));
      },
    })
    .exitOverride();
  for (const each of command.commands) prepared(each);
  return command;
}
