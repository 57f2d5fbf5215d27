import type { Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stateOptions } from '../state/options.ts';
import type { PendingOptions } from './show.ts';

/** `pending`. */
export function addPendingCommand(program: Command): void {
  const command = program
    .command('pending')
    .summary('Show what waits for approval')
    .description(
      'Show the model versions that wait for approval, as the last look saw them: since when, and which destinations were\n' +
        'told of it, as far as the history goes back. Those that wait longest stand first.',
    );
  stateOptions(command)
    .option('--json', 'print JSON')
    .addHelpText('after', example('pending --stack SageMakerApprovalNotifier'))
    .action(async (options: PendingOptions) => {
      const { showPending } = await import('./show.ts');
      await showPending(options, program.opts<GlobalOptions>());
    });
}
