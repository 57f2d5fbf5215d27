import type { Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stateOptions } from '../state/options.ts';
import type { PlanOptions } from './show.ts';

/** `plan`. */
export function addPlanCommand(program: Command): void {
  const command = program
    .command('plan')
    .summary('Show what the next poll would tell')
    .description(
      'Show what the next poll would tell, and whom: from the registry and the state as they are now, by a config that\n' +
        'need not be deployed. Nothing is written, and nothing is sent.',
    )
    .option('--config <file>', 'the config', 'notifier.yaml');
  stateOptions(command)
    .option('--json', 'print JSON')
    .addHelpText('after', example('plan --config new.yaml --table MyTable'))
    .action(async (options: PlanOptions) => {
      const { showPlan } = await import('./show.ts');
      await showPlan(options, program.opts<GlobalOptions>());
    });
}
