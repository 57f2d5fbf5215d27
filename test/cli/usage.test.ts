import { cp, mkdir, readFile, realpath, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanUpAfterEach, cli, root, temporaryFolder } from './support.ts';

cleanUpAfterEach();

const commands = [
  ...['list packages', 'list images', 'list image-versions', 'state', 'plan', 'render', 'config validate'],
  ...['history', 'pending', 'parked', 'replay', 'test', 'subscriptions'],
];

test.each(commands)('%s --help has an example and names the options of every command', async (command) => {
  const { code, stdout, stderr } = await cli([...command.split(' '), '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`Example:\n  sagemaker-approval-notifier ${command}`);
  expect(stdout).toMatch(/--endpoint-url <url>.*\n.*--region <region>.*\n.*--profile <name>/);
});

test('--help lists the commands and says what the exit codes mean', async () => {
  const { code, stdout } = await cli(['--help']);
  expect(code).toBe(0);
  for (const name of new Set(commands.map((command) => command.split(' ')[0])))
    expect(stdout).toContain(`\n  ${name} `);
  expect(stdout).toContain('Exit codes: 0 done; 1 refused or failed; 2 a mistake on the command line.');
});

test.each([
  [
    'list packages --max-items 0',
    "option '--max-items <number>' argument '0' is invalid. Allowed: a whole number, 1 or more.",
  ],
  [
    'list images --page-size 101',
    "option '--page-size <number>' argument '101' is invalid. Allowed: a whole number, 1 to 100.",
  ],
  [
    'list packages --type v2',
    "option '--type <type>' argument 'v2' is invalid. Allowed: Versioned, Unversioned, Both.",
  ],
  [
    'list packages --approval-status Pending',
    "option '--approval-status <status>' argument 'Pending' is invalid. Allowed: Approved, Rejected, PendingManualApproval.",
  ],
  [
    'list packages --sort-by modified',
    "option '--sort-by <field>' argument 'modified' is invalid. Allowed: Name, CreationTime.",
  ],
  [
    'list image-versions gpu --sort-by name',
    "option '--sort-by <field>' argument 'name' is invalid. Allowed: CREATION_TIME, LAST_MODIFIED_TIME, VERSION.",
  ],
  [
    'list images --sort-order up',
    "option '--sort-order <order>' argument 'up' is invalid. Allowed: ASCENDING, DESCENDING.",
  ],
  [
    'list images --modified-before yesterday',
    'option \'--modified-before <time>\': "yesterday" is not a time; allowed: an ISO 8601 date or date-time, such as 2026-01-31 or 2026-01-31T09:00:00Z',
  ],
  [
    'list packages --created-after 2026-02-30',
    /^option '--created-after <time>': "2026-02-30" is not a time; allowed: /,
  ],
  ['list packages --starting-token e30=', /^option '--starting-token <token>': e30= is of another listing\. Allowed: /],
  ['list packages --endpoint-url here', /^option '--endpoint-url <url>' argument 'here' is invalid\. Allowed: a URL/],
  ['list image-versions', "missing required argument 'image'"],
  ['list packages churn', /^too many arguments/],
  ['list packages --grop churn', "unknown option '--grop'\n(Did you mean --group?)"],
  ['lits', "unknown command 'lits'\n(Did you mean list?)"],
])('%s is a mistake on the command line', async (command, words) => {
  const { code, stdout, stderr } = await cli(command.split(' '));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  if (typeof words === 'string') expect(stderr).toBe(`${words}\n`);
  else expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/^ +at /m);
});

test.each([[[]], [['list']], [['config']]])('%j asks for nothing: help, as a mistake', async (args) => {
  const { code, stdout, stderr } = await cli(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^Usage: /);
});

test('the package names the program, and npm the same', async () => {
  const { bin, scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
    scripts: Record<string, string>;
  };
  const program = bin['sagemaker-approval-notifier'] ?? '';
  const { mode } = await stat(join(root, program));
  expect(mode & 0o111).toBe(0o111);
  expect(scripts['notifier']).toMatch(new RegExp(`^exec node .*${program}$`));
});

test.each([
  ['linked', (folder: string) => symlink(root, folder)],
  [
    'copied, where Node takes no TypeScript',
    async (folder: string) => {
      await mkdir(folder);
      for (const part of ['cli', 'functions', 'local', 'package.json']) {
        await cp(join(root, part), join(folder, part), { recursive: true });
      }
      await symlink(await realpath(join(root, 'node_modules')), join(folder, 'node_modules'));
    },
  ],
])("the program runs from another project's node_modules: %s", async (_title, install) => {
  const modules = join(await temporaryFolder(), 'node_modules');
  await mkdir(modules);
  await install(join(modules, 'notifier'));
  const config = join(root, 'notifier.yaml');
  const ran = await cli(['config', 'validate', config], { program: join(modules, 'notifier/cli/start.cjs') });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toContain(`${config} is valid`);
});
