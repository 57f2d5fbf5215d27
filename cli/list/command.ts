import { Option, type Command } from 'commander';
import { example, type GlobalOptions } from '../global.ts';
import { oneOf, wholeNumber } from '../values.ts';
import type { ImageOptions } from './images.ts';
import type { ImageVersionOptions } from './image-versions.ts';
import type { PackageOptions } from './packages.ts';

/** `list packages`, `list images` and `list image-versions`: every filter and order that SageMaker offers. */
export function addListCommands(program: Command): void {
  const list = program.command('list').description('List what is in the registry now');
  addPackages(list, program);
  addImages(list, program);
  addImageVersions(list, program);
}

const sortOrders = ['Ascending', 'Descending'] as const;
const imageSortOrders = ['ASCENDING', 'DESCENDING'] as const;

function addPackages(list: Command, program: Command): void {
  const command = list
    .command('packages')
    .summary('model packages')
    .description(
      'List model packages. Without --group and --type, these are the unversioned ones, as SageMaker has it;\n' +
        'versions are listed by --type versioned, or by their --group.',
    )
    .option('--group <name>', 'only versions of this model package group; its name, or its ARN')
    .addOption(choice('--approval-status <status>', ['Approved', 'Rejected', 'PendingManualApproval']))
    .addOption(choice('--type <type>', ['Versioned', 'Unversioned', 'Both']))
    .option('--name-contains <text>', 'only those with this in their names');
  between(command, 'created');
  command
    .addOption(choice('--sort-by <field>', ['Name', 'CreationTime'], 'CreationTime'))
    .addOption(choice('--sort-order <order>', sortOrders, 'Ascending'));
  paging(command)
    .addHelpText('after', example('list packages --group churn-model --approval-status PendingManualApproval'))
    .action(async (options: PackageOptions) => {
      const { listPackages } = await import('./packages.ts');
      await listPackages(options, program.opts<GlobalOptions>());
    });
}

function addImages(list: Command, program: Command): void {
  const command = list
    .command('images')
    .summary('images')
    .description('List SageMaker images.')
    .option('--name-contains <text>', 'only those with this in their names');
  between(between(command, 'created'), 'modified')
    .addOption(choice('--sort-by <field>', ['CREATION_TIME', 'LAST_MODIFIED_TIME', 'IMAGE_NAME'], 'CREATION_TIME'))
    .addOption(choice('--sort-order <order>', imageSortOrders, 'DESCENDING'));
  paging(command)
    .addHelpText('after', example('list images --name-contains training --sort-by image-name --sort-order ascending'))
    .action(async (options: ImageOptions) => {
      const { listImages } = await import('./images.ts');
      await listImages(options, program.opts<GlobalOptions>());
    });
}

function addImageVersions(list: Command, program: Command): void {
  const command = list
    .command('image-versions')
    .summary('versions of an image')
    .argument('<image>', "the image's name")
    .description('List the versions of a SageMaker image.');
  between(between(command, 'created'), 'modified')
    .addOption(choice('--sort-by <field>', ['CREATION_TIME', 'LAST_MODIFIED_TIME', 'VERSION'], 'CREATION_TIME'))
    .addOption(choice('--sort-order <order>', imageSortOrders, 'DESCENDING'));
  paging(command)
    .addHelpText('after', example('list image-versions training-gpu --modified-after 2026-01-31'))
    .action(async (image: string, options: ImageVersionOptions) => {
      const { listImageVersions } = await import('./image-versions.ts');
      await listImageVersions(image, options, program.opts<GlobalOptions>());
    });
}

/** The default is said, not sent: it is SageMaker's. */
function choice(flags: string, words: readonly string[], fallback?: string): Option {
  const said = words.map((word) => (word === fallback ? `${word} (the default)` : word));
  return new Option(flags, said.join(', ')).argParser(oneOf(words));
}

function between(command: Command, what: 'created' | 'modified'): Command {
  return command
    .option(`--${what}-after <time>`, `only those ${what} after a time: 2026-01-31 or 2026-01-31T09:00:00Z`)
    .option(`--${what}-before <time>`, `only those ${what} before a time`);
}

function paging(command: Command): Command {
  return command
    .option('--max-items <number>', 'list so many at most, and give a token for the rest', wholeNumber(1))
    .option('--page-size <number>', 'ask SageMaker for so many at a time; 1 to 100', wholeNumber(1, 100))
    .option(
      '--starting-token <token>',
      "go on where that listing stopped: a NextToken, also of boto3's paginators or the AWS CLI",
    )
    .option('--json', 'print JSON as the AWS CLI does');
}
