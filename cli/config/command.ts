import type { Command } from 'commander';
import { example } from '../global.ts';

/** `config validate`. */
export function addConfigCommands(program: Command): void {
  program
    .command('config')
    .description('Check a config')
    .command('validate')
    .argument('[file]', 'the config', 'notifier.yaml')
    .description('Say what a config means; or all that is wrong with it, one mistake a line, with exit code 1.')
    .addHelpText('after', example('config validate notifier.yaml'))
    .action(async (file: string) => {
      const { validate } = await import('./validate.ts');
      await validate(file);
    });
}
