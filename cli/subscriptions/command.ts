import type { Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { stackOption } from '../state/options.ts';
import type { SubscriptionsOptions } from './show.ts';

/** `subscriptions`. */
export function addSubscriptionsCommand(program: Command): void {
  program
    .command('subscriptions')
    .summary('Show who is subscribed by email, and who is not')
    .description(
      'Show the email addresses of the config, and those that were subscribed by hand: confirmed, unconfirmed or missing,\n' +
        'and what to do about it. The exit code is 1 if one is not confirmed: nothing is delivered to it.',
    )
    .addOption(stackOption())
    .option('--config <file>', 'the config', 'notifier.yaml')
    .option('--json', 'print JSON')
    .addHelpText('after', example('subscriptions --stack SageMakerApprovalNotifier'))
    .action(async (options: SubscriptionsOptions) => {
      const { showSubscriptions } = await import('./show.ts');
      await showSubscriptions(options, program.opts<GlobalOptions>());
    });
}
