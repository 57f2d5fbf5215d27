import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createClients } from '../functions/runtime/clients.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import { Audience } from './audience.ts';
import { startLocalAws } from './aws/index.ts';
import { LocalClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { isolate } from './environment.ts';
import { EventQueue } from './event-queue.ts';
import { TerminalLog } from './log.ts';
import { Mishaps } from './mishaps.ts';
import { deploy, outOfReach } from './notifier.ts';
import type { Options } from './options.ts';
import { outputTo, type Output } from './output.ts';
import { checkPort } from './port.ts';
import { Poller } from './poller.ts';
import { jsonLines, printed } from './print.ts';
import { samples } from './samples.ts';
import { startSlackStandIn } from './slack/index.ts';
import type { Session } from './session.ts';
import { rehearse, showStory } from './shows.ts';
import { introduction, yourTurn } from './words.ts';

/** How long the end waits for a poll under way, and then for each server, in ms. */
const patience = 5000;

/** Runs until it is told to stop or, with `--once`, until the story is told. Resolves with the exit code. */
export async function run(options: Options, stop: AbortSignal): Promise<number> {
  const config = readConfig(options.config);
  await checkPort(options.port);
  if (!options.once) return runIn(options.data, options, config, stop);
  const temporary = mkdtempSync(join(tmpdir(), 'approval-notifier-'));
  try {
    return await runIn(temporary, options, config, stop);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function runIn(path: string, options: Options, config: Config, stop: AbortSignal): Promise<number> {
  const { once, json, verbose } = options;
  const empty = options.empty && !once;
  const stdout = outputTo(process.stdout);
  const stderr = outputTo(process.stderr);
  const screen = json ? stderr : stdout;
  const log = new TerminalLog(stderr, verbose);
  const audience = audienceOf(config, stdout, json);
  const { isNew, begin } = openDataFolder(path, { empty });
  const clock = new LocalClock({ leaps: once });
  const now = () => new Date(clock.now());
  const chats = Object.values(config.destinations).some((destination) => destination.slack);
  const slack = chats ? await startSlackStandIn({ port: 0, now, onMessage: audience.read }) : undefined;
  const mishaps = new Mishaps(slack);
  // As on AWS, events go nowhere before there is a notifier: its first poll sees what was there before.
  let events: EventQueue | undefined;
  const aws = await startLocalAws({
    port: options.port,
    dataDir: path,
    region: isolate(process.env),
    now,
    intercept: mishaps.intercept,
    onPublish: audience.hear,
    onEvent: audience.see,
    onRegistryEvent: (event) => events?.put(JSON.stringify(event)),
  });
  // No request has been served by now: the folder is begun before anyone could put something into it.
  if (isNew && !empty) aws.registry.seed(samples(clock.now()));
  begin();

  const { endpoint, region } = aws;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const clients = createClients({ endpoint, region, credentials });
  const { poll, react } = await deploy({ aws, clients, clock, config, audience, slack, log });
  const poller = new Poller(poll);
  // On AWS the two may overlap; here one waits for the other, so that what is told stands below what it comes of.
  if (options.events) events = new EventQueue((messages) => poller.between(() => react(messages)));
  const session: Session = { aws, clients, clock, config, audience, slack, mishaps, poller, events, screen, log };
  try {
    const absent = outOfReach(config, aws);
    const { colors } = screen;
    await screen.write(
      introduction({ options: { ...options, empty }, config, isNew, absent, slack: slack?.url, colors }),
    );
    await poller.poll();
    await screen.write(screen.colors.bold(`READY ${endpoint}`));
    if (once) return await rehearse(session, stop);
    if (empty) await screen.write(yourTurn(aws, empty, screen.colors));
    await Promise.all([poller.repeat(options.pollEvery, stop), isNew && !empty && showStory(session, stop)]);
    return 0;
  } finally {
    await end(session);
  }
}

function audienceOf({ destinations }: Config, stdout: Output, json: boolean): Audience {
  const known = new Set<string>();
  return new Audience(async (delivery) => {
    const [{ destination }] = delivery.notifications;
    const settings = destinations[destination];
    const seen = known.has(destination);
    known.add(destination);
    if (settings)
      await stdout.write(json ? jsonLines(delivery, settings) : printed(delivery, settings, stdout, { seen }));
  });
}

/** Lets the poll or batch of events under way finish, so that the next run has nothing to tell again; but not for ever. */
async function end({ poller, events, clients, slack, aws }: Session): Promise<void> {
  events?.close();
  await Promise.race([Promise.all([poller.idle(), events?.idle()]), setTimeout(patience)]);
  const { sagemaker, dynamodb, sns, secrets, eventbridge } = clients;
  for (const client of [sagemaker, dynamodb, sns, secrets, eventbridge]) client.destroy();
  await Promise.race([Promise.all([slack?.close(), aws.close()]), setTimeout(patience)]);
}
