import { oneLine } from '../../functions/channels/shared/clean.ts';
import { systemClock } from '../../functions/runtime/clock.ts';
import { createSageMakerRegistry } from '../../functions/registry/sagemaker-registry.ts';
import { readConfig } from '../../local/config.ts';
import { sageMaker } from '../clients.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { pretty } from '../json.ts';
import { openState } from '../state/open.ts';
import type { StateOptions } from '../state/options.ts';
import { thisTerminal } from '../terminal.ts';
import { plan } from './plan.ts';
import { planJson, planText } from './text.ts';

export interface PlanOptions extends StateOptions {
  readonly config: string;
  readonly json?: boolean;
}

/** What the next poll would tell. Throws, when all that is known is shown, if something of it could not be read. */
export async function showPlan(options: PlanOptions, global: GlobalOptions): Promise<void> {
  const config = readConfig(options.config);
  const { stdout, stderr, room } = thisTerminal();
  const opened = await openState(options, global);
  const registry = createSageMakerRegistry(sageMaker(global), config.limits, systemClock);
  const planned = await plan(config, registry, opened);
  await stdout.write(options.json ? pretty(planJson(planned)) : planText(planned, { room, colors: stdout.colors }));
  for (const warning of planned.warnings) await stderr.write(oneLine(warning));
  if (!planned.isWhole) throw new CliError('Not all could be read: the next poll may tell more than this');
}
