import { join } from 'node:path';
import { z } from 'zod';
import { stackName } from './cdk.ts';
import { brokenRole } from './chapters/broken-role.ts';
import { events } from './chapters/events.ts';
import { firstDeployment } from './chapters/first-deployment.ts';
import { killedWorkers } from './chapters/killed-workers.ts';
import { previousCommit } from './chapters/previous-commit.ts';
import { uninstall } from './chapters/uninstall.ts';
import { widerConfig } from './chapters/wider-config.ts';
import { inventory } from './inventory.ts';
import { lint } from './lint.ts';
import { permissions } from './permissions.ts';
import type { Stage } from './stage.ts';
import { User } from './user.ts';

const root = join(import.meta.dirname, '../..');
const first = { root, config: join(import.meta.dirname, 'notifier.yaml') };
const wider = { root, config: join(import.meta.dirname, 'wider.yaml') };

const hourly = { root, config: join(import.meta.dirname, 'hourly.yaml') };

const resources = z.object({ StackResources: z.array(z.unknown()) });

/** From the first deployment to the last. True if nothing was lost, and nothing invented. */
export async function tell(stage: Stage, programs: string, signal: AbortSignal): Promise<boolean> {
  const user = new User(stage, signal);
  let before: readonly string[] = [];
  let deployed = 0;
  const checkTemplates = () => lint(programs, stage.cdk.output, join(stage.folder, 'cfn-lint.log'), signal);
  const chapters: readonly [string, () => void | Promise<void>][] = [
    [
      'cdk bootstrap',
      async () => {
        await user.prepare();
        await stage.cdk.bootstrap(first, stage.environment);
        before = await inventory(stage.boto);
      },
    ],
    ['first deployment; the schedule fires', () => firstDeployment(user, first)],
    ['cfn-lint', checkTemplates],
    ['a wider config', () => widerConfig(user, wider)],
    ['a broken role', () => brokenRole(user)],
    ['killed in mid-work', () => killedWorkers(user)],
    [
      'nothing listens but on this machine',
      () => {
        stage.checkListeners();
      },
    ],
    ['an event of SageMaker, long before the next poll', () => events(user, hourly)],
    ['the previous commit, and back', () => previousCommit(user, wider)],
    [
      'permissions',
      async () => {
        deployed = await resourcesOf(stage);
        await reportPermissions(user);
      },
    ],
    ['uninstalled, and deployed anew', () => uninstall(user, wider, before)],
    ['cfn-lint', checkTemplates],
  ];
  const failures: unknown[] = [];
  for (const [title, chapter] of chapters) {
    const began = Date.now();
    try {
      signal.throwIfAborted();
      await chapter();
      console.log(`ok    ${title} (${seconds(began)})`);
    } catch (error) {
      failures.push(error);
      console.log(`FAIL  ${title} (${seconds(began)})\n${error instanceof Error ? error.message : String(error)}`);
      break;
    }
  }
  await user.collect();
  const { sent, arrived, twice, lost, invented } = user.ledger.verdict();
  if (twice > 0) console.log(`${twice} came twice, with the same id`);
  console.log(
    `deployed ${deployed} resources, sent ${sent} changes, arrived ${arrived} notifications, lost ${lost.length}, invented ${invented.length}`,
  );
  return failures.length === 0 && lost.length === 0 && invented.length === 0;
}

const seconds = (began: number): string => `${Math.round((Date.now() - began) / 1000)} s`;

async function resourcesOf({ boto }: Stage): Promise<number> {
  const found = await boto.call('cloudformation', 'describe_stack_resources', { StackName: stackName });
  return resources.parse(found).StackResources.length;
}

async function reportPermissions({ stage, outputs }: User): Promise<void> {
  const name = outputs['PollFunction'] ?? '';
  const { granted, used, unused, lacking } = await permissions(stage.boto, name, stage.recording.calls);
  console.log(
    `      ${name}: granted ${granted.length}, used ${used.length}, unused ${unused.length}, used without grant ${lacking.length}`,
  );
  for (const { action, resource } of unused) console.log(`      unused: ${action} on ${resource}`);
  if (lacking.length > 0) {
    throw new Error(lacking.map(({ action, resource }) => `used without grant: ${action} on ${resource}`).join('\n'));
  }
}
