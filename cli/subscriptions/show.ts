import { readConfig } from '../../local/config.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import { pretty } from '../json.ts';
import { readStack } from '../stack.ts';
import { formatTable, type Column } from '../table.ts';
import { thisTerminal } from '../terminal.ts';
import type { Colors } from '../../local/output.ts';
import { readAddresses, type Address } from './read.ts';

export interface SubscriptionsOptions {
  readonly config: string;
  readonly stack?: string;
  readonly json?: boolean;
}

/** Who is subscribed by email. Throws, when that is shown, if somebody hears nothing. */
export async function showSubscriptions(options: SubscriptionsOptions, global: GlobalOptions): Promise<void> {
  const config = readConfig(options.config);
  const { stdout, stderr, room } = thisTerminal();
  const stack = options.stack === undefined ? undefined : await readStack(options.stack, global);
  const all = await readAddresses(config, stack, global);
  if (options.json)
    await stdout.write(pretty({ subscriptions: all.map((one) => ({ ...one, todo: todo[one.state] })) }));
  else if (all.length > 0) await stdout.write(formatTable(all, columns, { room, colors: stdout.colors }));
  else await stderr.write(`${options.config} has no email address, and nobody is subscribed by email.`);
  const deaf = all.filter(({ state }) => state !== 'confirmed');
  if (deaf.length === 0) return;
  throw new CliError(
    `Hears nothing: ${deaf.map(({ destination, address }) => `${address} (${destination})`).join(', ')}`,
  );
}

/** What mends it; docs/subscribe.md says how. */
const todo: Readonly<Record<Address['state'], string | undefined>> = {
  confirmed: undefined,
  unconfirmed:
    'confirm by the link in the mail of AWS, within 48 hours: then it vanishes, and no deployment brings it back',
  missing:
    'subscribe it by hand; or take it out of the config, deploy, put it in again, and deploy (docs/subscribe.md)',
};

const tints: Readonly<Record<string, (text: string, colors: Colors) => string>> = {
  confirmed: (text, { green }) => green(text),
  unconfirmed: (text, { cyan }) => cyan(text),
  missing: (text, { red }) => red(text),
};

const columns: readonly Column<Address>[] = [
  { title: 'DESTINATION', cell: ({ destination }) => destination },
  { title: 'ADDRESS', cell: ({ address }) => address },
  { title: 'STATE', tint: (text, colors) => tints[text]?.(text, colors) ?? text, cell: ({ state }) => state },
  { title: 'TO DO', cell: ({ state }) => todo[state] ?? '' },
];
