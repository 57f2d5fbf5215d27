import type { Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stateOptions } from '../state/options.ts';
import type { ReplayOptions } from './replay.ts';

/** `replay <id>`. */
export function addReplayCommand(program: Command): void {
  const command = program
    .command('replay')
    .summary('Put a notification back to be sent')
    .argument('<id>', 'of a change, or of one notification of it: `history` and `parked` show them')
    .description(
      'Put a change back to be sent, under the same id: to the destinations for which it is parked; otherwise to all that\n' +
        'the history has. It goes the way of every notification, and is no longer parked. With --stack, a poll starts at\n' +
        'once; otherwise the next one sends it.',
    )
    .option('--to <destination>', 'only to this destination; it may be one of the config that never heard of it')
    .option('--config <file>', 'the config that such a destination must be in', 'notifier.yaml');
  stateOptions(command)
    .option('--json', 'print JSON')
    .addHelpText('after', example('replay 8osLAE3qPim31zug_x52Ew.people --stack SageMakerApprovalNotifier'))
    .action(async (id: string, options: ReplayOptions) => {
      const { replay } = await import('./replay.ts');
      await replay(id, options, program.opts<GlobalOptions>());
    });
}
