import type { Clients } from '../functions/runtime/clients.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { Audience } from './audience.ts';
import type { LocalAws } from './aws/index.ts';
import type { LocalClock } from './clock.ts';
import type { EventQueue } from './event-queue.ts';
import type { TerminalLog } from './log.ts';
import type { Mishaps } from './mishaps.ts';
import type { Output } from './output.ts';
import type { Poller } from './poller.ts';
import type { SlackStandIn } from './slack/index.ts';

/** What belongs to one run. */
export interface Session {
  readonly aws: LocalAws;
  readonly clients: Clients;
  readonly clock: LocalClock;
  readonly config: Config;
  readonly audience: Audience;
  /** If the config has a destination in Slack. */
  readonly slack: SlackStandIn | undefined;
  readonly mishaps: Mishaps;
  readonly poller: Poller;
  /** Unless events are switched off. */
  readonly events: EventQueue | undefined;
  /** Where everything but notifications is said. */
  readonly screen: Output;
  readonly log: TerminalLog;
}
