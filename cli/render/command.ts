import type { Command } from 'commander';
import { example } from '../global.ts';
import type { RenderOptions } from './render.ts';

/** `render`. */
export function addRenderCommand(program: Command): void {
  program
    .command('render')
    .summary('Show what messages look like')
    .description(
      'Show a sample of each kind of change as each destination of a config would get it. Nothing is sent, and nothing\n' +
        'is asked of AWS.',
    )
    .option('--kind <kind>', 'only this kind of change, such as approval')
    .option('--destination <name>', 'only this destination of the config')
    .option('--config <file>', 'the config', 'notifier.yaml')
    .addHelpText('after', example('render --kind approval --destination people'))
    .action(async (options: RenderOptions) => {
      const { render } = await import('./render.ts');
      await render(options);
    });
}
