import type { Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stateOptions } from '../state/options.ts';
import { wholeNumber } from '../values.ts';
import type { HistoryOptions } from './show.ts';

/** `history [name]`. */
export function addHistoryCommand(program: Command): void {
  const command = program
    .command('history')
    .summary('Show what was told, and what became of it')
    .argument('[name]', 'a group, by name or ARN; an image; "unversioned" for the unversioned model packages')
    .description(
      'Show what was told, newest first: each change, who did it, and what became of it at each destination: accepted,\n' +
        'parked, cancelled, or that it still waits. Without a name, of all that is watched.',
    );
  stateOptions(command)
    .option('--max-items <number>', 'show so many at most', wholeNumber(1), 50)
    .option('--json', 'print JSON')
    .addHelpText('after', example('history churn-model --stack SageMakerApprovalNotifier'))
    .action(async (name: string | undefined, options: HistoryOptions) => {
      const { showHistory } = await import('./show.ts');
      await showHistory(name, options, program.opts<GlobalOptions>());
    });
}
