import { Option, type Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stateOptions } from '../state/options.ts';
import { time } from '../values.ts';
import type { TestOptions } from './test.ts';

/** `test <destination>`. */
export function addTestCommand(program: Command): void {
  const command = program
    .command('test')
    .summary('Send a test message')
    .argument('<destination>', 'its name in the config that is deployed')
    .description(
      'Send a message that is marked as a test to one destination, the way that every notification goes, and say what\n' +
        'became of it. With --stack, a poll starts at once; otherwise the next one sends it. The exit code is 1 if the\n' +
        'destination has not accepted it in time.',
    );
  stateOptions(command)
    .addOption(
      new Option('--wait <time>', 'wait so long at most, such as 5m').argParser(time).default(time('30s'), '30s'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', example('test people --stack SageMakerApprovalNotifier'))
    .action(async (destination: string, options: TestOptions) => {
      const { test } = await import('./test.ts');
      await test(destination, options, program.opts<GlobalOptions>());
    });
}
