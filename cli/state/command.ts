import { Option, type Command } from 'commander';
import { collectionKinds } from '../../functions/domain/collection.ts';
import { example, type GlobalOptions } from '../global.ts';
import { oneOf } from '../values.ts';
import { stateOptions } from './options.ts';
import type { ShowOptions } from './show.ts';

/** `state [name]`. */
export function addStateCommand(program: Command): void {
  const command = program
    .command('state')
    .summary('Show what is remembered')
    .argument('[name]', 'a group, by name or ARN; an image; "unversioned" for the unversioned model packages')
    .description(
      'Show what the notifier remembers: of one group or image every version and what is still to be told; without a\n' +
        'name, the list of what is remembered, and the destinations that are closed.',
    );
  stateOptions(command)
    .addOption(
      new Option('--kind <kind>', `${collectionKinds.join(', ')}: if several have that name`).argParser(
        oneOf(collectionKinds),
      ),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', example('state churn-model --table MyTable'))
    .action(async (name: string | undefined, options: ShowOptions) => {
      const { showState } = await import('./show.ts');
      await showState(name, options, program.opts<GlobalOptions>());
    });
}
