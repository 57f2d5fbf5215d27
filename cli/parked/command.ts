import type { Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stateOptions } from '../state/options.ts';
import type { ParkedOptions } from './show.ts';

/** `parked`. */
export function addParkedCommand(program: Command): void {
  const command = program
    .command('parked')
    .summary('Show what was given up for now')
    .description(
      'Show the notifications that were given up for now, and why: `replay` puts one back to be sent, once the cause is\n' +
        'mended.',
    );
  stateOptions(command)
    .option('--json', 'print JSON')
    .addHelpText('after', example('parked --stack SageMakerApprovalNotifier'))
    .action(async (options: ParkedOptions) => {
      const { showParked } = await import('./show.ts');
      await showParked(options, program.opts<GlobalOptions>());
    });
}
